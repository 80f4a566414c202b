/** Works out who should hear what on a day: by the date alone, so that a run that is repeated says the same. */
import type { Absence, Id, Role } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { type Interval, overlap } from "../time/interval.ts";
import { type Instant, instantOf, wallOf, type Zone } from "../time/zone.ts";
import { shiftsIn } from "./ask.ts";
import type { Timeline } from "./build.ts";
import { type Change, findChanges, joinByShift } from "./changes.ts";
import { findHorizon } from "./horizon.ts";
import type { Shift, Stretch } from "./model.ts";

/** How many days before a shift people are told. */
const DAYS_BEFORE = [7, 1] as const;

export type Reminder =
  | {
      readonly kind: "turn";
      readonly person: Id;
      readonly role: Role;
      readonly start: Instant;
      readonly date: LocalDate;
      readonly days: number;
      /** Whom they cover for; undefined: it is their own. */
      readonly covered: Id | undefined;
    }
  /** `who` is away for a part of the shift: the person themselves, or somebody who serves beside them. */
  | {
      readonly kind: "away";
      readonly person: Id;
      readonly who: Id;
      readonly role: Role;
      readonly absence: Absence;
      readonly start: Instant;
    }
  | { readonly kind: "moved"; readonly person: Id; readonly changes: readonly Change[] };

/** When somebody is away. */
interface Away extends Interval {
  readonly absence: Absence;
}

/** Of the turns and covers that begin seven days and one day after `today`, which is a date in `zone`. */
export function listReminders(
  timeline: Timeline,
  today: LocalDate,
  zone: Zone,
  away: readonly Away[],
): readonly Reminder[] {
  return DAYS_BEFORE.flatMap((days) => {
    const [start, end] = [today + days, today + days + 1].map((date) => instantOf(zone, date, 0));
    if (start === undefined || end === undefined) return [];
    return shiftsIn(timeline, { start, end }).flatMap((shift) => [
      ...listBeginnings(timeline, shift, { start, end }).map((stretch): Reminder => {
        const { role, engineer, scheduled } = stretch;
        const covered = engineer === scheduled ? undefined : (scheduled ?? undefined);
        const { date } = wallOf(zone, stretch.start);
        return { kind: "turn", person: engineer, role, start: stretch.start, date, days, covered };
      }),
      ...(shift.start >= start && shift.start < end ? listClashes(shift, away) : []),
    ]);
  });
}

/** What begins within a day: a turn, or a cover of somebody who is not on call already. */
function listBeginnings(timeline: Timeline, shift: Shift, within: Interval): readonly FirstStretch[] {
  const before = shift.index === 0 ? undefined : timeline.shift(shift.index - 1);
  const served = new Set<Id>();
  return shift.spells.flatMap((stretch): readonly FirstStretch[] => {
    const { engineer, scheduled, start } = stretch;
    if (engineer === null) return [];
    const isNew =
      engineer === scheduled
        ? !served.has(engineer) && !goesOn(stretch, shift, before)
        : !before?.spells.some((other) => other.engineer === engineer && other.end === start);
    if (engineer === scheduled) served.add(engineer);
    return isNew && start >= within.start && start < within.end ? [{ ...stretch, engineer }] : [];
  });
}

interface FirstStretch extends Stretch {
  readonly engineer: Id;
}

/**
 * Whether somebody's turn has begun in the shift before. Within a turn roles go down to the first: who was the primary
 * before and is the secondary now begins another one.
 */
function goesOn({ engineer, role }: Stretch, { terms }: Shift, before: Shift | undefined): boolean {
  const own = before?.spells.filter((other) => other.engineer === engineer && other.scheduled === engineer);
  const places = own?.map((other) => terms.roles.indexOf(other.role)) ?? [];
  return places.some((place) => place >= terms.roles.indexOf(role));
}

function listClashes({ stretches }: Shift, away: readonly Away[]): readonly Reminder[] {
  const serving = [...new Set(stretches.flatMap(({ engineer }) => engineer ?? []))];
  return away.flatMap(({ absence, ...time }) => {
    const clash = stretches.find((each) => each.engineer === absence.person && overlap(each, time));
    if (clash === undefined) return [];
    const { role, start } = clash;
    return serving.map((person): Reminder => {
      return { kind: "away", person, who: absence.person, role, absence, start };
    });
  });
}

/** Whose time from `start` on differs from what it was. */
export function listMoved(before: Timeline, after: Timeline, start: Instant): readonly Reminder[] {
  const changes = findChanges(before, after, start, findHorizon(before, after, start));
  const people = [...new Set(changes.flatMap(({ from, to }) => [from, to].flatMap((id) => id ?? [])))];
  return people.map((person): Reminder => {
    return {
      kind: "moved",
      person,
      changes: joinByShift(changes.filter(({ from, to }) => from === person || to === person)),
    };
  });
}
