/** Finds the time in which one person serves several roles at once. */
import type { Id, Role } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Stretch } from "../timeline/model.ts";

export interface Double extends Interval {
  readonly person: Id;
  readonly roles: readonly Role[];
}

/** The times in which one person serves several roles, within one shift each. */
export function findDoubles(timeline: Timeline, span: Interval): readonly Double[] {
  return shiftsIn(timeline, span).flatMap(({ stretches, terms }) => {
    const people = new Set(stretches.flatMap(({ engineer }) => (engineer === null ? [] : [engineer])));
    return [...people].flatMap((person) =>
      findOverlaps(
        person,
        stretches
          .filter(({ engineer, start, end }) => engineer === person && start < span.end && end > span.start)
          .toSorted((one, other) => terms.roles.indexOf(one.role) - terms.roles.indexOf(other.role)),
      ),
    );
  });
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
    if (roles.length >= 2) found.push({ person, roles, start, end });
  }
  return found;
}
