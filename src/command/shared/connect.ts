/** Opens a service for a roster: what the roster wants there, and the connection. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import { buildTarget, listPeople } from "../../plan/target.ts";
import type { PushSubject, ScheduleService } from "../../provider/schedules.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, openClock, readClock } from "./context.ts";
import { type Destination, findDestination } from "./destination.ts";
import type { OpenedFile } from "./open.ts";
import type { ProviderName } from "./provider.ts";
import { createPushedSearch, findCommit } from "./pushed.ts";

/** What stays the same from one look at the service to the next. */
export interface ServiceContext {
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
}

/** `writes`: whether the service is written to; a what-if or a roster that the service cannot hold is refused then. */
export async function openService(
  edges: Edges,
  provider: ProviderName,
  { path, bytes, timeline }: Pick<OpenedFile, "path" | "bytes" | "timeline">,
  { writes, start = readClock(edges) }: { readonly writes: boolean; readonly start?: Instant },
): Promise<ServiceContext> {
  const { roster } = timeline;
  const destination = findDestination(edges, provider, roster);
  const { title, access, names, abilities } = destination;
  if (writes) checkClock(edges, access.isLoopback, "a push", destination.addressName);
  const now = openClock(edges, start);
  const result = buildTarget(timeline, names, abilities, start);
  if (result.kind === "unfit") {
    const [first = "", ...more] = result.reasons;
    const message = `${title} cannot hold what ${roster.file} says: ${first}`;
    throw new Fault(writes ? EXIT.refused : EXIT.no, message, undefined, [], more);
  }
  const { target } = result;
  const commit = abilities.hasAlias ? undefined : findCommit(edges, path, bytes);
  const subject: PushSubject = {
    ...{ roster, target, people: listPeople(target), now, zoneOf: edges.zoneOf },
    findPushed: createPushedSearch(edges, { path, provider, abilities, now: start }),
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
  return { provider, destination, target, now, service, path, timeline, commit, notes };
}
