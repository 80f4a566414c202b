/** Tests what counts in stats, and where: nights and days in a person's own zone, covers, debts, fair shares. */
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { countStats } from "../../src/stats/count.ts";
import { openCalendar } from "../../src/stats/holidays.ts";
import type { PersonStats, Stats } from "../../src/stats/model.ts";
import { sumByPerson } from "../../src/stats/totals.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import { dateOn } from "./render-build.ts";

const HOUR = 3_600_000;

/** Alice and Bob in turn, one role, from Monday noon in New York. */
function statsOf(
  from: string,
  until: string,
  { changes = "", people = "", rotation = "" }: Readonly<Record<string, string>> = {},
): Stats {
  const text = `version: 1
team: Platform
rotation: { start: 2026-01-05, timezone: America/New_York, roles: [primary], queue: [alice, bob]${rotation} }
people:
  alice: { name: Alice, email: alice@example.com }
  bob: { name: Bob, timezone: Europe/Berlin }
  carol: { name: Carol }
${people}
changes:
${changes}
`;
  const { roster, findings } = loadRoster({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(text),
    zoneOf,
  });
  if (roster === undefined) throw new Error(findings.map(({ message }) => message).join());
  const { isHoliday } = openCalendar(roster.people.values());
  return countStats(buildTimeline(roster), {
    from: dateOn(from),
    until: dateOn(until),
    now: Date.parse("2026-02-01T00:00:00Z"),
    isHoliday,
  });
}

