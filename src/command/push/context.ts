/** Prepares a plan or a push: the roster, what it wants of the service, and the connection to it. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import { type Snapshot, takeSnapshot } from "../../plan/snapshot.ts";
import { buildTarget, listPeople } from "../../plan/target.ts";
import type { PushSubject, ScheduleService } from "../../provider/schedules.ts";
import type { Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, readClock } from "../shared/context.ts";
import { CLOSINGS, type Destination, PROVIDERS } from "../shared/destination.ts";
import { findRoster } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import { type ProviderName, readProvider } from "../shared/provider.ts";
import { findCommit, findPushed } from "../shared/pushed.ts";
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
  /** Of this roster; undefined: it is not committed as it is. */
  readonly commit: string | undefined;
  readonly notes: readonly string[];
  /** That the service will end, and when. */
  readonly warning: string | undefined;
}

/** `writes`: whether it is for a push; a what-if or a roster that the service cannot hold is refused then. */
export async function openPush(
  edges: Edges,
  flags: PushFlags,
  command: Command,
  { writes }: { readonly writes: boolean },
): Promise<PushContext> {
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const { timeline } = openBytes(edges, path, bytes, { withPrivate: true });
  const { roster } = timeline;
  const provider = readProvider(command, roster);
  const start = readClock(edges);
  const closing = CLOSINGS[provider](roster, start);
  if (closing.kind === "closed") {
    const { message, help } = closing;
    throw writes ? refusePush(message, help) : new Fault(EXIT.no, message, help);
  }
  const destination = PROVIDERS[provider](edges, roster);
  const { title, access, names, abilities } = destination;
  if (writes) checkClock(edges, access.isLoopback, "a push", destination.addressName);
  const now = (edges.env["ONCALL_NOW"] || undefined) === undefined ? edges.now : () => start;
  const result = buildTarget(timeline, names, abilities, start);
  if (result.kind === "unfit") {
    const [first = "", ...more] = result.reasons;
    const message = `${title} cannot hold what ${roster.file} says: ${first}`;
    throw writes ? refusePush(message, undefined, more) : new Fault(EXIT.no, message, undefined, [], more);
  }
  const { target } = result;
  const commit = abilities.hasAlias ? undefined : findCommit(edges, path, bytes);
  const readNames = (old: Roster) => old[provider];
  const subject: PushSubject = {
    ...{ roster, target, people: listPeople(target), now, zoneOf: edges.zoneOf },
    findPushed: (mark) => findPushed(edges, { path, readNames, abilities, now: start }, mark),
  };
  const service = await destination.connect(subject);
  const notes = [
    ...result.notes,
    ...(abilities.hasAlias || commit !== undefined
      ? []
      : [
          `${roster.file} is not committed as it is: ${title} cannot say which commit its overrides are from; commit it before the next push`,
        ]),
    ...(roster.inEffect.length === 0
      ? []
      : [`\`in_effect\` has no effect in ${title}: it alerts for incidents of every kind`]),
  ];
  return {
    provider,
    destination,
    target,
    now,
    service,
    path,
    timeline,
    commit,
    notes,
    warning: closing.warning,
  };
}

export async function readSnapshot({ target, now, service, commit }: PushContext): Promise<Snapshot> {
  const remote = await service.reader.read();
  return takeSnapshot(target, remote, { abilities: service.abilities, commit, now: now() });
}
