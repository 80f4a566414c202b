/** Reads hours that recur every week, such as `mon-fri 09:00-17:00`, and finds when they are in a zone (rotation.md, "Hours of duty"). */
import { formatTime, type LocalDate, parseTime, type WallTime, WEEKDAYS, weekdayIndex } from "./date.ts";
import { type Interval, intersect } from "./interval.ts";
import { type Instant, instantOf, wallOf, type Zone } from "./zone.ts";

/** The same wall times on some days of every week. */
export interface WeekWindow {
  /** The days on which it begins, 0 for Monday to 6 for Sunday; ascending. */
  readonly days: readonly number[];
  readonly start: WallTime;
  /** How many days later it ends, 0 to 7, and at what time. */
  readonly later: number;
  readonly end: WallTime;
}

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const WHOLE_DAY = "24:00";

const DAILY = /^(?:([a-z]+(?:[-,][a-z]+)*) )?(\d{2}:\d{2})-(\d{2}:\d{2})$/i;
const WEEKLY = /^([a-z]+) (\d{2}:\d{2}) ?- ?([a-z]+) (\d{2}:\d{2})$/i;

/** `no-form`: of neither form. `no-length`: its two ends are the same time. */
export function parseWeekWindow(text: string): WeekWindow | "no-form" | "no-length" {
  const [, days, start = "", end = ""] = DAILY.exec(text) ?? [];
  if (start !== "") return makeDaily(days === undefined ? ALL_DAYS : readDays(days), start, end);
  const [, first = "", from = "", last = "", until = ""] = WEEKLY.exec(text) ?? [];
  return makeWeekly(readDay(first), from, readDay(last), until);
}

const ALL_DAYS = WEEKDAYS.map((_, day) => day);

function makeDaily(days: readonly number[], from: string, until: string): ReturnType<typeof parseWeekWindow> {
  const start = parseTime(from);
  const end = readEnd(until);
  if (days.length === 0 || start === undefined || end === undefined) return "no-form";
  if (start === end) return "no-length";
  const length = end > start ? end : end + DAY_MINUTES;
  return { days, start, later: Math.floor(length / DAY_MINUTES), end: end % DAY_MINUTES };
}

function makeWeekly(
  first: number | undefined,
  from: string,
  last: number | undefined,
  until: string,
): ReturnType<typeof parseWeekWindow> {
  const start = parseTime(from);
  const end = readEnd(until);
  if (first === undefined || last === undefined || start === undefined || end === undefined) return "no-form";
  const begins = first * DAY_MINUTES + start;
  const length = (last * DAY_MINUTES + end - begins + WEEK_MINUTES) % WEEK_MINUTES;
  if (length === 0) return "no-length";
  return {
    days: [first],
    start,
    later: Math.floor((start + length) / DAY_MINUTES),
    end: end % DAY_MINUTES,
  };
}

/** Minutes since midnight; a window may end at 24:00. */
function readEnd(text: string): number | undefined {
  return text === WHOLE_DAY ? DAY_MINUTES : parseTime(text);
}

/** `mon` or `monday`, in any case. */
function readDay(text: string): number | undefined {
  const word = text.toLowerCase();
  const day = WEEKDAYS.findIndex((name) => name === word || name.slice(0, 3) === word);
  return day === -1 ? undefined : day;
}

/** `mon,wed-fri`; a range may run over the end of the week. Empty: some of it is no day. */
function readDays(text: string): readonly number[] {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last, ...more] = part.split("-").map(readDay);
    if (first === undefined || more.length > 0 || (part.includes("-") && last === undefined)) return [];
    const length = last === undefined ? 0 : (last - first + 7) % 7;
    for (let step = 0; step <= length; step += 1) days.add((first + step) % 7);
  }
  return [...days].sort((one, other) => one - other);
}

/** How long it lasts where no clock changes, in minutes. */
export function measureWindow({ start, later, end }: WeekWindow): number {
  return later * DAY_MINUTES + end - start;
}

