/** Converts between dates and days since 1970-01-01, on its own, so that a bug in the product's calendar cannot hide in the tests. */

/** Days since 1970-01-01. */
export type Day = number;

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function yearLength(year: number): number {
  return isLeap(year) ? 366 : 365;
}

function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTHS[month - 1] ?? 0);
}

export function dayOf(text: string): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split("-").map(Number);
  let day = dayOfMonth - 1;
  for (let m = 1; m < month; m += 1) day += monthLength(year, m);
  for (let y = 1970; y < year; y += 1) day += yearLength(y);
  for (let y = year; y < 1970; y += 1) day -= yearLength(y);
  return day;
}

export function textOf(day: Day): string {
  let year = 1970;
  let rest = day;
  while (rest < 0) {
    year -= 1;
    rest += yearLength(year);
  }
  while (rest >= yearLength(year)) {
    rest -= yearLength(year);
    year += 1;
  }
  let month = 1;
  while (rest >= monthLength(year, month)) {
    rest -= monthLength(year, month);
    month += 1;
  }
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(rest + 1, 2)}`;
}

export function weekdayOf(day: Day): string {
  const sinceMonday = (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return WEEKDAYS[sinceMonday] ?? "";
}

export function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
