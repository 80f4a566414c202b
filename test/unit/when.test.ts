/** Moments and dates as people type them, held in several zones. */
import { describe, expect, test } from "vitest";
import { readDate, readWhen } from "../../src/command/shared/when.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { formatDate } from "../../src/time/date.ts";
import { formatInstant, parseInstant, type Zone } from "../../src/time/zone.ts";

function zone(name: string): Zone {
  const found = zoneOf(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

const NEW_YORK = zone("America/New_York");
/** A Tuesday. */
const NOW = Date.parse("2026-11-24T15:00:00Z");

describe("WHEN", () => {
  test.each([
    ["now", "2026-11-24T10:00:00-05:00"],
    [" NOW ", "2026-11-24T10:00:00-05:00"],
    ["09:30", "2026-11-24T09:30:00-05:00"],
    ["monday", "2026-11-30T00:00:00-05:00"],
    ["Mon", "2026-11-30T00:00:00-05:00"],
    ["tuesday", "2026-11-24T00:00:00-05:00"],
    ["fri 18:00", "2026-11-27T18:00:00-05:00"],
    ["today 18:00", "2026-11-24T18:00:00-05:00"],
    ["2026-12-24", "2026-12-24T00:00:00-05:00"],
    ["2026-12-24 22:00", "2026-12-24T22:00:00-05:00"],
    ["2026-12-24T22:00", "2026-12-24T22:00:00-05:00"],
    ["2026-12-24T22:00:00Z", "2026-12-24T17:00:00-05:00"],
    ["2026-12-24T22:00+01:00", "2026-12-24T16:00:00-05:00"],
    ["2026-03-08 02:30", "2026-03-08T03:30:00-04:00"], // skipped: moves forward by the gap
    ["2026-11-01 01:30", "2026-11-01T01:30:00-04:00"], // comes twice: the earlier
    ["2028-02-29", "2028-02-29T00:00:00-05:00"],
  ])("%j is %s", (text, instant) => {
    expect(formatInstant(NEW_YORK, readWhen(text, NEW_YORK, NOW))).toBe(instant);
  });

  test("the day is the zone's, not the reader's", () => {
    const late = Date.parse("2026-11-24T23:30:00Z");
    expect(formatInstant(zone("Asia/Tokyo"), readWhen("09:00", zone("Asia/Tokyo"), late))).toBe(
      "2026-11-25T09:00:00+09:00",
    );
  });

  test.each([
    "",
    "soon",
    "24:00",
    "9:30",
    "2026-02-30",
    "2026-12-24 25:00",
    "2026-12-24T22:00:00+1:00",
    "monday noon",
    "12/24/2026",
  ])("%j is refused", (text) => {
    expect(() => readWhen(text, NEW_YORK, NOW)).toThrow(`${JSON.stringify(text)} is not a time`);
  });
});

describe("DATE", () => {
  test.each([
    ["today", "2026-11-24"],
    ["wed", "2026-11-25"],
    ["monday", "2026-11-30"],
    ["2026-01-05", "2026-01-05"],
  ])("%j is %s", (text, date) => {
    expect(formatDate(readDate(text, NEW_YORK, NOW))).toBe(date);
  });

  test.each(["", "2026-1-5", "2026-02-29", "2026-01-05 12:00"])("%j is refused", (text) => {
    expect(() => readDate(text, NEW_YORK, NOW)).toThrow(`${JSON.stringify(text)} is not a date`);
  });
});

describe("instants with an offset", () => {
  test.each([
    ["2026-02-30T00:00:00Z"],
    ["2026-13-01T00:00:00Z"],
    ["2026-01-01T24:30:00Z"],
    ["2026-01-01T12:00:00"],
    ["2026-01-01"],
  ])("%s is none", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("seconds and their parts are read", () => {
    expect(parseInstant("2026-01-01T12:00:01.500Z")).toBe(Date.UTC(2026, 0, 1, 12, 0, 1, 500));
    expect(parseInstant("2026-01-01 12:00+00:00")).toBe(Date.UTC(2026, 0, 1, 12));
  });
});
