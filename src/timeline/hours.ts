/** Finds the shifts that stay with the same person while their hours of duty change. */
import type { Id, Role } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import type { Timeline } from "./build.ts";
import { compare } from "./compare.ts";
import type { Shift } from "./model.ts";

/** A shift that the queue gives the same person in both timelines, at other hours. */
export interface HoursMove extends Interval {
  readonly person: Id;
  readonly role: Role;
  /** How long the person was on duty in it, and is now, in milliseconds; the same if only the hours of the day differ. */
  readonly from: number;
  readonly to: number;
}

/** Of the shifts that touch a span of time; by start, then in the order of the roles. */
export function findHoursMoves(before: Timeline, after: Timeline, within: Interval): readonly HoursMove[] {
  const hasHours = [before, after].some(({ roster }) =>
    roster.rotation.some(({ duty }) => duty !== undefined),
  );
  if (!hasHours || compare(before, after).terms.length === 0) return [];
  const found: HoursMove[] = [];
  for (let index = after.shiftFrom(within.start); ; index += 1) {
    const now = after.shift(index);
    if (now.start >= within.end) return found;
    const at = before.shiftAt(now.start);
    const old = at === undefined ? undefined : before.shift(at);
    if (old?.start !== now.start || hasSameHours(old, now)) continue;
    const holders = new Map(before.rotation.holdings(old.index).map(({ role, held }) => [role, held]));
    for (const { role, held } of after.rotation.holdings(index)) {
      const person = held?.seat.person;
      if (person === undefined || holders.get(role)?.seat.person !== person) continue;
      found.push({ person, role, start: now.start, end: now.end, from: measure(old), to: measure(now) });
    }
  }
}

function hasSameHours({ duty: one }: Shift, { duty: other }: Shift): boolean {
  return (
    one.length === other.length &&
    one.every(({ start, end }, at) => start === other[at]?.start && end === other[at]?.end)
  );
}

function measure({ duty }: Shift): number {
  return duty.reduce((sum, { start, end }) => sum + end - start, 0);
}
