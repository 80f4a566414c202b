/** The time that a check looks at: a timeline and now in; from the running minute to where the log has had all its effects out. */

import type { Role } from "../roster/model.ts";
import type { Handoff } from "../rotation/handoffs.ts";
import { floorToMinute, type Span, shiftsIn } from "../rules/serving.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findHorizon } from "../timeline/horizon.ts";
import type { Shift, Stretch } from "../timeline/model.ts";

/** From now until everything that the log says has come about, and everybody has had their turn twice. */
export function windowAhead(timeline: Timeline, now: Instant): Span {
  const start = floorToMinute(now);
  return { start, end: findHorizon(timeline, timeline, start) };
}

const YEAR = 366;

/** Terms that begin later than this are not looked at: a roster may name a day in a thousand years. */
const YEARS = 10;

/** The handoffs of a year from one on, and of the first year of all terms that begin behind it: in a year clocks change as they will. */
export function listHandoffs({ roster, rotation }: Timeline, from: number): readonly Handoff[] {
  const { handoffs } = rotation;
  const { date } = handoffs.at(from);
  const begins = roster.rotation.map(({ start }) => start).filter((start) => start > date);
  const firsts = [from, ...begins.filter((start) => start < date + YEARS * YEAR).map(handoffs.from)];
  return firsts.flatMap((first, position) => {
    const last = handoffs.at(first).date + YEAR;
    const found: Handoff[] = [];
    for (let index = first; index !== firsts[position + 1]; index += 1) {
      const handoff = handoffs.at(index);
      if (handoff.date > last) break;
      found.push(handoff);
    }
    return found;
  });
}

/** Kept, since most rules look at them. */
const shifts = new WeakMap<Timeline, { readonly now: Instant; readonly shifts: readonly Shift[] }>();

export function shiftsAhead(timeline: Timeline, now: Instant): readonly Shift[] {
  const known = shifts.get(timeline);
  if (known?.now === now) return known.shifts;
  const found = shiftsIn(timeline, windowAhead(timeline, now));
  shifts.set(timeline, { now, shifts: found });
  return found;
}

/** The times in which nobody serves a role; neighbours of one role are one. */
export function findVacancies(
  timeline: Timeline,
  now: Instant,
): readonly (Pick<Stretch, "start" | "end"> & { readonly role: Role })[] {
  const found: { role: Role; start: Instant; end: Instant }[] = [];
  for (const { stretches } of shiftsAhead(timeline, now)) {
    for (const { role, engineer, start, end } of stretches) {
      if (engineer !== null || end <= now) continue;
      const last = found.findLast((each) => each.role === role);
      if (last?.end === start) last.end = end;
      else found.push({ role, start, end });
    }
  }
  return found;
}
