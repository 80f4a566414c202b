/** Reads each roster that an independent implementation was given. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "shared", "cases");
const cases = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

test.skipIf(cases.length === 0)(
  "every roster of ../shared/cases is read, in block style and as JSON on one line",
  () => {
    const faulty = cases.flatMap((name) => {
      const { roster } = JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
      return [JSON.stringify(roster, null, 2), JSON.stringify(roster)].flatMap((text) => {
        const loaded = loadRoster({ file: name, bytes: new TextEncoder().encode(text), zoneOf });
        expect(loaded.roster?.changes.length).toBe((roster.changes ?? []).length);
        expect(loaded.draft).toBe(loaded.roster);
        return loaded.findings;
      });
    });
    // Three of them name a manager whom `people` does not have: a finding, and nothing that stops the computation.
    const others = faulty.filter(
      ({ rule, excerpt, blocks }) => blocks || rule !== "unknown-person" || !excerpt?.includes("manager"),
    );
    expect(others).toEqual([]);
  },
);
