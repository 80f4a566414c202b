/** The promise of the example roster: its two first people can swap at any moment, and what is written then is sound. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftWish } from "../../src/intent/draft.ts";
import { judge } from "../../src/intent/guard.ts";
import type { SwapWish } from "../../src/rules/wish.ts";
import { timelineIn } from "../cases/intent-case.ts";

const HOUR_MS = 3_600_000;

test.each([false, true])("alice and bob swap, for a while: %s", (once) => {
  const before = timelineIn(readFileSync("roster.example.yaml"));
  const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  const wish: SwapWish = { kind: "swap", people: ["alice", "bob"], once, ...remarks };
  const refused: string[] = [];
  // Not a multiple of a week: each moment falls elsewhere in its shift.
  for (
    let now = Date.parse("2026-01-01T00:00:00Z");
    now < Date.parse("2036-01-01T00:00:00Z");
    now += 331 * HOUR_MS
  ) {
    const draft = draftWish(wish, before, now);
    const wrong = draft.kind !== "drafted" ? [draft] : judge(wish, before, draft.after, now).refusals;
    refused.push(...wrong.map(({ message }) => `${new Date(now).toISOString()} ${message}`));
  }
  expect(refused).toEqual([]);
});
