/** Opens a service for a roster: what the roster wants there, and the connection. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import { buildTarget, listPeople } from "../../plan/target.ts";
import type { ScheduleService } from "../../provider/schedules.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, readClock } from "./context.ts";
import { type Destination, PROVIDERS } from "./destination.ts";
import type { ProviderName } from "./provider.ts";

/** What stays the same from one look at the service to the next. */
export interface ServiceContext {
  readonly provider: ProviderName;
  readonly destination: Destination;
  readonly target: Target;
  readonly now: () => Instant;
  readonly service: ScheduleService;
  readonly path: string;
  readonly timeline: Timeline;
  readonly notes: readonly string[];
}

/** `writes`: whether the service is written to; a what-if or a roster that the service cannot hold is refused then. */
export async function openService(
  edges: Edges,
  provider: ProviderName,
  { path, timeline }: Pick<ServiceContext, "path" | "timeline">,
  { writes }: { readonly writes: boolean },
): Promise<ServiceContext> {
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
    throw new Fault(writes ? EXIT.refused : EXIT.no, message, undefined, [], more);
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
