/** Compares the product with the naive computation on thousands of rosters. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainRoster } from "../naive/roster.ts";
import { type Answer, answerOf } from "../naive/schedule.ts";
import { realAnswer } from "./real.ts";
import { anyDutyRosters, anyRosters, dutyRosters, validRosters } from "./rosters.ts";
import { scaleRuns } from "./seed.ts";
import { RUNS } from "./shifts.ts";

/** Thousands of rosters take longer than the usual limit on a busy machine. */
const SLOW_MS = scaleRuns(90_000);

describe("the product and the naive computation agree", () => {
  /** The two word their faults differently, but must agree on which terms and entries have one. */
  const faulty = (answer: Answer) =>
    answer.kind === "valid"
      ? []
      : [...new Set(answer.faults.map(({ on, index }) => `${on}[${index}]`))].sort();

  test.each([
    ["valid rosters", validRosters, 600],
    ["rosters with hours of duty", dutyRosters, 80],
  ])(
    "on %s",
    (_, rosters, runs) => {
      fc.assert(
        fc.property(rosters, ({ roster, from, weeks }) => {
          const real = realAnswer(roster);
          const naive = answerOf(roster);
          expect(faulty(real)).toEqual([]);
          if (real.kind === "invalid" || naive.kind === "invalid") throw new Error("invalid");
          expect(real.window(from, weeks)).toEqual(naive.window(from, weeks));
        }),
        { ...RUNS, numRuns: scaleRuns(runs) },
      );
    },
    SLOW_MS,
  );

  test.each([
    ["rosters with and without faults", anyRosters, 600],
    ["those with hours of duty", anyDutyRosters, 80],
  ])(
    "on %s",
    (_, rosters, runs) => {
      fc.assert(
        fc.property(rosters, ({ roster }) => {
          const real = faulty(realAnswer(roster));
          const naive = faulty(answerOf(roster));
          const areTermsInvalid = naive.some((part) => part.startsWith("rotation"));
          if (!areTermsInvalid) {
            expect(real).toEqual(naive);
            return;
          }
          // No rule says which of two faults causes the other, nor whether a cover's own times are reported as well.
          const told = real.filter((part) => !isCover(roster, part));
          expect(told.length).toBeGreaterThan(0);
          expect(naive).toEqual(expect.arrayContaining(told));
        }),
        { ...RUNS, numRuns: scaleRuns(runs) },
      );
    },
    SLOW_MS,
  );
});

function isCover({ changes = [] }: PlainRoster, part: string): boolean {
  return changes.some(({ cover }, index) => cover !== undefined && part === `changes[${index}]`);
}
