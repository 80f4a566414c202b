/** Opens the roster and the service of a plan or a push, and takes snapshots of the service. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type Snapshot, takeSnapshot } from "../../plan/snapshot.ts";
import { type OpenedFile, openService, type ServiceContext } from "../shared/connect.ts";
import { readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import type { ProviderName } from "../shared/provider.ts";
import { readRoster } from "../shared/read.ts";
import { SERVICES } from "../shared/services.ts";
import type { PushFlags } from "./command.ts";
import { refusePush } from "./refuse.ts";

export interface PushContext extends ServiceContext {
  /** That the service will end, and when. */
  readonly warning: string | undefined;
}

export function openFile(edges: Edges, flags: PushFlags): OpenedFile {
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const { timeline } = openBytes(edges, path, bytes, { withPrivate: true }, flags.roster);
  return { path, bytes, timeline };
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
