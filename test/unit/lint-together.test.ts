/** Tests what several rosters show together, on what is kept of each. */
import { describe, expect, test } from "vitest";
import { uncoveredHours } from "../../src/lint/rules/uncovered-hours.ts";
import type { Companion } from "../../src/lint/together/companion.ts";
import { packSpans } from "../../src/lint/together/packed-spans.ts";
import { nameWeekHours } from "../../src/lint/together/week-hours.ts";
import { UTC } from "../../src/time/zone.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 5 January 1970. */
const MONDAY = 4 * DAY;
const WEEK = { start: MONDAY, end: MONDAY + 7 * DAY };

/** A roster whose primary has duty on every day of a week from one hour to another. */
function companion(file: string, from: number, until: number, more: Partial<Companion> = {}): Companion {
  const days = Array.from({ length: 7 }, (_, day) => MONDAY + day * DAY);
  return {
    ...{ file, team: "T", zone: UTC, ahead: WEEK, people: [], pushed: [] },
    duty: new Map([
      ["primary", packSpans(days.map((day) => ({ start: day + from * HOUR, end: day + until * HOUR })))],
    ]),
    hours: {
      file,
      place: { line: 1, column: 1, endLine: 1, endColumn: 2 },
      excerpt: "",
    },
    ...more,
  };
}

const found = (...companions: readonly Companion[]) =>
  (uncoveredHours.checkTogether?.(companions) ?? []).map(({ message, help }) => [message, help]);

describe("hours that none of several rosters has", () => {
  test("are named once, with their first time, and at most three files beside", () => {
    const others = ["b", "c", "d", "e", "f"].map((file) => companion(file, 8, 16));
    expect(found(companion("a", 0, 8), ...others)).toEqual([
      [
        "nobody is primary of T Mon–Sat 16:00–24:00, first from Mon 1970-01-05 16:00 until Tue 1970-01-06 00:00",
        "add the hours to the `duty` of this roster, or of b, c, d or 2 more",
      ],
    ]);
  });

  test("are named even if there is one time only, cut by the end of the year", () => {
    const once = { start: MONDAY + 12 * HOUR, end: MONDAY + 2 * DAY };
    const short = companion("a", 0, 24, { ahead: once });
    const none = companion("b", 0, 1, { ahead: once, duty: new Map([["primary", packSpans([])]]) });
    expect(
      found(
        {
          ...short,
          duty: new Map([["primary", packSpans([{ start: once.start, end: once.start + HOUR }])]]),
        },
        none,
      ),
    ).toEqual([
      [
        "nobody is primary of T Mon 13:00–Wed 00:00, first from Mon 1970-01-05 13:00 until Wed 1970-01-07 00:00",
        "add the hours to the `duty` of this roster, or of b",
      ],
    ]);
  });

  test("are no finding where one suppresses it, where all have them, or where one begins after the other's year", () => {
    expect(found(companion("a", 0, 8), companion("b", 8, 16, { hours: undefined }))).toEqual([]);
    expect(found(companion("a", 0, 12), companion("b", 12, 24))).toEqual([]);
    const later = { start: WEEK.end + DAY, end: WEEK.end + 2 * DAY };
    expect(
      found(
        companion("a", 0, 12),
        companion("b", 12, 24, { ahead: later, duty: new Map([["primary", packSpans([])]]) }),
      ),
    ).toEqual([]);
  });
});

test.each([
  [[{ from: 0, length: 10_080 }], "the whole week"],
  [
    [
      { from: 960, length: 480 },
      { from: 2400, length: 480 },
    ],
    "Mon–Tue 16:00–24:00",
  ],
  [
    [
      { from: 960, length: 2880 },
      { from: 2400, length: 2880 },
    ],
    "Mon 16:00–Wed 16:00 and Tue 16:00–Thu 16:00",
  ],
  [[{ from: 9600, length: 960 }], "Sun 16:00–Mon 08:00"],
])("%j is %s", (hours, words) => {
  expect(nameWeekHours(hours)).toBe(words);
});
