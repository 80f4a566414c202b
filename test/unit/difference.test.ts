/** Tests what differs between two rosters: their terms, the past, and whose shifts move from the running shift on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatDate } from "../../src/time/date.ts";
import { formatInstant } from "../../src/time/zone.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import { findChanges } from "../../src/timeline/changes.ts";
import { compare } from "../../src/timeline/compare.ts";
import { findHorizon } from "../../src/timeline/horizon.ts";
import { findDifference, type Moves } from "../../src/timeline/moves.ts";
import { FOLDER, timelineIn } from "../cases/intent-case.ts";
import { at, NEW_YORK } from "./render-build.ts";

const TEAM = readFileSync(join(FOLDER, "rosters", "team.yaml"), "utf8");
const NOW = at("2026-11-24 10:00");

function withTerms(terms: string, ...log: readonly string[]): Timeline {
  const text = TEAM.replace(/^rotation:\n(?: +.*\n)+/m, `rotation:\n${terms}\n`);
  return timelineIn(
    new TextEncoder().encode([text.trimEnd(), ...log.map((line) => `  - ${line}`), ""].join("\n")),
  );
}

const OLD =
  "  - { start: 2026-01-05, timezone: America/New_York, handoff: monday 12:00, queue: [alice, bob, carol, dave] }";
const old = withTerms(OLD);

const minute = (instant: number) => formatInstant(NEW_YORK, instant).slice(0, 16);

function told({ turns, covers, rest }: Moves): readonly string[] {
  const time = (span: { start: number; end: number } | undefined) =>
    span === undefined ? "nothing" : `${minute(span.start)}/${minute(span.end)}`;
  return [
    ...turns.map(({ person, role, from, to }) => `${person} ${role} ${time(from)} → ${time(to)}`),
    ...covers.map((cover) => `${time(cover)} ${cover.role} ${cover.from} → ${cover.to}`),
    ...(rest === undefined ? [] : [`until ${rest.until === undefined ? "ever" : minute(rest.until)}`]),
  ];
}

/** When a role first changes hands; looking from a year before finds nothing earlier. */
function begin(before: Timeline, after: Timeline): string {
  const { start } = compare(before, after);
  if (start === undefined) return "never";
  const end = findHorizon(before, after, start);
  const first = (from: number) => findChanges(before, after, from, end)[0]?.start;
  expect(first(start - 366 * 86_400_000)).toBe(first(start));
  return minute(first(start) ?? 0);
}

describe("terms", () => {
  test.each<[string, string, readonly string[]]>([
    ["the same", OLD, []],
    ["the same with defaults written out", OLD.replace("queue", "every: 1 week, queue"), []],
    ["another queue", OLD.replace("alice, bob", "bob, alice"), ["2026-01-05 queue"]],
    ["another zone", OLD.replace("America/New_York", "Europe/London"), ["2026-01-05 timezone"]],
    [
      "another hour, other roles",
      OLD.replace("12:00", "10:00, roles: [captain]"),
      ["2026-01-05 handoff,roles"],
    ],
    ["another period", OLD.replace("queue", "every: 2 weeks, queue"), ["2026-01-05 every"]],
    [
      "new ones",
      `${OLD}\n  - { start: 2027-01-04, timezone: America/New_York, queue: [bob] }`,
      ["2027-01-04 added"],
    ],
    ["another start", OLD.replace("2026-01-05", "2026-01-12"), ["2026-01-05 removed", "2026-01-12 added"]],
  ])("%s", (_, terms, expected) => {
    const found = compare(old, withTerms(terms)).terms.map((each) => {
      return `${formatDate(each.start)} ${each.kind === "changed" ? each.keys.join() : each.kind}`;
    });
    expect(found).toEqual(expected);
  });
});

