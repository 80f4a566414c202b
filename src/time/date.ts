/**
 * Reads and writes calendar dates as day numbers. Handoffs are counted in calendar days (rotation.md, "Handoff k"), and with
 * day numbers that is plain arithmetic in every zone.
 */

/** Days since 1970-01-01 in the proleptic Gregorian calendar; carries no zone. */
export type LocalDate = number;

/** Minutes since midnight on a wall clock, 0 to 1439. */
export type WallTime = number;

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** Name of a day of the week, lower case, as the roster writes it. */
export type Weekday = (typeof WEEKDAYS)[number];

export const DAY_MS = 86_400_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; undefined if it has another form or the calendar has no such day. */
export function parseDate(text: string): LocalDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match;
  const date = dateOf(Number(year), Number(month), Number(day));
  return formatDate(date) === text ? date : undefined;
}

/** The day number of a year, a month (1 to 12) and a day; a day after the end of the month is in the next. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

/** `YYYY-MM-DD`. */
export function formatDate(date: LocalDate): string {
  return new Date(date * DAY_MS).toISOString().slice(0, 10);
}

/** Year, month (1 to 12) and day. */
export function civilOf(date: LocalDate): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const utc = new Date(date * DAY_MS);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate() };
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndex(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return (((date + 3) % 7) + 7) % 7;
}

/** The day of the week of a date; throws RangeError for a number that is no day. */
export function weekdayOf(date: LocalDate): Weekday {
  const weekday = WEEKDAYS[weekdayIndex(date)];
  if (weekday === undefined) throw new RangeError(`${date} is not a day`);
  return weekday;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Reads `HH:MM`, 00:00 to 23:59. */
export function parseTime(text: string): WallTime | undefined {
  const match = TIME.exec(text);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** `HH:MM`. */
export function formatTime(time: WallTime): string {
  return `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;
}
