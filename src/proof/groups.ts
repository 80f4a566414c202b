/** Lists the people whom a test page should reach: those on call now or next, or everybody who takes part. */
import type { Id, Person } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findHorizon } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";

/** Everybody who serves from now to the end of the next shift, covers included. */
export function listOnTurn(timeline: Timeline, now: Instant): readonly Person[] {
  const first = timeline.shiftAt(now);
  const indexes = first === undefined ? [0] : [first, first + 1];
  const shifts = indexes.map((index) => timeline.shift(index));
  return findPeople(timeline, listServing(shifts, now));
}

/** Everybody who is in the queue, serves before the queue has gone round once, or is named in the escalation. */
export function listParticipants(timeline: Timeline, now: Instant): readonly Person[] {
  const { roster, rotation } = timeline;
  const first = timeline.shiftFrom(now);
  const end = findHorizon(timeline, timeline, now);
  const shifts: Shift[] = [];
  for (let index = first; timeline.shift(index).start < end; index += 1) shifts.push(timeline.shift(index));
  const queue = rotation.queue(first).seats.map(({ person }) => person);
  const escalation = (roster.escalation ?? []).map(({ notify }) => notify);
  return findPeople(timeline, [...queue, ...listServing(shifts, now), ...escalation]);
}

function listServing(shifts: readonly Shift[], now: Instant): readonly Id[] {
  return shifts.flatMap(({ stretches }) =>
    stretches.flatMap(({ engineer, end }) => (engineer === null || end <= now ? [] : [engineer])),
  );
}

/** Each person once, in the order of the first mention. Roles and unknown ids are left out. */
function findPeople({ roster }: Timeline, ids: readonly Id[]): readonly Person[] {
  return [...new Set(ids)].flatMap((id) => roster.people.get(id) ?? []);
}
