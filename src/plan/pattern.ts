/** Expands endless rotations into duties, compares them, and moves them along their cycle. */
import { DAY_MS } from "../time/date.ts";
import { align, join } from "../time/interval.ts";
import { findWindows } from "../time/week.ts";
import { type Instant, instantOf, wallOf } from "../time/zone.ts";
import type { Duty, Pattern } from "./model.ts";

/** When person `index` takes over; the index may be negative. */
export function handoffAt({ zone, date, time, every }: Pattern, index: number): Instant {
  return instantOf(zone, date + index * every, time);
}

/** The duties within a time. The pattern has neither a beginning nor an end. */
export function expandPattern(pattern: Pattern, from: Instant, until: Instant): readonly Duty[] {
  const turns = join(listTurns(pattern, from, until), (one, next) => one.who === next.who);
  const within = { start: from, end: until };
  const windows = pattern.hours === undefined ? [within] : findWindows(pattern.zone, pattern.hours, within);
  return align(turns, windows).flatMap(({ start, end, one, other }) =>
    one === undefined || other === undefined ? [] : [{ start, end, who: one.who }],
  );
}

/** The whole turns that touch a time. */
function listTurns(pattern: Pattern, from: Instant, until: Instant): readonly Duty[] {
  const { zone, date, every, people } = pattern;
  const duties: Duty[] = [];
  // One earlier, since a change of clocks may move a handoff across `from`.
  for (let index = Math.floor((wallOf(zone, from).date - date) / every) - 1; ; index += 1) {
    const start = handoffAt(pattern, index);
    if (start >= until) return duties;
    const end = handoffAt(pattern, index + 1);
    const who = people.at(index % people.length);
    if (end > from && start < end && who !== undefined) duties.push({ start, end, who });
  }
}

/** Three years: how long the clocks of two zones are compared for. */
const ZONE_DAYS = 1096;

/**
 * Whether two rotations have the same people at the same times from now on, however they are written. After as much time as
 * both cycles take together, everything repeats.
 */
export function isSamePattern(one: Pattern, other: Pattern, now: Instant): boolean {
  const cycles = countCycleDays(one) + countCycleDays(other) + Math.max(one.every, other.every);
  const until = now + Math.max(ZONE_DAYS, cycles) * DAY_MS;
  const text = (pattern: Pattern) => JSON.stringify(expandPattern(pattern, now, until));
  return one.every === other.every && text(one) === text(other);
}

/** After how many days a rotation begins again at the same hour of the week. */
function countCycleDays({ people, every, hours }: Pattern): number {
  const days = people.length * every;
  return hours === undefined || days % 7 === 0 ? days : 7 * days;
}

/**
 * The same rotation, written from its latest handoff at or before now. On that day the clock must show the time of the
 * handoff, because a service reads the time off the instant.
 */
export function anchorPattern(pattern: Pattern, now: Instant): Pattern {
  const { zone, every, time, people } = pattern;
  let index = Math.floor((wallOf(zone, now).date - pattern.date) / every) + 1;
  while (handoffAt(pattern, index) > now || wallOf(zone, handoffAt(pattern, index)).time !== time) index -= 1;
  const first = ((index % people.length) + people.length) % people.length;
  return {
    ...pattern,
    date: pattern.date + index * every,
    people: [...people.slice(first), ...people.slice(0, first)],
  };
}
