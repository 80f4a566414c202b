/** Tests handoffs around clock changes and leap days and in long rotations, in the zones where they are hardest. */
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { countOccurrences, instantOf as realInstantOf } from "../../src/time/zone.ts";
import { DAY_MS, type Day, dayOf, MINUTE_MS } from "../naive/calendar.ts";
import type { PlainRoster, PlainTerms } from "../naive/roster.ts";
import { schedule } from "../naive/schedule.ts";
import { instantOf, instantsAt, offsetAt } from "../naive/zone.ts";
import { realSchedule } from "./real.ts";

const HOUR_MS = 60 * MINUTE_MS;

/** A rotation with one role and two people, so that each entry is one shift. */
function rosterOf(terms: Omit<PlainTerms, "queue">): PlainRoster {
  return {
    version: 1,
    team: "Test",
    rotation: { roles: ["primary"], queue: ["alice", "bob"], ...terms },
    people: { alice: { name: "Alice" }, bob: { name: "Bob" } },
  };
}

/** Each shift's start, end and length in hours. */
function spans(terms: Omit<PlainTerms, "queue">, weeks: number): readonly string[] {
  const answer = realSchedule(rosterOf(terms), terms.start, weeks);
  if ("invalid" in answer) throw new Error(JSON.stringify(answer.invalid));
  return answer.shifts.map(({ start, end }) => {
    return `${start} ${end} ${(Date.parse(end) - Date.parse(start)) / HOUR_MS}h`;
  });
}

describe("a week", () => {
  test("has 167 hours in spring and 169 in autumn", () => {
    const newYork = { timezone: "America/New_York", handoff: "monday 12:00" };
    expect(spans({ ...newYork, start: "2026-03-02" }, 2)).toEqual([
      "2026-03-02T12:00:00-05:00 2026-03-09T12:00:00-04:00 167h",
      "2026-03-09T12:00:00-04:00 2026-03-16T12:00:00-04:00 168h",
    ]);
    expect(spans({ ...newYork, start: "2026-10-26" }, 2)).toEqual([
      "2026-10-26T12:00:00-04:00 2026-11-02T12:00:00-05:00 169h",
      "2026-11-02T12:00:00-05:00 2026-11-09T12:00:00-05:00 168h",
    ]);
  });

  test("is half an hour longer or shorter on Lord Howe", () => {
    const lordHowe = { timezone: "Australia/Lord_Howe", handoff: "monday 09:00" };
    expect(spans({ ...lordHowe, start: "2026-03-30" }, 1)).toEqual([
      "2026-03-30T09:00:00+11:00 2026-04-06T09:00:00+10:30 168.5h",
    ]);
    expect(spans({ ...lordHowe, start: "2026-09-28" }, 1)).toEqual([
      "2026-09-28T09:00:00+10:30 2026-10-05T09:00:00+11:00 167.5h",
    ]);
  });

  test("follows clocks that change for Ramadan, and those of Dublin, where winter time is the exception", () => {
    expect(spans({ timezone: "Africa/Casablanca", handoff: "monday 09:00", start: "2024-03-04" }, 6)).toEqual(
      [
        "2024-03-04T09:00:00+01:00 2024-03-11T09:00:00+00:00 169h",
        "2024-03-11T09:00:00+00:00 2024-03-18T09:00:00+00:00 168h",
        "2024-03-18T09:00:00+00:00 2024-03-25T09:00:00+00:00 168h",
        "2024-03-25T09:00:00+00:00 2024-04-01T09:00:00+00:00 168h",
        "2024-04-01T09:00:00+00:00 2024-04-08T09:00:00+00:00 168h",
        "2024-04-08T09:00:00+00:00 2024-04-15T09:00:00+01:00 167h",
      ],
    );
  });
});