describe("where two rosters begin to differ", () => {
  test("nowhere", () => expect(begin(old, withTerms(OLD))).toBe("never"));

  test("by their logs alone", () => {
    expect(begin(old, withTerms(OLD, "{ swap: [alice, bob], from: 2026-11-30 }"))).toBe("2026-11-30T12:00");
  });

  test("a queue at the start of its terms", () => {
    expect(begin(old, withTerms(OLD.replace("alice, bob", "bob, alice")))).toBe("2026-01-05T12:00");
  });

  test("a zone at the earlier of the two first handoffs", () => {
    const moved = withTerms(OLD.replace("America/New_York", "Europe/London"));
    expect([begin(old, moved), begin(moved, old)]).toEqual(["2026-01-05T07:00", "2026-01-05T07:00"]);
  });

  test("before new terms, where a role is looked up in their queue", () => {
    // Primary in the last week of the old terms is carol; she is the first of the new ones, so her secondary is another.
    const next = withTerms(
      `${OLD}\n  - { start: 2026-12-14, timezone: America/New_York, queue: [carol, alice] }`,
    );
    expect(begin(old, next)).toBe("2026-12-07T12:00");
    // Alone in the old queue: the secondary is looked for as far ahead as there are seats, one.
    const alone = withTerms(OLD.replace(", bob, carol, dave", ""));
    const two = withTerms(
      `${OLD.replace(", bob, carol, dave", "")}\n  - { start: 2026-12-14, timezone: America/New_York, queue: [bob] }`,
    );
    expect(begin(alone, two)).toBe("2026-12-07T12:00");
  });

  test("an entry before that, or the terms before an entry", () => {
    const terms = `${OLD}\n  - { start: 2026-12-14, timezone: America/New_York, queue: [carol, dave] }`;
    const swap = (from: string) => withTerms(terms, `{ swap: [carol, dave], from: ${from} }`);
    expect(begin(old, swap("2026-11-02"))).toBe("2026-11-02T12:00");
    expect(begin(old, swap("2026-12-21"))).toBe("2026-12-07T12:00");
  });
});

