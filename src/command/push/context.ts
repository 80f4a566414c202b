/** Prepares a plan or a push: the roster, what it wants of the service, and the connection to it. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import { type Snapshot, takeSnapshot } from "../../plan/snapshot.ts";
import { buildTarget, listPeople } from "../../plan/target.ts";
import type { ScheduleService } from "../../provider/schedules.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, readClock } from "../shared/context.ts";
import { type Destination, PROVIDERS } from "../shared/destination.ts";
import { findRoster } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import type { ProviderName } from "../shared/provider.ts";
import { readRoster } from "../shared/read.ts";
import type { PushFlags } from "./command.ts";
import { refusePush } from "./refuse.ts";

/** What stays the same from one snapshot of the service to the next. */
export interface PushContext {
  readonly provider: ProviderName;
  readonly destination: Destination;
  readonly target: Target;
  readonly now: () => Instant;
  readonly service: ScheduleService;
  readonly path: string;
  readonly timeline: Timeline;
  readonly notes: readonly string[];
}

/** `writes`: whether it is for a push; a what-if or a roster that the service cannot hold is refused then. */
export async function openPush(
  edges: Edges,
  flags: PushFlags,
  provider: ProviderName,
  { writes }: { readonly writes: boolean },
): Promise<PushContext> {
  const path = findRoster(edges, flags);
  const { timeline } = openBytes(edges, path, readRoster(edges, path), { withPrivate: true });
  const { roster } = timeline;
  const destination = PROVIDERS[provider](edges, roster);
  const { title, access, names } = destination;
  if (writes) checkClock(edges, access.isLoopback, "a push", destination.addressName);
  const start = readClock(edges);
  const now = (edges.env["ONCALL_NOW"] || undefined) === undefined ? edges.now : () => start;
  const result = buildTarget(timeline, names, start);
  if (result.kind === "unfit") {
    const [first = "", ...more] = result.reasons;
    const message = `${title} cannot hold what ${roster.file} says: ${first}`;
    throw writes ? refusePush(message, undefined, more) : new Fault(EXIT.no, message, undefined, [], more);
  }
  const { target } = result;
  const subject = { roster, target, people: listPeople(target), now, zoneOf: edges.zoneOf };
  const service = await destination.connect(subject);
  const notes = [
    ...result.notes,
    ...(roster.inEffect.length === 0
      ? []
      : [`\`in_effect\` has no effect in ${title}: it alerts for incidents of every kind`]),
  ];
  return { provider, destination, target, now, service, path, timeline, notes };
}

export async function readSnapshot({ target, now, service }: PushContext): Promise<Snapshot> {
  return takeSnapshot(target, await service.reader.read(), now());
}