/** As a roster writes it: `mon,wed-fri 18:00-09:00`, or `fri 18:00 - mon 10:00` if it lasts longer than a day. */
export function writeWeekWindow(window: WeekWindow): string {
  const { days, start, later, end } = window;
  // Midnight ends the day before it.
  const [last, until] = end === 0 ? [later - 1, WHOLE_DAY] : [later, formatTime(end)];
  const [first = 0] = days;
  if (measureWindow(window) > DAY_MINUTES)
    return `${nameDay(first)} ${formatTime(start)} - ${nameDay(first + last)} ${until}`;
  const hours = `${formatTime(start)}-${until}`;
  return days.length === ALL_DAYS.length
    ? hours
    : `${listDayRanges(days).map(writeRange).join(",")} ${hours}`;
}

/** The first and the last day of each run of days, `mon,wed-fri`; one may run over the end of the week. */
export function listDayRanges(days: readonly number[]): readonly (readonly [number, number])[] {
  const isIn = (day: number) => days.includes((day + ALL_DAYS.length) % ALL_DAYS.length);
  return days
    .filter((day) => !isIn(day - 1))
    .map((first) => {
      let last = first;
      while (isIn(last + 1)) last += 1;
      return [first, last] as const;
    });
}

function writeRange([first, last]: readonly [number, number]): string {
  const dash = last === first + 1 ? "," : "-";
  return last === first ? nameDay(first) : `${nameDay(first)}${dash}${nameDay(last)}`;
}

function nameDay(day: number): string {
  return (WEEKDAYS[day % ALL_DAYS.length] ?? "").slice(0, 3);
}

/** Parts of the week, in minutes since Monday 00:00 and sorted: what runs over Sunday midnight is one, and the last. */
export function joinOverSunday(parts: readonly Interval[]): readonly Interval[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || first === last) return parts;
  const runsOver = first.start === 0 && last.end === WEEK_MINUTES;
  return runsOver ? [...parts.slice(1, -1), { start: last.start, end: WEEK_MINUTES + first.end }] : parts;
}

/** The parts of the week that windows take up by the wall clock, in minutes since Monday 00:00: sorted, none touching the next. */
export function listWeekHours(windows: readonly WeekWindow[]): readonly Interval[] {
  const parts = windows.flatMap(({ days, start, later, end }) =>
    days.flatMap((day) => {
      const begins = day * DAY_MINUTES + start;
      const ends = (day + later) * DAY_MINUTES + end;
      const whole = { start: begins, end: Math.min(ends, WEEK_MINUTES) };
      return ends > WEEK_MINUTES ? [whole, { start: 0, end: ends - WEEK_MINUTES }] : [whole];
    }),
  );
  return unite(parts);
}

export function fillsWeek(windows: readonly WeekWindow[]): boolean {
  const [first] = listWeekHours(windows);
  return first?.start === 0 && first.end === WEEK_MINUTES;
}

/** When the windows are within a span of time: sorted, cut to it, none touching the next. */
export function findWindows(
  zone: Zone,
  windows: readonly WeekWindow[],
  within: Interval,
): readonly Interval[] {
  const first = wallOf(zone, within.start).date;
  // A change of the clocks moves an end by a day at most, where a zone crosses the date line.
  const last = wallOf(zone, within.end).date + 1;
  const found: Interval[] = [];
  for (const window of windows) {
    for (let date = first - window.later - 1; date <= last; date += 1) {
      if (!window.days.includes(weekdayIndex(date))) continue;
      found.push(...intersect(findWindow(zone, window, date), within));
    }
  }
  return unite(found);
}

/** Where the clocks change, it may end before it starts: then it is not there on that day. */
export function findWindow(zone: Zone, { start, later, end }: WeekWindow, date: LocalDate): Interval {
  return { start: instantOf(zone, date, start), end: instantOf(zone, date + later, end) };
}

function unite(parts: readonly Interval[]): readonly Interval[] {
  const united: { start: Instant; end: Instant }[] = [];
  for (const { start, end } of [...parts].sort((one, other) => one.start - other.start)) {
    const last = united.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else united.push({ start, end });
  }
  return united;
}
