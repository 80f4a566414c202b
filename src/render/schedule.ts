/** Holds what every format of `oncall schedule` is made from: the shifts, and how to show them. */
import type { Absence, Id, Person, Role, Terms } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Shift, Stretch } from "../timeline/model.ts";

/** Somebody's time away, with the instants at which it begins and ends. */
export interface TimeAway extends Interval {
  readonly absence: Absence;
}

export interface Schedule {
  readonly team: string;
  /** In order of time, without a gap between them. */
  readonly shifts: readonly Shift[];
  readonly people: ReadonlyMap<Id, Person>;
  /** The zone of all times: the last terms' (rotation.md, "What comes out") or the one asked for. */
  readonly zone: Zone;
  /** The reader's zone, at a terminal, if it is another. */
  readonly viewer: Zone | undefined;
  /** What is running at this instant is marked; undefined: nothing is. */
  readonly now: Instant | undefined;
  /** Who is away when; left out: nothing is marked. */
  readonly away?: readonly TimeAway[];
  /** Show only what this person serves, and what others cover for them. */
  readonly person?: Id | undefined;
  /** Show only this role. */
  readonly role?: Role | undefined;
}

/** Neighbouring shifts under the same terms: the roles, and so the columns, are the same. */
export interface TermsSection {
  readonly terms: Terms;
  readonly shifts: readonly [Shift, ...Shift[]];
}

/** rotation.md's flat list, of the whole schedule or of the one person or role it is about. */
export function listStretches(schedule: Schedule): readonly Stretch[] {
  return selectShown(schedule, ({ stretches }) => stretches);
}

/** Likewise, but what somebody serves in one shift before and after time off duty is one stretch: people think in shifts. */
export function listSpells(schedule: Schedule): readonly Stretch[] {
  return selectShown(schedule, ({ spells }) => spells);
}

function selectShown(
  { person, role, shifts }: Schedule,
  piecesOf: (shift: Shift) => readonly Stretch[],
): readonly Stretch[] {
  return shifts
    .flatMap(piecesOf)
    .filter((stretch) => role === undefined || stretch.role === role)
    .filter(({ engineer, scheduled }) => person === undefined || engineer === person || scheduled === person);
}

/** From the first duty of a shift to the end of its last. */
export function dutySpan({ duty, start, end }: Pick<Shift, "start" | "end" | "duty">): Interval {
  return { start: duty[0]?.start ?? start, end: duty.at(-1)?.end ?? end };
}

export function groupByTerms(shifts: readonly Shift[]): readonly TermsSection[] {
  const sections: [Shift, ...Shift[]][] = [];
  for (const shift of shifts) {
    const last = sections.at(-1);
    if (last !== undefined && last[0].terms.index === shift.terms.index) last.push(shift);
    else sections.push([shift]);
  }
  return sections.map((of) => ({ terms: of[0].terms, shifts: of }));
}

/** Whether somebody covers for the person whom the queue put there. */
export function isCovered(
  stretch: Stretch,
): stretch is Stretch & { readonly engineer: Id; readonly scheduled: Id } {
  return stretch.engineer !== null && stretch.scheduled !== null && stretch.engineer !== stretch.scheduled;
}

/** At its end it is no longer running. */
export function runsAt(
  span: { readonly start: Instant; readonly end: Instant },
  at: Instant | undefined,
): boolean {
  return at !== undefined && span.start <= at && at < span.end;
}

/**
 * Whose names to show for a role in a shift: the scheduled person's or, if others cover all of it, theirs in the order in
 * which they serve.
 */
export function listHolders(shift: Shift, role: Role): readonly (Id | null)[] {
  const held = shift.stretches.filter((stretch) => stretch.role === role);
  const own = held.find((stretch) => !isCovered(stretch));
  return own === undefined ? [...new Set(held.map((stretch) => stretch.engineer))] : [own.engineer];
}

/** The reader's zone if its clock differs at any of these instants; the same time twice helps nobody. */
export function viewerIn(
  { zone, viewer }: Pick<Schedule, "zone" | "viewer">,
  instants: Iterable<Instant>,
): Zone | undefined {
  for (const instant of instants) {
    if (viewer !== undefined && viewer.offsetAt(instant) !== zone.offsetAt(instant)) return viewer;
  }
  return undefined;
}
