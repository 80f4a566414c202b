/** Finds where a role changes hands between two timelines. */
import type { Id, Role } from "../roster/model.ts";
import { type Aligned, align, type Interval, intersect, join, joinNear, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { selectStretches, shiftsIn } from "./ask.ts";
import type { Timeline } from "./build.ts";
import { compare } from "./compare.ts";
import { findHorizon } from "./horizon.ts";
import type { Shift, Stretch } from "./model.ts";

/** For all of this time the role goes from one person to another; null: nobody serves it. */
export interface Change extends Interval {
  readonly role: Role;
  readonly from: Id | null;
  readonly to: Id | null;
  /** Whether null is time off duty, and no vacancy: the hours of duty differ. */
  readonly offDuty: boolean;
  /** The shift of the later timeline that it is in, or of the earlier one if that has none. */
  readonly shift: Pick<Shift, "start" | "end" | "duty">;
}

/** Cached, because the guards of an edit and whoever asked for it look at the same changes. */
const known = new WeakMap<Timeline, { readonly before: Timeline; readonly changes: readonly Change[] }>();

/** All changes, from where the two timelines part until every kind of difference has shown. */
export function findAllChanges(before: Timeline, after: Timeline): readonly Change[] {
  const last = known.get(after);
  if (last?.before === before) return last.changes;
  const { start } = compare(before, after);
  const changes =
    start === undefined ? [] : findChanges(before, after, start, findHorizon(before, after, start));
  known.set(after, { before, changes });
  return changes;
}

/** By start, then in the order of the roles. Cut at the handoffs of `after`, so that none spans one. */
export function findChanges(
  before: Timeline,
  after: Timeline,
  start: Instant,
  end: Instant,
): readonly Change[] {
  return selectChanges(before, after, { start, end }, () => true);
}

/**
 * The changes that involve a cover, before or after; in one shift, what lies before and after time off duty is one. That hours
 * of duty are no longer there, or were not, is no matter of a cover.
 */
export function findCoverChanges(before: Timeline, after: Timeline, within: Interval): readonly Change[] {
  return selectChanges(
    before,
    after,
    within,
    ({ one, other }) =>
      [one, other].some((piece) => piece !== undefined && piece.engineer !== piece.scheduled),
    true,
  );
}

interface RolePiece extends Pick<Stretch, "start" | "end" | "engineer" | "scheduled"> {
  readonly shift: Pick<Shift, "start" | "end" | "duty">;
}

function selectChanges(
  before: Timeline,
  after: Timeline,
  within: Interval,
  isWanted: (piece: Aligned<RolePiece, RolePiece>) => boolean,
  forCovers = false,
): readonly Change[] {
  const terms = [after, before].flatMap(({ roster }) => roster.rotation);
  const roles = [...new Set(terms.flatMap((each) => each.roles))];
  const [old, now] = dropSame(shiftsIn(before, within), shiftsIn(after, within));
  const changes = roles.flatMap((role) => {
    const pieces = align(listPieces(old, role, within), listPieces(now, role, within));
    const changed = pieces.filter(isWanted).flatMap(({ start, end, one, other }): readonly Change[] => {
      const from = one?.engineer ?? null;
      const to = other?.engineer ?? null;
      const shift = other?.shift ?? one?.shift;
      if (from === to || shift === undefined) return [];
      const offDuty =
        (one === undefined && isOffDuty(before, role, start)) ||
        (other === undefined && isOffDuty(after, role, start));
      return [{ role, start, end, from, to, offDuty, shift }];
    });
    const isSame = (one: Change, next: Change) =>
      goesBetweenSame(one, next) && next.start !== next.shift.start;
    if (!forCovers) return join(changed, isSame);
    const onDuty = changed.filter(({ offDuty }) => !offDuty);
    return joinNear(onDuty, (one, next) => {
      const isBetween = pieces.some(({ start }) => one.end <= start && start < next.start);
      return !isBetween && one.shift.start === next.shift.start && isSame(one, next);
    });
  });
  return changes.sort(
    (one, other) => one.start - other.start || roles.indexOf(one.role) - roles.indexOf(other.role),
  );
}

function goesBetweenSame(one: Change, next: Change): boolean {
  return one.from === next.from && one.to === next.to && one.offDuty === next.offDuty;
}

/**
 * Joins what goes between the same two in one shift, as people see it: across time off duty and, where hours of duty come or
 * go, across those that stay.
 */
export function joinByShift(changes: readonly Change[]): readonly Change[] {
  const joined: Change[] = [];
  /** Where the last of each kind is. */
  const places = new Map<string, number>();
  for (const change of changes) {
    const { role, from, to, offDuty, shift } = change;
    const kind = JSON.stringify([role, from, to, offDuty, shift.start]);
    const place = places.get(kind) ?? joined.length;
    const last = joined[place];
    const gap = { start: last?.end ?? change.start, end: change.start };
    if (last !== undefined && (offDuty || !shift.duty.some((span) => overlap(span, gap))))
      joined[place] = { ...last, end: change.end };
    else places.set(kind, joined.push(change) - 1);
  }
  return joined;
}

function isOffDuty(timeline: Timeline, role: Role, at: Instant): boolean {
  const index = timeline.shiftAt(at);
  if (index === undefined) return false;
  const { terms, duty } = timeline.shift(index);
  return terms.roles.includes(role) && !duty.some(({ start, end }) => start <= at && at < end);
}

/** Leaves out the shifts that both sides have alike: most of them are, and cutting all into pieces takes long. */
function dropSame(
  old: readonly Shift[],
  now: readonly Shift[],
): readonly [readonly Shift[], readonly Shift[]] {
  const byStart = new Map(old.map((shift) => [shift.start, shift]));
  const same = new Set<Instant>();
  for (const shift of now) {
    const other = byStart.get(shift.start);
    if (other !== undefined && isAlike(other, shift)) same.add(shift.start);
  }
  const differs = ({ start }: Shift) => !same.has(start);
  return [old.filter(differs), now.filter(differs)];
}

function isAlike(one: Shift, other: Shift): boolean {
  if (one === other) return true;
  return (
    one.end === other.end &&
    one.stretches.length === other.stretches.length &&
    one.stretches.every((stretch, place) => {
      const match = other.stretches[place];
      return (
        stretch.role === match?.role &&
        stretch.engineer === match.engineer &&
        stretch.scheduled === match.scheduled &&
        stretch.start === match.start &&
        stretch.end === match.end
      );
    })
  );
}

/** Lists who serves a role within a span of time, cut to it; nothing if the role does not exist then. */
function listPieces(shifts: readonly Shift[], role: Role, within: Interval): readonly RolePiece[] {
  return shifts.flatMap((shift) =>
    selectStretches(shift, role).flatMap((stretch) => {
      const { engineer, scheduled } = stretch;
      return intersect(stretch, within).map((part) => ({ ...part, engineer, scheduled, shift }));
    }),
  );
}
