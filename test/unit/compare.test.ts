/** Tests where a role changes hands between two rosters, and from when on their logs differ. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatInstant } from "../../src/time/zone.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import { findChanges } from "../../src/timeline/changes.ts";
import { compare, type LogDifference } from "../../src/timeline/compare.ts";
import { findHorizon } from "../../src/timeline/horizon.ts";
import { FOLDER, timelineIn } from "../cases/intent-case.ts";
import { at, NEW_YORK } from "./render-build.ts";

const TEAM = readFileSync(join(FOLDER, "rosters", "team.yaml"), "utf8");

function withLog(...lines: readonly string[]): Timeline {
  return timelineIn(
    new TextEncoder().encode([TEAM.trimEnd(), ...lines.map((line) => `  - ${line}`), ""].join("\n")),
  );
}

function told(before: Timeline, after: Timeline, from: string, until: string): readonly string[] {
  return findChanges(before, after, at(from), at(until)).map((change) => {
    const time = (instant: number) => formatInstant(NEW_YORK, instant).slice(0, 16);
    const { role, start, end, from: was, to, shift } = change;
    const isWholeShift = start === shift.start && end === shift.end;
    return `${role} ${was} → ${to} ${time(start)} ${time(end)}${isWholeShift ? " whole" : ""}`;
  });
}

describe("changes", () => {
  const none = withLog();

  test("of a swap are whole shifts, by time and then by role", () => {
    const swapped = withLog("{ swap: [alice, bob], from: 2026-11-30, until: 2026-12-28 }");
    expect(told(none, swapped, "2026-11-23 12:00", "2027-02-01 12:00")).toEqual([
      "secondary alice → bob 2026-11-30T12:00 2026-12-07T12:00 whole",
      "primary alice → bob 2026-12-07T12:00 2026-12-14T12:00 whole",
      "secondary bob → alice 2026-12-07T12:00 2026-12-14T12:00 whole",
      "primary bob → alice 2026-12-14T12:00 2026-12-21T12:00 whole",
    ]);
  });

  test("of a cover across a handoff are cut there", () => {
    const covered = withLog("{ cover: alice, by: erin, from: 2026-12-06 18:00, until: 2026-12-08 09:00 }");
    expect(told(none, covered, "2026-11-23 12:00", "2027-02-01 12:00")).toEqual([
      "secondary alice → erin 2026-12-06T18:00 2026-12-07T12:00",
      "primary alice → erin 2026-12-07T12:00 2026-12-08T09:00",
    ]);
  });

  test("are cut to the time asked about", () => {
    const covered = withLog("{ cover: alice, by: erin, shift: 2026-12-07 }");
    expect(told(none, covered, "2026-12-08 00:00", "2026-12-09 00:00")).toEqual([
      "primary alice → erin 2026-12-08T00:00 2026-12-09T00:00",
    ]);
    expect(told(none, covered, "2026-12-14 12:00", "2027-01-01 00:00")).toEqual([]);
  });

  test("are not cut at the old end of a shift that is longer now", () => {
    const every = (days: number, person: string) => {
      const line = `{ start: 2026-01-05, timezone: America/New_York, every: ${days} days, roles: [primary], queue: [${person}] }`;
      const people = "{ alice: { name: Alice }, bob: { name: Bob } }";
      const roster = `version: 1\nteam: Test\nrotation: ${line}\npeople: ${people}\n`;
      return timelineIn(new TextEncoder().encode(roster));
    };
    expect(told(every(7, "alice"), every(14, "bob"), "2026-01-05 12:00", "2026-02-02 12:00")).toEqual([
      "primary alice → bob 2026-01-05T12:00 2026-01-19T12:00 whole",
      "primary alice → bob 2026-01-19T12:00 2026-02-02T12:00 whole",
    ]);
  });

  test("name nobody where a role is vacant", () => {
    const left = withLog(
      "{ leave: bob, from: 2026-11-30 }",
      "{ leave: carol, from: 2026-11-30 }",
      "{ leave: dave, from: 2026-11-30 }",
    );
    expect(told(none, left, "2026-11-30 12:00", "2026-12-07 12:00")).toEqual([
      "primary dave → alice 2026-11-30T12:00 2026-12-07T12:00 whole",
      "secondary alice → null 2026-11-30T12:00 2026-12-07T12:00 whole",
    ]);
  });

  test("before the first handoff there are none", () => {
    const swapped = withLog("{ swap: [alice, bob], from: 2026-01-05 }");
    expect(told(none, swapped, "2025-11-01 00:00", "2026-01-12 12:00")).toEqual([
      "primary alice → bob 2026-01-05T12:00 2026-01-12T12:00 whole",
      "secondary bob → alice 2026-01-05T12:00 2026-01-12T12:00 whole",
    ]);
  });
});

describe("the difference of two logs", () => {
  const swap = "{ swap: [alice, bob], from: 2026-11-30 }";
  const cover = "{ cover: bob, by: erin, from: 2026-12-15 18:00, until: 2026-12-16 09:00 }";
  const said = ({ added, removed }: LogDifference) => ({
    added: added.map(({ kind, line }) => `${kind} in line ${line}`),
    removed: removed.map(({ kind, line }) => `${kind} in line ${line}`),
  });

  test("is what one log has more often than the other, wherever it is", () => {
    const before = withLog(swap, cover);
    expect(said(compare(before, withLog(cover, swap)).log)).toEqual({ added: [], removed: [] });
    expect(said(compare(before, withLog(swap, swap, cover)).log)).toEqual({
      added: ["swap in line 19"],
      removed: [],
    });
    expect(said(compare(before, withLog(cover)).log)).toEqual({
      added: [],
      removed: ["swap in line 18"],
    });
  });

  test("has an entry that says something else twice, as removed and as added", () => {
    const changed = withLog(swap, cover.replace("09:00", "10:00"));
    expect(said(compare(withLog(swap, cover), changed).log)).toEqual({
      added: ["cover in line 19"],
      removed: ["cover in line 19"],
    });
  });

  test("begins at the handoff where an entry acts, or where a cover begins", () => {
    const none = withLog();
    const first = (...lines: readonly string[]) => {
      const instant = compare(none, withLog(...lines)).start;
      return instant === undefined ? undefined : formatInstant(NEW_YORK, instant);
    };
    expect(first()).toBe(undefined);
    expect(first("{ join: erin, from: 2026-12-02 }")).toBe("2026-12-07T12:00:00-05:00");
    expect(first("{ join: erin, from: 2026-12-02 }", "{ cover: dave, by: erin, shift: 2026-11-30 }")).toBe(
      "2026-11-30T12:00:00-05:00",
    );
    expect(first(cover)).toBe("2026-12-15T18:00:00-05:00");
    expect(compare(withLog(cover), none).start).toBe(at("2026-12-15 18:00"));
  });

  test("is looked for until the queue has gone round twice after the last effect", () => {
    const none = withLog();
    const end = (line: string) => {
      const after = withLog(line);
      return formatInstant(NEW_YORK, findHorizon(none, after, compare(none, after).start ?? 0)).slice(0, 10);
    };
    expect(end("{ leave: bob, from: 2026-11-30 }")).toBe("2027-02-01");
    expect(end("{ swap: [alice, bob], from: 2026-11-30, until: 2026-12-28 }")).toBe("2027-03-01");
    expect(end("{ skip: bob, from: 2026-11-30, turns: 2 }")).toBe("2027-03-29");
    expect(end("{ skip: bob, from: 2026-11-30, until: 2026-12-28 }")).toBe("2027-03-01");
    expect(end("{ cover: bob, by: erin, shift: 2026-12-14 }")).toBe("2027-02-22");
    expect(end("{ skip: bob, from: 2026-11-30, until: 2126-12-28 }")).toBe("2032-01-26");
  });
});
