/** Calendar dates as day numbers: leap years, weekdays, and what is no date. */
import { describe, expect, test } from "vitest";
import {
  civilOf,
  dateOf,
  formatDate,
  formatTime,
  parseDate,
  parseTime,
  weekdayOf,
} from "../../src/time/date.ts";

describe("dates", () => {
  test.each([
    ["1970-01-01", 0, "thursday"],
    ["2026-01-05", 20458, "monday"],
    ["2028-02-29", 21243, "tuesday"],
    ["2000-02-29", 11016, "tuesday"],
    ["1969-12-31", -1, "wednesday"],
    ["0099-03-01", -683309, "sunday"],
    ["9999-12-31", 2932896, "friday"],
  ])("%s is day %i, a %s", (text, day, weekday) => {
    expect(parseDate(text)).toBe(day);
    expect(formatDate(day)).toBe(text);
    expect(weekdayOf(day)).toBe(weekday);
    const { year, month, day: dayOfMonth } = civilOf(day);
    expect(dateOf(year, month, dayOfMonth)).toBe(day);
  });

  test.each([
    "2026-02-29",
    "2100-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-5",
    "26-01-05",
    " 2026-01-05",
  ])("%j is none", (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test("what is no number has no weekday", () => {
    expect(() => weekdayOf(Number.NaN)).toThrow(new RangeError("NaN is not a day"));
  });
});

describe("times", () => {
  test.each([
    ["00:00", 0],
    ["09:05", 545],
    ["23:59", 1439],
  ])("%s", (text, minutes) => {
    expect(parseTime(text)).toBe(minutes);
    expect(formatTime(minutes)).toBe(text);
  });

  test.each(["24:00", "9:05", "12:60", "12:00:00", "noon"])("%j is none", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
