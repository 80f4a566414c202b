/** Opens the roster and the service of a plan or a push, and takes snapshots of the service. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type Snapshot, takeSnapshot } from "../../plan/snapshot.ts";
import { openService, type ServiceContext } from "../shared/connect.ts";
import { readClock } from "../shared/context.ts";
import type { OpenedFile } from "../shared/open.ts";
import type { ProviderName } from "../shared/provider.ts";
import { SERVICES } from "../shared/services.ts";
import { refusePush } from "./refuse.ts";

/** Reads may lag behind writes: half a minute in all. */
export const MAX_POLLS = 10;
export const POLL_MS = 3000;

export interface PushContext extends ServiceContext {
  /** That the service will end, and when. */
  readonly warning: string | undefined;
}

/** `writes`: whether it is for a push; a what-if or a roster that the service cannot hold is refused then. */
export async function openPush(
  edges: Edges,
  provider: ProviderName,
  file: OpenedFile,
  { writes }: { readonly writes: boolean },
): Promise<PushContext> {
  const start = readClock(edges);
  const closing = SERVICES[provider].findClosing(file.timeline.roster, start);
  if (closing.kind === "closed") {
    const { message, help } = closing;
    throw writes ? refusePush(message, help) : new Fault(EXIT.no, message, help);
  }
  const context = await openService(edges, provider, file, { writes, start });
  return { ...context, warning: closing.warning };
}

export async function readSnapshot({
  target,
  now,
  service,
  commit,
}: Pick<ServiceContext, "target" | "now" | "service" | "commit">): Promise<Snapshot> {
  const remote = await service.reader.read();
  return takeSnapshot(target, remote, { abilities: service.abilities, commit, now: now() });
}
