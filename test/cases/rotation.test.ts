/** Runs the cases of test/cases/rotation, whose shifts or faults were worked out by hand, and the shared ones if they are beside the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answer, answerOf, schedule } from "../naive/schedule.ts";
import { realAnswer, realSchedule } from "../property/real.ts";

const OURS = new URL("rotation/", import.meta.url);
const SHARED = ["cases", "cases-of-duty"].map((name) => new URL(`../../../shared/${name}/`, import.meta.url));

/** The cases of a folder, or none if it does not exist. */
function casesOf(folder: URL) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, folder), "utf8")) }));
}

/** The terms and entries with a fault, in order. */
function faulty(answer: Answer): readonly string[] {
  if (answer.kind === "valid") return [];
  return [...new Set(answer.faults.map(({ on, index }) => `${on}[${index}]`))].sort();
}

const ours = casesOf(OURS);

describe("our case", () => {
  test.each(ours.filter(({ shifts }) => shifts !== undefined))(
    "$name: $why",
    ({ roster, from, weeks, shifts }) => {
      expect(realSchedule(roster, from, weeks)).toEqual({ shifts });
      expect(schedule(roster, from, weeks)).toEqual({ shifts });
    },
  );

  test.each(ours.filter(({ invalid }) => invalid !== undefined))("$name: $why", ({ roster, invalid }) => {
    expect(faulty(realAnswer(roster))).toEqual(invalid);
    expect(faulty(answerOf(roster))).toEqual(invalid);
  });

  test("is named like its file and says what it is about", () => {
    expect(ours.length).toBeGreaterThan(50);
    for (const { name, case: called, why } of ours) {
      expect(name).toBe(`${called}.json`);
      expect(why).toMatch(/^[^.\n]{20,}[^.\n]$/);
    }
  });
});

describe.runIf(SHARED.some(existsSync))("shared case", () => {
  test.each(SHARED.flatMap(casesOf))("$name", ({ roster, from, weeks, shifts }) => {
    expect(realSchedule(roster, from, weeks)).toEqual({ shifts });
  });
});
