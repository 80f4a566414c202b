/** Finds the shifts that fall into somebody's time away (roster.md, `away`). */
import type { Absence, Id, Role, Roster } from "../roster/model.ts";
import { outputZone } from "../roster/output-zone.ts";
import { type Interval, intersect } from "../time/interval.ts";
import { instantOf } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Shift } from "../timeline/model.ts";

/** What somebody serves in one role of one shift, though they are away for some of it or all. */
export interface AwayClash extends Interval {
  readonly person: Id;
  readonly role: Role;
  readonly shift: Shift;
  /** Undefined: they are not away, somebody asked about the shift. */
  readonly absence: Absence | undefined;
  /** When they are both on call and away; without an absence, all that they serve. */
  readonly parts: readonly Interval[];
}

/** Whole days in the zone of the person, or else of the roster; `until` is the first day back. */
export function absenceTime(roster: Roster, { person, from, until }: Absence): Interval {
  const zone = roster.people.get(person)?.zone ?? outputZone(roster);
  return { start: instantOf(zone, from, 0), end: instantOf(zone, until, 0) };
}

/** All of a roster. */
export function listAbsences(roster: Roster): readonly (Interval & { readonly absence: Absence })[] {
  return roster.away.map((absence) => ({ absence, ...absenceTime(roster, absence) }));
}

/** The clashes that touch a span of time, by shift and then by role; one for each person, role and shift. */
export function findClashes(timeline: Timeline, within: Interval): readonly AwayClash[] {
  const { roster } = timeline;
  const clashes = roster.away.flatMap((absence) =>
    intersect(absenceTime(roster, absence), within).flatMap((time) =>
      shiftsIn(timeline, time).flatMap((shift) => clashesIn(shift, absence, time)),
    ),
  );
  const first = new Map<string, AwayClash>();
  for (const clash of clashes) {
    const key = JSON.stringify([clash.shift.index, clash.role, clash.person]);
    const known = first.get(key);
    first.set(key, known === undefined ? clash : { ...known, parts: [...known.parts, ...clash.parts] });
  }
  const rank = ({ shift, role }: AwayClash) => shift.terms.roles.indexOf(role);
  return [...first.values()].sort(
    (one, other) => one.shift.index - other.shift.index || one.start - other.start || rank(one) - rank(other),
  );
}

function clashesIn(shift: Shift, absence: Absence, time: Interval): readonly AwayClash[] {
  return shift.terms.roles.flatMap((role): readonly AwayClash[] => {
    const clash = takeStretches(shift, absence.person, role, time);
    return clash === undefined ? [] : [{ ...clash, absence }];
  });
}

/** What somebody serves of a shift in one role, though nobody said that they are away. */
export function clashOf(shift: Shift, person: Id, role: Role, time: Interval): AwayClash | undefined {
  return takeStretches(shift, person, role, time);
}

function takeStretches(shift: Shift, person: Id, role: Role, time: Interval): AwayClash | undefined {
  const own = shift.stretches.filter((stretch) => stretch.role === role && stretch.engineer === person);
  const parts = own.flatMap((stretch) => intersect(stretch, time));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || parts.length === 0) return undefined;
  return { person, role, shift, absence: undefined, start: first.start, end: last.end, parts };
}
