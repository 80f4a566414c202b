/**
 * The promise of the example roster: its first two people can swap at any moment, and what is written then is sound. Only
 * where one of its covers would be left with nothing to cover is the swap refused.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftWish } from "../../src/intent/draft.ts";
import type { SwapWish } from "../../src/rules/wish.ts";
import { judgeDraft, timelineIn } from "../cases/intent-case.ts";

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
    const wrong = draft.kind !== "drafted" ? [draft] : judgeDraft(wish, before, draft.after, now).refusals;
    const isHeld = now < Date.parse("2026-11-27T14:00:00Z");
    const left = wrong.filter((each) => !isHeld || !("rule" in each) || each.rule !== "hollow-cover");
    refused.push(...left.map(({ message }) => `${new Date(now).toISOString()} ${message}`));
  }
  expect(refused).toEqual([]);
});
