/** A rotation as a function of time: the stretches that it lays, whether two lay the same, and one begun elsewhere in its cycle. */
import { DAY_MS } from "../time/date.ts";
import { type Instant, instantOf, wallOf } from "../time/zone.ts";
import type { Pattern, Served } from "./model.ts";

/** The handoff by which person k takes over; k may be negative. */
export function handoffOf({ zone, date, time, every }: Pattern, index: number): Instant {
  return instantOf(zone, date + index * every, time);
}

/** Whole stretches that touch a time, as if the pattern had always been; without end in both directions. */
export function laid(pattern: Pattern, from: Instant, until: Instant): readonly Served[] {
  const { zone, date, every, people } = pattern;
  const found: Served[] = [];
  // A handoff that a change of clocks moves may be on the other side of `from`.
  for (let index = Math.floor((wallOf(zone, from).date - date) / every) - 1; ; index += 1) {
    const start = handoffOf(pattern, index);
    if (start >= until) return found;
    const end = handoffOf(pattern, index + 1);
    const who = people.at(index % people.length);
    if (end > from && start < end && who !== undefined) found.push({ start, end, who });
  }
}

/** Three years: as long as zones are compared by what their clocks show. */
const ZONE_DAYS = 1096;

/**
 * Whether two rotations have the same people at the same times from now on, however they are written. After as many turns
 * as both cycles have together there is nothing new to see.
 */
export function isSame(one: Pattern, other: Pattern, now: Instant): boolean {
  const turns = one.people.length + other.people.length;
  const until = now + Math.max(ZONE_DAYS, (turns + 1) * Math.max(one.every, other.every)) * DAY_MS;
  const text = (pattern: Pattern) =>
    JSON.stringify(laid(pattern, now, until).map(({ start, end, who }) => [Math.max(start, now), end, who]));
  return one.every === other.every && text(one) === text(other);
}

/**
 * The same function of time, begun at the latest handoff before or at now on whose day the clock shows the handoff's time:
 * a provider reads that time off the instant.
 */
export function anchored(pattern: Pattern, now: Instant): Pattern {
  const { zone, every, time, people } = pattern;
  let index = Math.floor((wallOf(zone, now).date - pattern.date) / every) + 1;
  while (handoffOf(pattern, index) > now || wallOf(zone, handoffOf(pattern, index)).time !== time) index -= 1;
  const first = ((index % people.length) + people.length) % people.length;
  return {
    ...pattern,
    date: pattern.date + index * every,
    people: [...people.slice(first), ...people.slice(0, first)],
  };
}