describe("whose weeks move", () => {
  test("the past ends at the handoff of the running shift", () => {
    const after = withTerms(
      OLD,
      "{ cover: bob, by: erin, from: 2026-11-18 09:00, until: 2026-11-18 17:00 }",
      "{ cover: dave, by: erin, shift: 2026-11-23 }",
    );
    const { border, past, coming, changes } = findDifference(old, after, NOW, undefined);
    expect(minute(border)).toBe("2026-11-23T12:00");
    expect([told(past), told(coming), changes.length]).toEqual([
      ["2026-11-18T09:00/2026-11-18T17:00 primary bob → erin"],
      ["2026-11-23T12:00/2026-11-30T12:00 secondary dave → erin"],
      2,
    ]);
  });

  test("a queue that was always different: one round in the past, and one to come", () => {
    const after = withTerms(OLD.replace("alice, bob", "bob, alice"));
    const { past, coming } = findDifference(old, after, NOW, undefined);
    expect([told(past), told(coming)]).toEqual([
      [
        "alice primary 2026-01-05T12:00/2026-01-12T12:00 → 2026-01-12T12:00/2026-01-19T12:00",
        "bob primary 2026-01-12T12:00/2026-01-19T12:00 → 2026-01-05T12:00/2026-01-12T12:00",
        "bob secondary 2026-01-05T12:00/2026-01-12T12:00 → nothing",
        "alice secondary nothing → 2026-01-05T12:00/2026-01-12T12:00",
        "alice secondary 2026-01-26T12:00/2026-02-02T12:00 → 2026-02-02T12:00/2026-02-09T12:00",
        "bob secondary 2026-02-02T12:00/2026-02-09T12:00 → 2026-01-26T12:00/2026-02-02T12:00",
        "until 2026-11-23T12:00",
      ],
      [
        "alice secondary 2026-11-30T12:00/2026-12-07T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
        "bob secondary 2026-12-07T12:00/2026-12-14T12:00 → 2026-11-30T12:00/2026-12-07T12:00",
        "alice primary 2026-12-07T12:00/2026-12-14T12:00 → 2026-12-14T12:00/2026-12-21T12:00",
        "bob primary 2026-12-14T12:00/2026-12-21T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
        "until ever",
      ],
    ]);
  });

  test("new terms far ahead, and nothing before them", () => {
    const after = withTerms(
      `${OLD}\n  - { start: 2027-11-01, timezone: America/New_York, queue: [alice, bob, carol, dave] }`,
    );
    const { past, coming } = findDifference(old, after, NOW, undefined);
    expect([told(past), told(coming)]).toEqual([
      [],
      [
        "dave secondary 2027-10-25T12:00/2027-11-01T12:00 → 2027-11-15T12:00/2027-11-22T12:00",
        "alice secondary 2027-11-01T12:00/2027-11-08T12:00 → 2027-10-25T12:00/2027-11-01T12:00",
        "dave primary 2027-11-01T12:00/2027-11-08T12:00 → 2027-11-22T12:00/2027-11-29T12:00",
        "alice primary 2027-11-08T12:00/2027-11-15T12:00 → 2027-11-01T12:00/2027-11-08T12:00",
        "bob secondary 2027-11-08T12:00/2027-11-15T12:00 → 2027-11-01T12:00/2027-11-08T12:00",
        "bob primary 2027-11-15T12:00/2027-11-22T12:00 → 2027-11-08T12:00/2027-11-15T12:00",
        "carol secondary 2027-11-15T12:00/2027-11-22T12:00 → 2027-11-08T12:00/2027-11-15T12:00",
        "carol primary 2027-11-22T12:00/2027-11-29T12:00 → 2027-11-15T12:00/2027-11-22T12:00",
        "dave secondary 2027-11-22T12:00/2027-11-29T12:00 → 2027-12-13T12:00/2027-12-20T12:00",
        "alice secondary 2027-11-29T12:00/2027-12-06T12:00 → 2027-11-22T12:00/2027-11-29T12:00",
        "until ever",
      ],
    ]);
  });

  test("a swap that ends with terms to come ends there", () => {
    const terms = `${OLD}\n  - { start: 2027-02-01, timezone: America/New_York, queue: [alice, bob, carol, dave] }`;
    const { coming } = findDifference(
      withTerms(terms),
      withTerms(terms, "{ swap: [alice, bob], from: 2026-11-30 }"),
      NOW,
      undefined,
    );
    expect(told(coming)).toEqual([
      "alice secondary 2026-11-30T12:00/2026-12-07T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
      "bob secondary 2026-12-07T12:00/2026-12-14T12:00 → 2026-11-30T12:00/2026-12-07T12:00",
      "alice primary 2026-12-07T12:00/2026-12-14T12:00 → 2026-12-14T12:00/2026-12-21T12:00",
      "bob primary 2026-12-14T12:00/2026-12-21T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
      "alice secondary 2026-12-28T12:00/2027-01-04T12:00 → 2027-01-04T12:00/2027-01-11T12:00",
      "bob secondary 2027-01-04T12:00/2027-01-11T12:00 → 2026-12-28T12:00/2027-01-04T12:00",
      "alice primary 2027-01-04T12:00/2027-01-11T12:00 → 2027-01-11T12:00/2027-01-18T12:00",
      "bob primary 2027-01-11T12:00/2027-01-18T12:00 → 2027-01-04T12:00/2027-01-11T12:00",
    ]);
  });

  test("what goes on for ever is shown from when nothing else differs", () => {
    const other = OLD.replace("alice, bob", "bob, alice");
    const swap = (until: string) =>
      withTerms(other, `{ swap: [alice, bob], from: 2026-11-30, until: ${until} }`);
    const soon = findDifference(old, swap("2027-01-25"), NOW, undefined).coming;
    expect(told(soon)).toEqual([
      "alice secondary 2027-01-25T12:00/2027-02-01T12:00 → 2027-02-01T12:00/2027-02-08T12:00",
      "bob secondary 2027-02-01T12:00/2027-02-08T12:00 → 2027-01-25T12:00/2027-02-01T12:00",
      "alice primary 2027-02-01T12:00/2027-02-08T12:00 → 2027-02-08T12:00/2027-02-15T12:00",
      "bob primary 2027-02-08T12:00/2027-02-15T12:00 → 2027-02-01T12:00/2027-02-08T12:00",
      "until ever",
    ]);
    // Not where that is too far away to be read.
    const late = withTerms(
      OLD,
      "{ swap: [carol, dave], from: 2026-11-30 }",
      "{ swap: [alice, bob], from: 2028-09-04 }",
    );
    expect(told(findDifference(old, late, NOW, undefined).coming)).toEqual([
      "dave primary 2026-11-30T12:00/2026-12-07T12:00 → 2026-12-21T12:00/2026-12-28T12:00",
      "carol primary 2026-12-21T12:00/2026-12-28T12:00 → 2026-11-30T12:00/2026-12-07T12:00",
      // Carol is primary at once, without a secondary week before.
      "carol secondary 2026-12-14T12:00/2026-12-21T12:00 → nothing",
      "dave secondary nothing → 2026-12-14T12:00/2026-12-21T12:00",
      "dave secondary 2026-12-21T12:00/2026-12-28T12:00 → 2027-01-11T12:00/2027-01-18T12:00",
      "carol secondary 2027-01-11T12:00/2027-01-18T12:00 → 2026-12-21T12:00/2026-12-28T12:00",
      "until ever",
    ]);
  });

  test("another zone moves each week by hours", () => {
    const after = withTerms(OLD.replace("America/New_York", "Europe/London"));
    const { coming } = findDifference(old, after, NOW, 2);
    expect(told(coming)).toEqual([
      "carol primary 2026-11-23T12:00/2026-11-30T12:00 → 2026-11-23T07:00/2026-11-30T07:00",
      "dave secondary 2026-11-23T12:00/2026-11-30T12:00 → 2026-11-23T07:00/2026-11-30T07:00",
      "dave primary 2026-11-30T12:00/2026-12-07T12:00 → 2026-11-30T07:00/2026-12-07T07:00",
      "alice secondary 2026-11-30T12:00/2026-12-07T12:00 → 2026-11-30T07:00/2026-12-07T07:00",
    ]);
  });

  test("with weeks, all of what moves in them, and whether the past does", () => {
    const after = withTerms(OLD.replace("alice, bob", "bob, alice"));
    const { until, past, coming, changes } = findDifference(old, after, NOW, 10);
    expect([until && minute(until), past.turns.length > 0, coming.rest, changes.length]).toEqual([
      "2027-02-01T12:00",
      true,
      undefined,
      changes.filter(({ start }) => start >= at("2026-11-23 12:00")).length,
    ]);
    const later = withTerms(OLD, "{ swap: [alice, bob], from: 2027-03-01 }");
    expect(told(findDifference(old, later, NOW, 2).coming)).toEqual([]);
  });

  test("a window shows where a turn moves to beyond its end, as the whole does", () => {
    const after = withTerms(OLD, "{ swap: [alice, bob], from: 2026-11-30 }");
    const { until, coming } = findDifference(old, after, NOW, 3);
    expect(until && minute(until)).toBe("2026-12-14T12:00");
    expect(told(coming)).toEqual([
      "alice secondary 2026-11-30T12:00/2026-12-07T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
      "bob secondary 2026-12-07T12:00/2026-12-14T12:00 → 2026-11-30T12:00/2026-12-07T12:00",
      "alice primary 2026-12-07T12:00/2026-12-14T12:00 → 2026-12-14T12:00/2026-12-21T12:00",
      "bob primary 2026-12-14T12:00/2026-12-21T12:00 → 2026-12-07T12:00/2026-12-14T12:00",
    ]);
  });

  test("a turn that is passed over is gone, the next stays the next, and a cover pairs with no turn", () => {
    const after = withTerms(
      OLD,
      "{ skip: bob, from: 2026-11-30 }",
      "{ cover: carol, by: erin, from: 2026-12-16 18:00, until: 2026-12-16 23:00 }",
    );
    expect(told(findDifference(old, after, NOW, 6).coming).filter((line) => /bob|erin/.test(line))).toEqual([
      "bob secondary 2026-12-07T12:00/2026-12-14T12:00 → nothing",
      "bob primary 2026-12-14T12:00/2026-12-21T12:00 → nothing",
      "bob secondary 2027-01-04T12:00/2027-01-11T12:00 → 2026-12-28T12:00/2027-01-04T12:00",
      "2026-12-16T18:00/2026-12-16T23:00 primary bob → erin",
    ]);
  });

  test("before the first handoff the past ends now, and a shift that is running now is in both", () => {
    const late = withTerms(OLD.replace("2026-01-05", "2026-12-07"));
    const early = withTerms(OLD.replace("2026-01-05", "2026-11-16"));
    const { border, past } = findDifference(late, early, NOW, undefined);
    const running = [
      "bob primary 2026-12-14T12:00/2026-12-21T12:00 → 2026-11-23T12:00/2026-11-30T12:00",
      "carol secondary 2026-12-14T12:00/2026-12-21T12:00 → 2026-11-23T12:00/2026-11-30T12:00",
    ];
    expect([minute(border), told(past)]).toEqual([
      "2026-11-24T10:00",
      [
        "alice primary 2026-12-07T12:00/2026-12-14T12:00 → 2026-11-16T12:00/2026-11-23T12:00",
        "bob secondary 2026-12-07T12:00/2026-12-14T12:00 → 2026-11-16T12:00/2026-11-23T12:00",
        ...running,
        "2026-11-16T12:00/2026-11-23T12:00 secondary null → alice",
      ],
    ]);
    expect(told(findDifference(late, early, NOW, 1).coming)).toEqual(running);
  });
});