describe("a handoff", () => {
  test("in a skipped hour moves forward by the gap, only that time", () => {
    expect(spans({ timezone: "America/New_York", handoff: "sunday 02:30", start: "2026-03-01" }, 3)).toEqual([
      "2026-03-01T02:30:00-05:00 2026-03-08T03:30:00-04:00 168h",
      "2026-03-08T03:30:00-04:00 2026-03-15T02:30:00-04:00 167h",
      "2026-03-15T02:30:00-04:00 2026-03-22T02:30:00-04:00 168h",
    ]);
    expect(
      spans({ timezone: "Australia/Lord_Howe", handoff: "sunday 02:15", start: "2026-10-04" }, 1),
    ).toEqual(["2026-10-04T02:45:00+11:00 2026-10-11T02:15:00+11:00 167.5h"]);
    const midnight = { timezone: "America/Sao_Paulo", handoff: "00:00", every: "1 day" };
    expect(spans({ ...midnight, start: "2018-11-03" }, 1).slice(0, 3)).toEqual([
      "2018-11-03T00:00:00-03:00 2018-11-04T01:00:00-02:00 24h",
      "2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00 23h",
      "2018-11-05T00:00:00-02:00 2018-11-06T00:00:00-02:00 24h",
    ]);
  });

  test("in a repeated hour is the earlier one", () => {
    expect(spans({ timezone: "America/New_York", handoff: "sunday 01:30", start: "2026-10-25" }, 2)).toEqual([
      "2026-10-25T01:30:00-04:00 2026-11-01T01:30:00-04:00 168h",
      "2026-11-01T01:30:00-04:00 2026-11-08T01:30:00-05:00 169h",
    ]);
    expect(
      spans({ timezone: "Australia/Lord_Howe", handoff: "sunday 01:45", start: "2026-04-05" }, 1),
    ).toEqual(["2026-04-05T01:45:00+11:00 2026-04-12T01:45:00+10:30 168.5h"]);
    expect(
      spans({ timezone: "America/Sao_Paulo", handoff: "saturday 23:30", start: "2019-02-16" }, 1),
    ).toEqual(["2019-02-16T23:30:00-02:00 2019-02-23T23:30:00-03:00 169h"]);
  });

  test("on a date that a zone skipped moves forward by a day", () => {
    expect(spans({ timezone: "Pacific/Apia", handoff: "friday 12:00", start: "2011-12-23" }, 2)).toEqual([
      "2011-12-23T12:00:00-10:00 2011-12-31T12:00:00+14:00 168h",
      "2011-12-31T12:00:00+14:00 2012-01-06T12:00:00+14:00 144h",
    ]);
  });

  test("counts leap days, and only in leap years", () => {
    const daily = { timezone: "UTC", handoff: "12:00", every: "1 day" };
    const dates = (start: string) =>
      spans({ ...daily, start }, 1)
        .slice(0, 3)
        .map((span) => span.slice(0, 10));
    expect(dates("2028-02-28")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(dates("2027-02-28")).toEqual(["2027-02-28", "2027-03-01", "2027-03-02"]);
    expect(dates("2100-02-28")).toEqual(["2100-02-28", "2100-03-01", "2100-03-02"]);
    expect(dates("2000-02-29")).toEqual(["2000-02-29", "2000-03-01", "2000-03-02"]);
  });
});

describe("a rotation over 30 years", () => {
  test.each([
    { timezone: "America/New_York", handoff: "sunday 02:30", start: "2026-01-04" },
    { timezone: "Australia/Lord_Howe", handoff: "sunday 01:45", start: "2026-01-04" },
    { timezone: "Africa/Casablanca", handoff: "sunday 02:30", start: "2026-01-04" },
  ])("in $timezone agrees with the naive computation", (terms) => {
    const weeks = 1566;
    const roster = rosterOf(terms);
    const real = realSchedule(roster, terms.start, weeks);
    expect(real).toEqual(schedule(roster, terms.start, weeks));
    if ("invalid" in real) throw new Error("invalid");
    expect(real.shifts.length).toBe(weeks);
    expect(real.shifts.at(-1)?.start.slice(0, 10)).toBe("2056-01-02");
    expect(real.shifts.at(-1)?.engineer).toBe("bob");
    const tail = realSchedule(roster, "2056-01-02", 1);
    expect(tail).toEqual({ shifts: real.shifts.slice(-1) });
  });
});

describe("wall times", () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "Etc/GMT+5", "Asia/Kolkata", "US/Eastern"];

  /** The days of a year on which the zone's clocks change, and the days before. */
  function changes(zone: string, year: number): readonly Day[] {
    const days: Day[] = [];
    for (let day = dayOf(`${year}-01-01`); day < dayOf(`${year + 1}-01-01`); day += 1) {
      if (offsetAt(zone, day * DAY_MS) !== offsetAt(zone, (day + 1) * DAY_MS)) days.push(day, day + 1);
    }
    return days;
  }

  test.each([1996, 2011, 2026, 2037])(
    "in every zone in %i are what luxon says if they exist once, else what rotation.md says",
    (year) => {
      const wrong: string[] = [];
      let checked = 0;
      for (const name of zones) {
        const zone = zoneOf(name);
        if (zone === undefined) throw new Error(`no zone ${name}`);
        for (const day of [dayOf(`${year}-06-15`), ...changes(name, year)]) {
          for (let minute = 0; minute < 24 * 60; minute += minute < 240 ? 30 : 475) {
            const wall = day * DAY_MS + minute * MINUTE_MS;
            const real = realInstantOf(zone, day, minute);
            const hits = instantsAt(name, wall);
            if (hits.length !== countOccurrences(zone, day, minute))
              wrong.push(`${name} ${new Date(wall).toISOString()} occurs`);
            if (real !== instantOf(name, day, minute)) wrong.push(`${name} ${new Date(wall).toISOString()}`);
            if (hits.length !== 1) continue;
            const [date = "", time = ""] = new Date(wall).toISOString().split("T");
            const luxon = DateTime.fromISO(`${date}T${time.slice(0, 5)}`, { zone: name });
            // If a zone's offset today is far from that at the time, luxon itself is wrong.
            if (luxon.toFormat("yyyy-MM-dd'T'HH:mm") !== `${date}T${time.slice(0, 5)}`) continue;
            if (real !== luxon.toMillis()) wrong.push(`${name} ${date} ${time} luxon`);
            checked += 1;
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(checked).toBeGreaterThan(4000);
    },
  );
});
