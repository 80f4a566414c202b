/** Tests where new covers are inserted: wherever it is, everybody serves what they would if it were the last entry. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import type { NewEntry } from "../../src/edit/model.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { parseDate } from "../../src/time/date.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import { SEED } from "./seed.ts";

const HEAD = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: America/New_York, roles: [primary, secondary], queue: [a, b, c] }
people: { a: { name: A }, b: { name: B }, c: { name: C }, d: { name: D } }
`;

/** Covers that overlap a lot: few people, few days. */
const covers: fc.Arbitrary<NewEntry> = fc
  .record({
    who: fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 2, maxLength: 2 }),
    role: fc.constantFrom(undefined, undefined, "primary", "secondary"),
    span: fc.oneof(
      fc.constantFrom("2026-01-05", "2026-01-12", "2026-01-19").map((shift) => ({ shift })),
      fc
        .record({
          day: fc.integer({ min: 5, max: 24 }),
          hour: fc.integer({ min: 10, max: 23 }),
          length: fc.integer({ min: 1, max: 4 }),
        })
        .map(({ day, hour, length }) => ({ from: at(day, hour), until: at(day + length, hour) })),
    ),
  })
  .map(({ who: [cover = "a", by = "b"], role, span }) => ({ cover, by, role, ...span }));

function at(day: number, hour: number): string {
  return `2026-01-${String(day).padStart(2, "0")} ${hour}:00`;
}

function line(entry: NewEntry): string {
  return `  - ${JSON.stringify(entry)}\n`;
}

function added(text: string, entries: readonly NewEntry[]): string {
  const edits = entries.map((entry) => ({ kind: "add-entry", entry }) as const);
  const result = edit({ file: "roster.yaml", bytes: new TextEncoder().encode(text), edits, zoneOf });
  if (result.kind === "refused") throw new Error(`${result.message}; ${result.help}`);
  return result.text;
}

/** Who is on call when, for six weeks. */
function served(text: string): readonly unknown[] {
  const { roster } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  if (roster === undefined) throw new Error("not valid");
  return buildTimeline(roster)
    .window(parseDate("2026-01-05") ?? 0, 6)
    .flatMap(({ stretches }) => stretches)
    .map(({ role, engineer, start, end }) => ({ role, engineer, start, end }));
}

test("new covers apply after those in the file, in the order in which they are given", () => {
  const seen = { end: 0, elsewhere: 0 };
  fc.assert(
    fc.property(
      fc.array(covers, { maxLength: 5 }),
      fc.boolean(),
      fc.array(covers, { minLength: 1, maxLength: 3 }),
      (log, sorted, entries) => {
        const dateOf = (entry: NewEntry) => ("shift" in entry ? entry.shift : entry.from);
        const old = sorted ? log.toSorted((one, other) => (dateOf(one) < dateOf(other) ? -1 : 1)) : log;
        const text = `${HEAD}changes:\n${old.map(line).join("")}`;
        const after = added(text, entries);
        const behind = `${HEAD}changes:\n${[...old, ...entries].map(line).join("")}`;
        expect(served(after)).toEqual(served(behind));
        seen[parseOrder(after) === parseOrder(behind) ? "end" : "elsewhere"]++;
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
  // Both outcomes occurred.
  expect(Math.min(seen.end, seen.elsewhere)).toBeGreaterThan(50);
});

/** The covers in a text, in order, whatever their formatting. */
function parseOrder(text: string): string {
  const { roster } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  return JSON.stringify(
    roster?.changes.map(
      (entry) => entry.kind === "cover" && [entry.person, entry.by, entry.role, entry.span],
    ),
  );
}
