/** Restricts the rotation of a role to its hours of duty. What the roster has beyond them becomes overrides. */
import type { Role } from "../roster/model.ts";
import { formatDate } from "../time/date.ts";
import { type Interval, intersect, subtract } from "../time/interval.ts";
import { wallOf } from "../time/zone.ts";
import type { Shift } from "../timeline/model.ts";
import { findUnfitHours, hoursOf, narrowHours } from "./hours.ts";
import type { Pattern } from "./model.ts";
import { expandPattern } from "./pattern.ts";

export interface Restricted {
  readonly pattern: Pattern;
  /** The time off duty within the time ahead. */
  readonly idle: readonly Interval[];
  readonly notes: readonly string[];
  /** Why the service cannot hold it. */
  readonly reasons: readonly string[];
}

/**
 * The hours are those of the terms that the rotation settles into, without what is off duty under earlier terms: nobody is
 * paged then. `base` is the shift that the pattern was derived from.
 */
export function restrictPattern(
  pattern: Pattern,
  role: Role,
  shifts: readonly Shift[],
  { base, ahead }: { readonly base: number; readonly ahead: Interval },
): Restricted {
  const idleOf = ({ start, end, duty, terms }: Shift) =>
    terms.roles.includes(role)
      ? subtract({ start, end }, duty).flatMap((piece) => intersect(piece, ahead))
      : [];
  const idle = shifts.flatMap(idleOf);
  const settled = shifts.find(({ index }) => index === base)?.terms;
  const earlier = shifts.flatMap((shift) => (shift.terms === settled ? [] : idleOf(shift)));
  const hours = narrowHours(pattern.hours, pattern.zone, findSurplus(pattern, earlier, ahead));
  if (hours?.length === 0)
    return {
      ...{ pattern, idle, notes: [] },
      reasons: [
        "the hours of duty change within a year to others that have no hour in common with those before, and a rotation cannot have both",
      ],
    };
  const narrowed = { ...pattern, hours };
  const [odd] = findSurplus(narrowed, idle, ahead);
  const clockReasons =
    odd === undefined
      ? []
      : [
          `around ${formatDate(wallOf(pattern.zone, odd.start).date)}, when the clocks change, somebody would be on call as ${role} outside the hours of duty: let none of them begin or end in an hour that is skipped`,
        ];
  return {
    pattern: narrowed,
    idle,
    notes: noteChange(role, shifts),
    reasons: [...findUnfitHours(hours), ...clockReasons],
  };
}

/** When the rotation has somebody on call who should be off duty. */
function findSurplus(pattern: Pattern, idle: readonly Interval[], ahead: Interval): readonly Interval[] {
  if (idle.length === 0) return [];
  const duties = expandPattern(pattern, ahead.start, ahead.end);
  let next = 0;
  return idle.flatMap((piece) => {
    while ((duties[next]?.end ?? Infinity) <= piece.start) next += 1;
    const found: Interval[] = [];
    for (let at = next; (duties[at]?.start ?? Infinity) < piece.end; at += 1) {
      const duty = duties[at];
      if (duty !== undefined) found.push(...intersect(duty, piece));
    }
    return found;
  });
}

/** Until new hours begin a service has those that both terms have, and the rest as overrides. */
function noteChange(role: Role, shifts: readonly Shift[]): readonly string[] {
  const first = shifts.find(({ terms }) => terms.roles.includes(role));
  const text = (shift: Shift | undefined) => JSON.stringify(shift && hoursOf(shift.terms));
  const change = shifts.find((shift) => shift.terms.roles.includes(role) && text(shift) !== text(first));
  return change === undefined
    ? []
    : [
        `the hours of duty of ${role} change on ${formatDate(change.date)}: overrides hold what the rotation cannot; push again on that day`,
      ];
}
