/** Works out who should hear what on a day: by the date alone, so that a run that is repeated says the same. */
import type { Absence, Id, Person, Role } from "../roster/model.ts";
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

/** Of the shifts and covers that begin seven days and one day after `today`, which is a date in `zone`. */
export function listReminders(timeline: Timeline, today: LocalDate, zone: Zone): readonly Reminder[] {
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
      ...(shift.start >= start && shift.start < end ? listClashes(timeline, shift) : []),
    ]);
  });
}

/** What begins within a day: the turn of somebody who did not serve in the shift before, or a cover. */
function listBeginnings(timeline: Timeline, shift: Shift, within: Interval) {
  const before = shift.index === 0 ? [] : timeline.shift(shift.index - 1).spells;
  const seen = new Set<Id>(before.flatMap(({ engineer }) => engineer ?? []));
  return shift.spells.flatMap((stretch): readonly (Stretch & { readonly engineer: Id })[] => {
    const { engineer, scheduled, start } = stretch;
    if (engineer === null) return [];
    const isCover = engineer !== scheduled;
    if (!isCover && seen.has(engineer)) return [];
    if (!isCover) seen.add(engineer);
    return start >= within.start && start < within.end ? [{ ...stretch, engineer }] : [];
  });
}

function listClashes({ roster }: Timeline, { stretches, terms }: Shift): readonly Reminder[] {
  const serving = [...new Set(stretches.flatMap(({ engineer }) => engineer ?? []))];
  return roster.away.flatMap((absence) => {
    const zone = zoneOf(roster.people.get(absence.person), terms.zone);
    const span = {
      start: instantOf(zone, absence.from, 0),
      end: instantOf(zone, absence.until, 0),
    };
    const clash = stretches.find((each) => each.engineer === absence.person && overlap(each, span));
    if (clash === undefined) return [];
    const { role, start } = clash;
    return serving.map((person): Reminder => {
      return { kind: "away", person, who: absence.person, role, absence, start };
    });
  });
}

function zoneOf(person: Person | undefined, fallback: Zone): Zone {
  return person?.zone ?? fallback;
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
