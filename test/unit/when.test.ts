/** Moments and dates as people type them, held in several zones. */
import { describe, expect, test } from "vitest";
import { loadWords, parseDay, parseWhen } from "../../src/command/shared/when.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { formatDate, parseDate } from "../../src/time/date.ts";
import { formatInstant, parseInstant, type Zone } from "../../src/time/zone.ts";

function zone(name: string): Zone {
  const found = zoneOf(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

const NEW_YORK = zone("America/New_York");
/** A Tuesday, 10:00 in New York. */
const NOW = Date.parse("2026-11-24T15:00:00Z");
const words = await loadWords();

function when(text: string, after?: number): string | undefined {
  const at = parseWhen(text, { zone: NEW_YORK, now: NOW, ...(after !== undefined && { after }) }, words);
  return at === undefined ? undefined : formatInstant(NEW_YORK, at);
}

describe("WHEN", () => {
  test.each([
    ["now", "2026-11-24T10:00:00-05:00"],
    [" NOW ", "2026-11-24T10:00:00-05:00"],
    ["09:30", "2026-11-24T09:30:00-05:00"],
    ["9:30", "2026-11-24T09:30:00-05:00"],
    ["24:00", "2026-11-25T00:00:00-05:00"],
    ["monday", "2026-11-30T00:00:00-05:00"],
    ["Mon", "2026-11-30T00:00:00-05:00"],
    ["tuesday", "2026-11-24T00:00:00-05:00"],
    ["fri 18:00", "2026-11-27T18:00:00-05:00"],
    ["friday 24:00", "2026-11-28T00:00:00-05:00"],
    ["today 18:00", "2026-11-24T18:00:00-05:00"],
    ["2026-12-24", "2026-12-24T00:00:00-05:00"],
    ["2026-12-24 22:00", "2026-12-24T22:00:00-05:00"],
    ["2026-12-24 24:00", "2026-12-25T00:00:00-05:00"],
    ["2026-12-24T22:00", "2026-12-24T22:00:00-05:00"],
    ["2026-12-24T22:00:00Z", "2026-12-24T17:00:00-05:00"],
    ["2026-12-24T22:00+01:00", "2026-12-24T16:00:00-05:00"],
    ["2026-03-08 02:30", "2026-03-08T03:30:00-04:00"], // skipped: moves forward by the gap
    ["2026-11-01 01:30", "2026-11-01T01:30:00-04:00"], // comes twice: the earlier
    ["2028-02-29", "2028-02-29T00:00:00-05:00"],
    ["tomorrow", "2026-11-25T00:00:00-05:00"],
    ["tomorrow 9:00", "2026-11-25T09:00:00-05:00"],
    ["Tomorrow at 9am", "2026-11-25T09:00:00-05:00"],
    ["yesterday 22:00", "2026-11-23T22:00:00-05:00"],
    ["friday 9pm", "2026-11-27T21:00:00-05:00"],
    ["next friday 9pm", "2026-12-04T21:00:00-05:00"],
    ["monday noon", "2026-11-30T12:00:00-05:00"],
    ["9pm", "2026-11-24T21:00:00-05:00"],
    ["3 dec 18:00", "2026-12-03T18:00:00-05:00"],
    ["dec 3", "2026-12-03T00:00:00-05:00"],
    ["in 3 hours", "2026-11-24T13:00:00-05:00"],
    ["in 90 minutes", "2026-11-24T11:30:00-05:00"],
    ["2h", "2026-11-24T12:00:00-05:00"],
    ["in two hours", "2026-11-24T12:00:00-05:00"],
    ["in an hour", "2026-11-24T11:00:00-05:00"],
    ["in half an hour", "2026-11-24T10:30:00-05:00"],
    ["in 1.5 hours", "2026-11-24T11:30:00-05:00"],
    ["in 1 hour 30 minutes", "2026-11-24T11:30:00-05:00"],
    ["an hour ago", "2026-11-24T09:00:00-05:00"],
    ["five minutes ago", "2026-11-24T09:55:00-05:00"],
    ["in 1 day", "2026-11-25T10:00:00-05:00"],
    ["in a week", "2026-12-01T10:00:00-05:00"],
    ["last monday", "2026-11-23T00:00:00-05:00"],
    ["last tuesday", "2026-11-17T00:00:00-05:00"],
    ["30 minutes ago", "2026-11-24T09:30:00-05:00"],
  ])("%j is %s", (text, instant) => {
    expect(when(text)).toBe(instant);
  });

  test.each([
    ["09:30", "2026-11-25T09:30:00-05:00"],
    ["10:00", "2026-11-24T10:00:00-05:00"],
    ["9pm", "2026-11-24T21:00:00-05:00"],
    ["tuesday", "2026-12-01T00:00:00-05:00"],
    ["tuesday 09:00", "2026-12-01T09:00:00-05:00"],
    ["tuesday 11:00", "2026-11-24T11:00:00-05:00"],
    ["tuesday 9am", "2026-12-01T09:00:00-05:00"],
    ["today 09:00", "2026-11-24T09:00:00-05:00"],
    ["2026-11-24 09:00", "2026-11-24T09:00:00-05:00"],
  ])("where the coming one is meant, %j is %s", (text, instant) => {
    expect(when(text, NOW)).toBe(instant);
  });

  test("an end is the first after the beginning", () => {
    const from = Date.parse("2026-11-26T22:00:00-05:00");
    expect(when("23:00", from)).toBe("2026-11-26T23:00:00-05:00");
    expect(when("08:00", from)).toBe("2026-11-27T08:00:00-05:00");
    expect(when("friday", from)).toBe("2026-11-27T00:00:00-05:00");
    expect(when("tuesday 12:00", from)).toBe("2026-12-01T12:00:00-05:00");
  });

  test("the day is the zone's, not the reader's", () => {
    const tokyo = zone("Asia/Tokyo");
    const at = parseWhen("09:00", { zone: tokyo, now: Date.parse("2026-11-24T23:30:00Z") });
    expect(at && formatInstant(tokyo, at)).toBe("2026-11-25T09:00:00+09:00");
  });

  test("words mean the same whatever the zone of the machine, on the nights of its clock changes too", () => {
    const own = process.env["TZ"];
    const said = [
      "tomorrow",
      "friday 9pm",
      "tomorrow 2:30",
      "next friday",
      "in 3 hours",
      "yesterday 22:00",
      "in two hours",
      "in half an hour",
    ];
    const nows = [
      "2026-03-08T06:30:00Z",
      "2026-03-29T00:30:00Z",
      "2026-10-25T00:30:00Z",
      "2026-11-01T05:30:00Z",
    ];
    const read = (tz: string) => {
      process.env["TZ"] = tz;
      return nows.flatMap((now) =>
        said.map((text) => parseWhen(text, { zone: NEW_YORK, now: Date.parse(now) }, words)),
      );
    };
    try {
      const expected = read("UTC");
      for (const tz of [
        "America/New_York",
        "Europe/Berlin",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
      ])
        expect(read(tz)).toEqual(expected);
    } finally {
      if (own === undefined) delete process.env["TZ"];
      else process.env["TZ"] = own;
    }
  });

  test.each([
    "",
    "soon",
    "tonight",
    "25:00",
    "2026-02-30",
    "2026-12-24 25:00",
    "2026-12-24T22:00:00+1:00",
    "12/24/2026",
    "friday or saturday",
    "from 9 to 5",
    "next week sometime",
    "in 3 hours ago",
    "for 3 hours",
    "8:00 UTC",
    "8:00 EST",
    "friday 8:00 pst",
  ])("%j is refused", (text) => {
    expect(when(text)).toBeUndefined();
  });
});

describe("DATE", () => {
  test.each([
    ["today", "2026-11-24"],
    ["wed", "2026-11-25"],
    ["monday", "2026-11-30"],
    ["2026-01-05", "2026-01-05"],
    ["tomorrow", "2026-11-25"],
    ["next friday", "2026-12-04"],
    ["dec 3", "2026-12-03"],
  ])("%j is %s", (text, date) => {
    const read = parseDay(text, { zone: NEW_YORK, now: NOW }, words);
    expect(read === undefined ? undefined : formatDate(read)).toBe(date);
  });

  test("a weekday after a date is the first after it", () => {
    const after = parseDate("2026-11-24");
    const read = parseDay("tuesday", { zone: NEW_YORK, now: NOW, after }, words);
    expect(read && formatDate(read)).toBe("2026-12-01");
    expect(parseDay("wednesday", { zone: NEW_YORK, now: NOW, after })).toBe(parseDate("2026-11-25"));
  });

  test.each(["", "2026-02-29", "2026-01-05 12:00", "friday 9pm", "3/12"])("%j is refused", (text) => {
    expect(parseDay(text, { zone: NEW_YORK, now: NOW }, words)).toBeUndefined();
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
