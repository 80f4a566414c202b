/** Finds the time in which one person serves several roles at once. */
import type { Id, Role } from "../roster/model.ts";
import { type Interval, intersect, joinNear, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Stretch } from "../timeline/model.ts";

export interface Double extends Interval {
  readonly person: Id;
  readonly roles: readonly Role[];
  /** How much of it is duty, in milliseconds. */
  readonly length: number;
}

/** The times in which one person serves several roles, cut to a span and within one shift each; only duty counts between two. */
export function findDoubles(timeline: Timeline, span: Interval): readonly Double[] {
  return shiftsIn(timeline, span).flatMap(({ stretches, terms, duty }) => {
    const people = new Set(stretches.flatMap(({ engineer }) => (engineer === null ? [] : [engineer])));
    return [...people].flatMap((person) => {
      const own = stretches
        .filter(({ engineer }) => engineer === person)
        .flatMap((stretch) => intersect(stretch, span).map((part) => ({ ...stretch, ...part })))
        .toSorted((one, other) => terms.roles.indexOf(one.role) - terms.roles.indexOf(other.role));
      return joinDoubles(findOverlaps(person, own), (one, next) => {
        const isSame = String(one.roles) === String(next.roles);
        return isSame && !duty.some((each) => overlap(each, { start: one.end, end: next.start }));
      });
    });
  });
}

export function joinDoubles(
  doubles: readonly Double[],
  isSame: (one: Double, next: Double) => boolean,
): readonly Double[] {
  return joinNear(doubles, isSame, (one, next) => ({
    roles: [...new Set([...one.roles, ...next.roles])],
    length: one.length + next.length,
  }));
}

/** Whether nobody has duty between two instants. */
export function isOffDutyBetween(timeline: Timeline, start: Instant, end: Instant): boolean {
  return shiftsIn(timeline, { start, end }).every(
    ({ duty }) => !duty.some((span) => overlap(span, { start, end })),
  );
}

function findOverlaps(person: Id, stretches: readonly Stretch[]): readonly Double[] {
  if (stretches.length < 2) return [];
  const cuts = [...new Set(stretches.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const found: Double[] = [];
  for (const [position, start] of cuts.entries()) {
    const end = cuts[position + 1];
    if (end === undefined) break;
    const roles = stretches.filter((each) => each.start <= start && each.end >= end).map(({ role }) => role);
    // Two stretches of a person in one role never touch, or they would be one: so the roles change at each cut.
    if (roles.length >= 2) found.push({ person, roles, start, end, length: end - start });
  }
  return found;
}
