/** The rotation where nobody usually looks: long logs, entries far ahead, handoffs that are none. */
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import type { Roster } from "../../src/roster/model.ts";
import { findCandidates } from "../../src/rotation/candidates.ts";
import { checkLog } from "../../src/rotation/check.ts";
import { dutyWindows } from "../../src/rotation/duty.ts";
import { buildRotation, extendRotation } from "../../src/rotation/turns.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { buildTimeline } from "../../src/timeline/build.ts";

function rosterOf(terms: string, changes: readonly string[]): Roster {
  const text = `version: 1
team: T
rotation: { ${terms}, queue: [a, b, c] }
people: { a: { name: A }, b: { name: B }, c: { name: C } }
changes:${changes.length === 0 ? " []" : ""}
${changes.map((change) => `  - { ${change} }\n`).join("")}`;
  const { roster, findings } = loadRoster({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(text),
    zoneOf,
  });
  if (roster === undefined) throw new Error(findings.map(({ message }) => message).join("; "));
  return roster;
}

const WEEKLY = "start: 2026-01-05, timezone: UTC";

test("there is no handoff before the first", () => {
  expect(() => buildRotation(rosterOf(WEEKLY, [])).queue(-1)).toThrow(
    new RangeError("there is no handoff -1"),
  );
});

test("asked for what cannot act, then for the queue: each is told once", () => {
  const roster = rosterOf(WEEKLY, ["leave: a, from: 2026-03-02", "leave: a, from: 2026-04-06"]);
  const rotation = buildRotation(roster);
  expect(checkLog(roster, rotation).length).toBe(1);
  expect(
    rotation
      .queue(30)
      .seats.map(({ person }) => person)
      .sort(),
  ).toEqual(["b", "c"]);
  expect(checkLog(roster, rotation).length).toBe(1);
});

test("asked twice for what cannot act years ahead: each is told once", () => {
  const daily = "start: 2026-01-05, timezone: UTC, every: 1 day";
  const roster = rosterOf(daily, ["leave: a, from: 2026-03-02", "leave: a, from: 2045-01-01"]);
  const rotation = buildRotation(roster);
  expect(rotation.invalidEntries().map(({ entry }) => entry.index)).toEqual([1]);
  expect(rotation.invalidEntries().map(({ entry }) => entry.index)).toEqual([1]);
});

test("a log with an entry that cannot act is computed anew when more is added, and tells it again", () => {
  const changes = ["leave: a, from: 2026-03-02", "leave: a, from: 2026-04-06"];
  const before = buildRotation(rosterOf(WEEKLY, changes));
  const roster = rosterOf(WEEKLY, [...changes, "leave: b, from: 2026-05-04"]);
  const after = extendRotation(before, roster, 17);
  expect(after.invalidEntries().map(({ entry }) => entry.index)).toEqual([1]);
  expect(after.queue(20).seats.map(({ person }) => person)).toEqual(["c"]);
});

test("terms with hours have no more handoffs than there are before the next terms", () => {
  const { rotation } = rosterOf(
    "start: 2026-01-05, timezone: UTC, every: 1 day, duty: mon-fri 09:00-17:00",
    [],
  );
  const [terms] = rotation;
  const candidates = findCandidates(terms, { ...terms, start: terms.start + 14 });
  expect(candidates.dateOf(11)).toBe(terms.start + 13);
  expect(() => candidates.dateOf(12)).toThrow(new RangeError("these terms have no handoff 12"));
});

test("no time has no duty", () => {
  const [terms] = rosterOf(WEEKLY, []).rotation;
  expect(dutyWindows(terms, { start: 0, end: 0 })).toEqual([]);
});

test("a trade-back of a swap that could not act does nothing", () => {
  const changes = [
    "leave: a, from: 2026-01-12",
    "swap: [a, b], from: 2026-01-19, until: 2026-02-16",
    "join: a, from: 2026-01-26",
  ];
  const rotation = buildRotation(rosterOf(WEEKLY, changes));
  expect(rotation.invalidEntries().map(({ entry }) => entry.index)).toEqual([1]);
  const without = buildRotation(
    rosterOf(
      WEEKLY,
      changes.filter((_, index) => index !== 1),
    ),
  );
  for (let index = 0; index < 20; index += 1) {
    expect(rotation.queue(index).seats.map(({ person }) => person)).toEqual(
      without.queue(index).seats.map(({ person }) => person),
    );
  }
});

describe("a seat that went through thousands of trades", () => {
  const roster = rosterOf(
    WEEKLY,
    Array.from({ length: 5001 }, () => "swap: [a, b], from: 2026-01-12, until: 2026-06-01"),
  );

  test("is where an odd number of them puts it", () => {
    const rotation = buildRotation(roster);
    expect(rotation.queue(1).holder?.person).toBe("a");
    expect(rotation.queue(0).holder?.person).toBe("a");
    expect(rotation.invalidEntries()).toEqual([]);
  });
});

test("a day that a zone leaves out has no shift and takes no turn", () => {
  const timeline = buildTimeline(
    rosterOf("start: 2011-12-28, timezone: Pacific/Apia, every: 1 day, handoff: 12:00", []),
  );
  const zone = timeline.roster.rotation[0].zone;
  const shown = timeline
    .window(timeline.roster.rotation[0].start, 1)
    .flatMap(({ stretches }) => stretches.filter(({ role }) => role === "primary"))
    .map(({ engineer, start }) => `${engineer} ${formatInstant(zone, start)}`);
  expect(shown.slice(0, 4)).toEqual([
    "a 2011-12-28T12:00:00-10:00",
    "b 2011-12-29T12:00:00-10:00",
    "c 2011-12-31T12:00:00+14:00",
    "a 2012-01-01T12:00:00+14:00",
  ]);
});
