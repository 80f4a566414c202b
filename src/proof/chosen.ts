/** A timeline and now in, who of it has to be reached out: in the running and the coming turn, or at all. */
import type { Id, Person } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findHorizon } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";

/** Who serves from now to the end of the coming shift, covers included: whose turn is running, and whose comes. */
export function inTurn(timeline: Timeline, now: Instant): readonly Person[] {
  const first = timeline.shiftAt(now);
  const shifts = first === undefined ? [0] : [first, first + 1];
  return people(
    timeline,
    serving(
      shifts.map((index) => timeline.shift(index)),
      now,
    ),
  );
}

/** Who is in the queue, serves until everybody has had their turn, or is told by name when an alert is not answered. */
export function takingPart(timeline: Timeline, now: Instant): readonly Person[] {
  const { roster, rotation } = timeline;
  const first = timeline.shiftFrom(now);
  const end = findHorizon(timeline, timeline, now);
  const shifts: Shift[] = [];
  for (let index = first; timeline.shift(index).start < end; index += 1) shifts.push(timeline.shift(index));
  const queued = rotation.queue(first).seats.map(({ person }) => person);
  const told = (roster.escalation ?? []).map(({ notify }) => notify);
  return people(timeline, [...queued, ...serving(shifts, now), ...told]);
}

function serving(shifts: readonly Shift[], now: Instant): readonly Id[] {
  return shifts.flatMap(({ stretches }) =>
    stretches.flatMap(({ engineer, end }) => (engineer === null || end <= now ? [] : [engineer])),
  );
}

/** Each once, in the order of the first mention; roles and ids that are nobody's are left out. */
function people({ roster }: Timeline, ids: readonly Id[]): readonly Person[] {
  return [...new Set(ids)].flatMap((id) => roster.people.get(id) ?? []);
}
