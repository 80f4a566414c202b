/** Proves an import: compares the new roster's timeline with the final timeline of the service, as instants and ids. */
import type { Assignment, Duty, RemoteSchedule } from "../plan/model.ts";
import { type Disparity, findDisparities } from "../plan/parity.ts";
import type { Role } from "../roster/model.ts";
import { floorToMinute } from "../rules/serving.ts";
import { DAY_MS } from "../time/date.ts";
import { type Interval, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import type { ImportProof } from "./model.ts";

/** How far back and ahead a roster is compared with its service. */
const WEEKS_BACK = 4;
const WEEKS_AHEAD = 12;
const WEEK_MS = 7 * DAY_MS;

export function findProvenTime(now: Instant): Interval {
  const minute = floorToMinute(now);
  return { start: minute - WEEKS_BACK * WEEK_MS, end: minute + WEEKS_AHEAD * WEEK_MS };
}

export interface ProvenRole extends Pick<RemoteSchedule, "overrides" | "forwardings"> {
  readonly role: Role;
  /** Who is on call there in the end; several at once may overlap. */
  readonly final: readonly Assignment[];
}

/** From the first handoff of the roster, if that is later. */
export function proveImport(
  provider: string,
  timeline: Timeline,
  roles: readonly ProvenRole[],
  within: Interval,
  now: Instant,
): ImportProof {
  const start = Math.max(within.start, timeline.shift(0).start);
  const span = { start, end: Math.max(start, within.end) };
  const wanted = roles.map(({ role }) => ({ role, duties: listDuties(timeline, role, span) }));
  const schedules = new Map(
    roles.map(({ final, ...role }): readonly [Role, RemoteSchedule] => [
      role.role,
      {
        ...{ ...role, id: role.role, isOurs: false, isFinished: true, isEnabled: true, zone: undefined },
        ...{ rotation: { id: "", pattern: undefined, from: start }, blockers: [], final: overlay(final) },
      },
    ]),
  );
  const services = [{ provider, remote: { schedules } }];
  const found = findDisparities([{ roles: wanted }], services, span);
  return { ...span, disparities: found.map((one) => (one.end <= now ? tellHistory(one) : one)) };
}

/** What was is what a service remembers: the rotation that it has now may be another. */
function tellHistory(disparity: Disparity): Disparity {
  const services = disparity.services.map((saying) =>
    saying.cause === "rotation" ? { ...saying, cause: "history" as const } : saying,
  );
  return { ...disparity, services };
}

function listDuties(timeline: Timeline, role: Role, { start, end }: Interval): readonly Duty[] {
  const found: Duty[] = [];
  for (let index = timeline.shiftFrom(start); ; index += 1) {
    const shift = timeline.shift(index);
    if (shift.start >= end) return found;
    for (const { role: own, engineer: who, start: from, end: until } of shift.stretches)
      if (own === role && who !== null) found.push({ start: from, end: until, who });
  }
}

/** A roster knows no seconds, and a service cuts its past at the instant of a change. Cuts what overlaps: several at once are named together, and `nobody` counts only alone. */
function overlay(exact: readonly Assignment[]): readonly Assignment[] {
  const pieces = exact
    .map(({ start, end, who }) => ({ start: floorToMinute(start), end: floorToMinute(end), who }))
    .filter(({ start, end }) => start < end);
  const edges = [...new Set(pieces.flatMap(({ start, end }) => [start, end]))].sort(
    (one, other) => one - other,
  );
  const spans = edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }));
  return spans.map((span) => {
    const there = pieces.filter((piece) => overlap(piece, span)).flatMap(({ who }) => who ?? []);
    return { ...span, who: there.length === 0 ? null : [...new Set(there)].sort().join(" + ") };
  });
}
