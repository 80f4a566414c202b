/**
 * Counts who serves how much in a span of days (cli.md, `stats`): hours by the part that lies inside, a shift where it begins,
 * covers as they were served. Each moment and each day counts in one span alone, so the stats of adjoining spans add up.
 */
import type { Id, Role, Roster } from "../roster/model.ts";
import { outputZone } from "../roster/output-zone.ts";
import { DAY_MS, type LocalDate, weekdayIndex } from "../time/date.ts";
import { type Interval, intersect } from "../time/interval.ts";
import { type Instant, instantOf, wallOf, type Zone } from "../time/zone.ts";
import { listRoles, shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Shift, Stretch } from "../timeline/model.ts";
import { listDebts } from "./debts.ts";
import type { IsHoliday, PersonStats, Served, Stats } from "./model.ts";
import { addServed } from "./totals.ts";

/** The night, in minutes since midnight. */
const NIGHT = { start: 22 * 60, end: 7 * 60 } as const;
const SATURDAY = 5;

interface Request {
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** What is earlier is over. */
  readonly now: Instant;
  readonly isHoliday: IsHoliday;
}

type Tally = { -readonly [Key in keyof Served]: Served[Key] };

/** The stats of the days from `from` up to but not including `until`, which is later. */
export function countStats(timeline: Timeline, request: Request): Stats {
  const { roster } = timeline;
  const { from, until } = request;
  const zone = outputZone(roster);
  const span = { start: instantOf(zone, from, 0), end: instantOf(zone, until, 0) };
  // Those just before say whether a day had duty before the span began.
  const shifts = shiftsIn(timeline, { ...span, start: span.start - 2 * DAY_MS });
  // Those of the newest terms first.
  const roles = listRoles(shifts.toReversed());
  const book = openBook();
  const stretches = shifts.flatMap((shift) => shift.stretches);

  for (const shift of shifts) {
    countShift(book, shift, span);
    countShare(book, timeline, shift, span);
  }
  for (const stretch of stretches) countTime(book, roster, stretch, span, request.now);
  countDays(book, roster, stretches, span, request.isHoliday);

  const debts = listDebts(stretches.flatMap((stretch) => clip(stretch, span)));
  const swaps = roster.changes
    .filter((entry) => entry.kind === "swap")
    .filter((entry) => entry.from >= from && entry.from < until);
  const people = [...roster.people.keys()].flatMap((id): readonly PersonStats[] => {
    const traded = swaps.filter(({ people }) => people.includes(id)).length;
    const served = book.people.get(id);
    if (served === undefined && traded === 0) return [];
    const own = new Map(roles.map((role) => [role, served?.get(role) ?? openTally()]));
    return [
      {
        id,
        roles: own,
        total: [...own.values()].reduce(addServed, openTally()),
        given: debts.given.get(id) ?? 0,
        taken: debts.taken.get(id) ?? 0,
        swaps: traded,
      },
    ];
  });
  return {
    team: roster.team,
    zone,
    from,
    until,
    span,
    roles,
    people,
    vacant: new Map(roles.map((role) => [role, book.vacant.get(role) ?? 0])),
    debts: debts.open,
    profiles: roster.people,
  };
}

interface Book {
  readonly people: ReadonlyMap<Id, ReadonlyMap<Role, Tally>>;
  readonly vacant: ReadonlyMap<Role, number>;
  /** What is counted for a person in a role. */
  tally(person: Id, role: Role): Tally;
  addVacancy(role: Role, time: number): void;
}

function openBook(): Book {
  const people = new Map<Id, Map<Role, Tally>>();
  const vacant = new Map<Role, number>();
  return {
    people,
    vacant,
    tally(person, role) {
      const own = people.get(person) ?? new Map<Role, Tally>();
      people.set(person, own);
      const tally = own.get(role) ?? openTally();
      own.set(role, tally);
      return tally;
    },
    addVacancy(role, time) {
      vacant.set(role, (vacant.get(role) ?? 0) + time);
    },
  };
}

function openTally(): Tally {
  return { shifts: 0, time: 0, past: 0, night: 0, weekendDays: 0, holidays: 0, share: 0 };
}

function clip(stretch: Stretch, span: Interval): readonly Stretch[] {
  return intersect(stretch, span).map((part) => ({ ...stretch, ...part }));
}

/** A shift is theirs who serve the most of it; of two who serve as much, it is the first's. */
function countShift(book: Book, { start, stretches }: Shift, span: Interval): void {
  if (start < span.start || start >= span.end) return;
  for (const role of new Set(stretches.map((stretch) => stretch.role))) {
    const times = new Map<Id | null, number>();
    for (const stretch of stretches) {
      if (stretch.role !== role) continue;
      times.set(stretch.engineer, (times.get(stretch.engineer) ?? 0) + stretch.end - stretch.start);
    }
    const [first] = [...times].toSorted(([, one], [, other]) => other - one);
    const person = first?.[0] ?? null;
    if (person !== null) book.tally(person, role).shifts += 1;
  }
}

function countShare(book: Book, timeline: Timeline, { index, stretches }: Shift, span: Interval): void {
  const { seats } = timeline.rotation.queue(index);
  for (const stretch of stretches) {
    for (const { start, end } of intersect(stretch, span)) {
      for (const { person } of seats) book.tally(person, stretch.role).share += (end - start) / seats.length;
    }
  }
}

function countTime(book: Book, roster: Roster, stretch: Stretch, span: Interval, now: Instant): void {
  const { engineer, role } = stretch;
  for (const part of intersect(stretch, span)) {
    if (engineer === null) {
      book.addVacancy(role, part.end - part.start);
      continue;
    }
    const tally = book.tally(engineer, role);
    tally.time += part.end - part.start;
    tally.past += Math.max(0, Math.min(part.end, now) - part.start);
    tally.night += measureNights(part, zoneOf(roster, engineer));
  }
}

function measureNights(part: Interval, zone: Zone): number {
  let time = 0;
  for (const date of listDates(part, zone, 1)) {
    const night = {
      start: instantOf(zone, date, NIGHT.start),
      end: instantOf(zone, date + 1, NIGHT.end),
    };
    for (const { start, end } of intersect(part, night)) time += end - start;
  }
  return time;
}

/** Counts a day once for each person and role, where the first duty of that day is. */
function countDays(
  book: Book,
  roster: Roster,
  stretches: readonly Stretch[],
  span: Interval,
  isHoliday: IsHoliday,
): void {
  const seen = new Set<string>();
  for (const { engineer, role, start, end } of stretches) {
    const person = engineer === null ? undefined : roster.people.get(engineer);
    if (person === undefined) continue;
    const zone = zoneOf(roster, person.id);
    for (const date of listDates({ start, end }, zone, 0)) {
      const key = JSON.stringify([person.id, role, date]);
      if (seen.has(key)) continue;
      seen.add(key);
      const first = Math.max(start, instantOf(zone, date, 0));
      if (first < span.start || first >= span.end) continue;
      const tally = book.tally(person.id, role);
      if (weekdayIndex(date) >= SATURDAY) tally.weekendDays += 1;
      if (isHoliday(person, date)) tally.holidays += 1;
    }
  }
}

/** The local dates of a span, and `before` more days ahead of them. */
function listDates({ start, end }: Interval, zone: Zone, before: number): readonly LocalDate[] {
  const first = wallOf(zone, start).date - before;
  const last = wallOf(zone, end - 1).date;
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

function zoneOf(roster: Roster, person: Id): Zone {
  return roster.people.get(person)?.zone ?? outputZone(roster);
}
