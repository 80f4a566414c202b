/** Tests how stats look where the page is narrow, nobody was on call, or there is nobody to compare with. */
import { expect, test } from "vitest";
import { plain } from "../../src/render/palette.ts";
import { statsTable, teamStatsTable } from "../../src/render/stats.ts";
import { statsMarkdown, teamStatsMarkdown } from "../../src/render/stats-markdown.ts";
import type { PersonStats, Served, Stats } from "../../src/stats/model.ts";
import { at, dateOn, NEW_YORK, people } from "./render-build.ts";

const HOUR = 3_600_000;
/** Without what the columns mean. */
const shown = (text: string) => text.split("\n\nHours").slice(0, 1).join();
const WIDE = { columns: 100, palette: plain };
const NARROW = { columns: 24, palette: plain };

/** One shift of these hours. */
function served(hours: number, share: number): Served {
  const time = hours * HOUR;
  return { shifts: 1, time, past: 0, night: 0, weekendDays: 0, holidays: 0, share: share * HOUR };
}

function person(id: string, total: Served, more: Partial<PersonStats> = {}): PersonStats {
  return { id, roles: new Map([["primary", total]]), total, given: 0, taken: 0, swaps: 0, ...more };
}

function stats(who: readonly PersonStats[], more: Partial<Stats> = {}): Stats {
  return {
    team: "Platform",
    zone: NEW_YORK,
    from: dateOn("2026-11-02"),
    until: dateOn("2026-11-09"),
    span: { start: at("2026-11-02"), end: at("2026-11-09") },
    roles: ["primary"],
    people: who,
    vacant: new Map([["primary", 0]]),
    debts: [],
    profiles: people({ alice: "Alice Nguyen", bob: "Bob" }),
    ...more,
  };
}

const ALONE = stats([person("alice", served(168, 168))]);
const BOTH = stats(
  [
    person("alice", served(100, 84), { given: 16 * HOUR, swaps: 1 }),
    person("bob", served(68, 84), { swaps: 2 }),
  ],
  { vacant: new Map([["primary", 2 * HOUR]]) },
);

test("nobody can be far from a share that is theirs alone", async () => {
  const text = await statsTable(ALONE, WIDE, true);
  expect(text).toContain("Alice Nguyen  ████████████████████  168 h, exactly the fair share\n");
  expect(text).not.toContain("spread");
  expect(statsMarkdown(ALONE)).not.toContain("spread");
});

test("nobody at all is said", async () => {
  const none = stats([]);
  expect(shown(await statsTable(none, WIDE, true))).toBe(`Platform
Mon 2 Nov 2026 to Sun 8 Nov 2026, days in America/New_York

nobody was in the queue in this time`);
  expect(shown(await teamStatsTable([], [], WIDE)).split("\n")).toHaveLength(1);
  expect(teamStatsMarkdown([], [])).not.toContain("Hours");
});

test("whoever has no such role has no line in its table", async () => {
  const two = stats([
    person("alice", served(168, 168)),
    { ...person("bob", served(1, 1)), roles: new Map() },
  ]);
  expect(
    statsMarkdown(two)
      .split("\n")
      .filter((line) => line.startsWith("| Bob")),
  ).toEqual([]);
});

test("a bar without any hours is empty", async () => {
  const text = await statsTable(stats([person("alice", served(0, 0))]), WIDE, true);
  expect(text).toContain("  Alice Nguyen  0 h, exactly the fair share\n");
});

test("on a narrow page each figure has a line", async () => {
  expect(shown(await statsTable(BOTH, NARROW, true))).toMatchInlineSnapshot(`
    "Platform
    Mon 2 Nov 2026 to Sun 8
    Nov 2026, days in
    America/New_York

    primary
      Alice Nguyen
        shifts: 1
        hours: 100
        so far: 0
        at night: 0
        weekends: 0
        holidays: 0
        fair share: 84
      Bob
        shifts: 1
        hours: 68
        so far: 0
        at night: 0
        weekends: 0
        holidays: 0
        fair share: 84

    all roles
      Alice Nguyen:
      100 h, 16 h over the
      fair share
      Bob:
      68 h, 16 h under the
      fair share

    vacant
      NOBODY is primary for
      2 h

    covers and swaps
      Alice Nguyen: gave 16
      h of cover, 1 swap
      Bob: 2 swaps

    spread: from 16 h under
    the fair share (Bob) to
    16 h over the fair share
    (Alice Nguyen), over all
    roles"
  `);
  expect(shown(await teamStatsTable([BOTH], [], NARROW))).toMatchInlineSnapshot(`
    "Mon 2 Nov 2026 to Sun 8
    Nov 2026

    team
      Platform Alice Nguyen
        shifts: 1
        hours: 100
        so far: 0
        at night: 0
        weekends: 0
        holidays: 0
        fair share: 84
      Platform Bob
        shifts: 1
        hours: 68
        so far: 0
        at night: 0
        weekends: 0
        holidays: 0
        fair share: 84"
  `);
});