function personIn({ people }: Stats, id: string): PersonStats {
  const found = people.find((person) => person.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

function servedBy(stats: Stats, id: string) {
  const { shifts, time, night, weekendDays, holidays, share } = personIn(stats, id).total;
  return { shifts, hours: time / HOUR, nights: night / HOUR, weekendDays, holidays, share: share / HOUR };
}

describe("stats", () => {
  test("count hours by the part inside, a shift where it begins", () => {
    const stats = statsOf("2026-01-12", "2026-01-19");
    // Alice's shift ends on the 12th at noon, Bob's begins.
    expect(servedBy(stats, "alice")).toMatchObject({ shifts: 0, hours: 12, share: 84 });
    expect(servedBy(stats, "bob")).toMatchObject({ shifts: 1, hours: 156, share: 84 });
    expect(personIn(stats, "alice").total.past).toBe(12 * HOUR);
  });

  test("a night is an hour shorter when the clocks go forward, in the person's own zone", () => {
    // Around 8 March in New York: 7, 8 and 2 hours. Around 29 March in Berlin, from 05:00 to 06:00: 2, 8 and 8.
    expect(servedBy(statsOf("2026-03-07", "2026-03-09"), "alice")).toMatchObject({ hours: 47, nights: 17 });
    expect(servedBy(statsOf("2026-03-28", "2026-03-30"), "bob")).toMatchObject({ hours: 48, nights: 18 });
  });

  test("a weekend day counts once, where its first duty does", () => {
    // Bob's Sunday in Berlin begins on Saturday at 18:00 in New York.
    expect(servedBy(statsOf("2026-01-17", "2026-01-18"), "bob").weekendDays).toBe(1);
    expect(servedBy(statsOf("2026-01-16", "2026-01-18"), "bob").weekendDays).toBe(2);
    expect(servedBy(statsOf("2026-01-18", "2026-01-20"), "bob").weekendDays).toBe(0);
  });

  test("covers count for whoever served; what is left of both ways is owed", () => {
    const changes = `
  - { cover: alice, by: bob, from: 2026-01-06, until: 2026-01-07 }
  - { cover: bob, by: alice, from: 2026-01-13, until: 2026-01-13 12:00 }
  - { cover: bob, by: carol, from: 2026-01-14, until: 2026-01-18 12:00 }
  - { cover: bob, by: carol, from: 2026-01-26 12:00, until: 2026-01-27 00:00 }
  - { swap: [alice, bob], from: 2026-02-02 }`;
    const stats = statsOf("2026-01-05", "2026-02-02", { changes });
    const told = stats.people.map(({ id, given, taken, swaps }) => [id, given / HOUR, taken / HOUR, swaps]);
    expect(told).toEqual([
      ["alice", 12, 24, 0],
      ["bob", 24, 132, 0],
      ["carol", 120, 0, 0],
    ]);
    expect(stats.debts.map(({ debtor, creditor, time }) => [debtor, creditor, time / HOUR])).toEqual([
      ["bob", "carol", 120],
      ["alice", "bob", 12],
    ]);
    expect(servedBy(stats, "carol")).toMatchObject({ shifts: 1, hours: 120, share: 0 });
    expect(personIn(statsOf("2026-02-01", "2026-02-03", { changes }), "bob").swaps).toBe(1);
  });

  test("equal debts are in the order of the ids", () => {
    const changes = `
  - { cover: alice, by: carol, from: 2026-01-06, until: 2026-01-07 }
  - { cover: alice, by: bob, from: 2026-01-08, until: 2026-01-09 }
  - { cover: bob, by: carol, from: 2026-01-13, until: 2026-01-14 }`;
    const { debts } = statsOf("2026-01-05", "2026-01-19", { changes });
    expect(debts.map(({ debtor, creditor }) => `${debtor} ${creditor}`)).toEqual([
      "alice bob",
      "alice carol",
      "bob carol",
    ]);
  });

  test("a vacant role is nobody's", () => {
    const changes = "  - { leave: alice, from: 2026-01-12 }\n  - { leave: bob, from: 2026-01-12 }";
    const stats = statsOf("2026-01-05", "2026-01-19", { changes });
    expect([...stats.vacant]).toEqual([["primary", 156 * HOUR]]);
    expect(stats.people.map(({ id }) => id)).toEqual(["alice", "bob"]);
  });
});

describe("public holidays", () => {
  const people = (country: string) => `  dora: { name: Dora, country: ${country} }`;
  const held = (country: string, from: string, until: string) =>
    servedBy(
      statsOf(from, until, {
        people: people(country),
        rotation: "",
        changes:
          "  - { join: dora, from: 2026-01-05 }\n  - { leave: alice, from: 2026-01-05 }\n  - { leave: bob, from: 2026-01-05 }",
      }),
      "dora",
    ).holidays;

  test("are those of the country, and of the part of it", () => {
    expect(held("US", "2026-12-20", "2027-01-10")).toBe(2);
    expect(held("DE", "2026-12-20", "2027-01-10")).toBe(3);
    expect(held("DE-BY", "2026-12-20", "2027-01-10")).toBe(4);
  });

  test("of several days count each day", () => {
    expect(held("TR", "2026-03-19", "2026-03-25")).toBeGreaterThan(2);
  });

  test("of a country or a part that nobody knows are none, and it is said", () => {
    const { unknown } = openCalendar(
      ["XX", "DE-QQ", "SG-01", "US"].map((country, index) => ({
        ...[...statsOf("2026-01-05", "2026-01-06").profiles.values()][0],
        id: `p${index}`,
        country,
      })) as never,
    );
    expect(unknown).toEqual(["XX", "DE-QQ", "SG-01"]);
    expect(held("XX", "2026-12-20", "2027-01-10")).toBe(0);
  });
});

test("over several rosters a person is whoever has the same email or, without one, the same id", () => {
  const one = statsOf("2026-01-05", "2026-01-19");
  const rename = (email: string | undefined): Stats => {
    const alice = one.profiles.get("alice");
    if (alice === undefined) throw new Error("no alice");
    return { ...one, profiles: new Map([...one.profiles, ["alice", { ...alice, email }]]) };
  };
  const told = (...all: readonly Stats[]) => sumByPerson(all).map(({ name, time }) => [name, time / HOUR]);
  const both = [
    ["Alice", 336],
    ["Bob", 312],
  ];
  expect(told(one, one)).toEqual(both);
  expect(told(one, rename("ALICE@example.com"))).toEqual(both);
  expect(told(rename(undefined), one)).toEqual(both);
  expect(told(one, rename("other@example.com")).map(([name]) => name)).toEqual(["Alice", "Alice", "Bob"]);
});
