/** Names of zones, those that exist and those that only look like it, and the seconds beside a change of the clocks. */
import { describe, expect, test } from "vitest";
import { findViewerZone } from "../../src/edge/terminal.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { formatInstant } from "../../src/time/zone.ts";

function told(name: string, instant: string): string | undefined {
  const zone = zoneOf(name);
  return zone && formatInstant(zone, Date.parse(instant));
}

describe("zones of this machine", () => {
  test.each([
    ["America/New_York", "2026-07-01T08:00:00-04:00"],
    ["UTC", "2026-07-01T12:00:00+00:00"],
    ["Etc/UTC", "2026-07-01T12:00:00+00:00"],
    ["GMT0", "2026-07-01T12:00:00+00:00"],
    ["Zulu", "2026-07-01T12:00:00+00:00"],
    ["Iceland", "2026-07-01T12:00:00+00:00"],
    ["US/Eastern", "2026-07-01T08:00:00-04:00"],
    ["Asia/Calcutta", "2026-07-01T17:30:00+05:30"],
    ["Asia/Kolkata", "2026-07-01T17:30:00+05:30"],
    ["Australia/ACT", "2026-07-01T22:00:00+10:00"],
    ["Japan", "2026-07-01T21:00:00+09:00"],
    ["Africa/Abidjan", "2026-07-01T12:00:00+00:00"],
    ["Atlantic/Reykjavik", "2026-07-01T12:00:00+00:00"],
    ["Europe/London", "2026-07-01T13:00:00+01:00"],
    ["Etc/GMT+5", "2026-07-01T07:00:00-05:00"],
    ["EST5EDT", "2026-07-01T08:00:00-04:00"],
    ["EST", "2026-07-01T07:00:00-05:00"],
    ["America/Argentina/Buenos_Aires", "2026-07-01T09:00:00-03:00"],
    ["America/Port-au-Prince", "2026-07-01T08:00:00-04:00"],
    ["Asia/Kathmandu", "2026-07-01T17:45:00+05:45"],
    ["Australia/Lord_Howe", "2026-07-01T22:30:00+10:30"],
    ["Pacific/Kiritimati", "2026-07-02T02:00:00+14:00"],
  ])("%s", (name, expected) => {
    expect(told(name, "2026-07-01T12:00:00Z")).toBe(expected);
  });

  test.each([
    "",
    "America/NewYork",
    "Mars/Olympus",
    "AAA3",
    "EST5EDT4,M3.2.0,M11.1.0",
    "UTC+3",
    "+03:00",
    "<+03>-3",
    ":America/New_York",
    "/usr/share/zoneinfo/UTC",
    "../UTC",
    "Local",
    "America/New_York ",
    "america/new_york",
    "America/New_york",
    "AMERICA/NEW_YORK",
    "us/eastern",
    "US/EASTERN",
    "asia/kolkata",
    "australia/act",
    "etc/gmt+5",
    "est5edt",
    "japan",
    "JAPAN",
    "utc",
    "Utc",
    "gmt",
    "africa/abidjan",
    "PST",
    "BST",
    "IST",
    "SystemV/EST5",
  ])("%j is none", (name) => {
    expect(zoneOf(name)).toBeUndefined();
  });

  test("seconds before 1970 are counted like those after", () => {
    expect(told("UTC", "1969-12-30T23:59:59Z")).toBe("1969-12-30T23:59:59+00:00");
    expect(told("America/New_York", "1965-07-01T00:00:01Z")).toBe("1965-06-30T20:00:01-04:00");
  });

  test.each([
    ["Asia/Kolkata", "Asia/Kolkata", "2026-07-01T17:30:00+05:30"],
    [":Asia/Kolkata", "Asia/Kolkata", "2026-07-01T17:30:00+05:30"],
    ["JST-9", "JST-9", "2026-07-01T21:00:00+09:00"],
    ["garbage", "UTC", "2026-07-01T12:00:00+00:00"],
    ["", "UTC", "2026-07-01T12:00:00+00:00"],
  ])("whoever sits at a terminal with TZ=%s is in %s", (tz, name, expected) => {
    const before = process.env["TZ"];
    process.env["TZ"] = tz;
    try {
      const zone = findViewerZone();
      expect([zone.name, formatInstant(zone, Date.UTC(2026, 6, 1, 12))]).toEqual([name, expected]);
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });

  test("every name that the zone data list", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => zoneOf(name) === undefined)).toEqual([]);
  });

  test("asking leaves the process in its zone", () => {
    const before = [process.env["TZ"], new Date(0).getTimezoneOffset()];
    zoneOf("Asia/Tokyo")?.offsetAt(Date.UTC(1999, 0, 1));
    expect([process.env["TZ"], new Date(0).getTimezoneOffset()]).toEqual(before);
  });

  test("the last and first second beside a change of the clocks", () => {
    expect(told("America/New_York", "2026-03-08T06:59:59Z")).toBe("2026-03-08T01:59:59-05:00");
    expect(told("America/New_York", "2026-03-08T07:00:00Z")).toBe("2026-03-08T03:00:00-04:00");
    expect(told("America/New_York", "2026-11-01T05:59:59Z")).toBe("2026-11-01T01:59:59-04:00");
    expect(told("America/New_York", "2026-11-01T06:00:00Z")).toBe("2026-11-01T01:00:00-05:00");
  });
});
