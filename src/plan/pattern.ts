/** Expands endless rotations into duties, compares them, and moves them along their cycle. */
import { DAY_MS } from "../time/date.ts";
import { type Instant, instantOf, wallOf } from "../time/zone.ts";
import type { Duty, Pattern } from "./model.ts";

/** When person `index` takes over; the index may be negative. */
export function handoffAt({ zone, date, time, every }: Pattern, index: number): Instant {
  return instantOf(zone, date + index * every, time);
}

/** The whole duties that touch a time. The pattern has neither a beginning nor an end. */
export function expandPattern(pattern: Pattern, from: Instant, until: Instant): readonly Duty[] {
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
 * Whether two rotations have the same people at the same times from now on, however they are written. After as many turns
 * as both cycles have together, everything repeats.
 */
export function isSamePattern(one: Pattern, other: Pattern, now: Instant): boolean {
  const turns = one.people.length + other.people.length;
  const until = now + Math.max(ZONE_DAYS, (turns + 1) * Math.max(one.every, other.every)) * DAY_MS;
  const text = (pattern: Pattern) =>
    JSON.stringify(
      expandPattern(pattern, now, until).map(({ start, end, who }) => [Math.max(start, now), end, who]),
    );
  return one.every === other.every && text(one) === text(other);
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
