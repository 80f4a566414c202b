/** Tests every request that the guards allow: the past stays, no role becomes vacant, and the result is as predicted. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import { draftWish } from "../../src/intent/draft.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import type { Shift } from "../../src/timeline/model.ts";
import { findMoves } from "../../src/timeline/moves.ts";
import { judgeDraft } from "../cases/intent-case.ts";
import { scenes, timelineIn } from "./scenes.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(300) };

/** Who serves each role, split wherever a shift or a cover begins. */
function served(shift: Shift): readonly string[] {
  return shift.stretches.map(({ role, engineer, start, end }) => `${role} ${engineer} ${start} ${end}`);
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Whether a role has somebody during all of a time. */
function isHeld(shift: Shift, role: string, start: number, end: number): boolean {
  return shift.stretches
    .filter((stretch) => stretch.role === role && stretch.start < end && stretch.end > start)
    .every(({ engineer }) => engineer !== null);
}

describe("a wish that the guards let pass", () => {
  test("changes nothing before the end of the running shift, a cover nothing before its beginning", () => {
    let passed = 0;
    fc.assert(
      fc.property(scenes, ({ before, now, wish }) => {
        const draft = draftWish(wish, before, now);
        if (draft.kind !== "drafted" || judgeDraft(wish, before, draft.after, now).refusals.length > 0)
          return;
        passed += 1;
        const running = before.shiftAt(now);
        const hasCover = draft.entries.some(({ kind }) => kind === "cover");
        const kept = running === undefined ? 0 : hasCover ? running : running + 1;
        for (const index of upTo(kept))
          expect(served(draft.after.shift(index))).toEqual(served(before.shift(index)));
      }),
      RUNS,
    );
    expect(passed).toBeGreaterThan(50);
  });

  test("leaves no role vacant that had somebody", () => {
    let passed = 0;
    fc.assert(
      fc.property(scenes, ({ before, now, wish }) => {
        const draft = draftWish(wish, before, now);
        if (draft.kind !== "drafted" || judgeDraft(wish, before, draft.after, now).refusals.length > 0)
          return;
        passed += 1;
        for (const index of upTo(70)) {
          const shift = before.shift(index);
          for (const { role, engineer, start, end } of draft.after.shift(index).stretches) {
            if (engineer === null) expect(isHeld(shift, role, start, end)).toBe(false);
          }
        }
      }),
      RUNS,
    );
    expect(passed).toBeGreaterThan(50);
  });

  test("reads back as predicted, or cannot be written", () => {
    let written = 0;
    fc.assert(
      fc.property(scenes, ({ bytes, before, now, wish }) => {
        const draft = draftWish(wish, before, now);
        if (draft.kind !== "drafted") return;
        const edited = edit({ file: "roster.yaml", bytes, edits: draft.edits, zoneOf });
        expect(edited.kind === "refused" ? edited : undefined).toBeUndefined();
        if (edited.kind === "refused") return;
        written += 1;
        const after = timelineIn(new TextEncoder().encode(edited.text));
        const indexes = upTo(50);
        expect(indexes.map((index) => after && served(after.shift(index)))).toEqual(
          indexes.map((index) => served(draft.after.shift(index))),
        );
      }),
      { ...RUNS, numRuns: 150 },
    );
    expect(written).toBeGreaterThan(30);
  });

  test("that is a swap without dates never changes the past, and splits a turn only if every date does", () => {
    const refusedWithDates = new Set<string>();
    let swaps = 0;
    fc.assert(
      fc.property(scenes, ({ before, now, wish }) => {
        if (wish.kind !== "swap") return;
        const guardsOf = (swap: typeof wish) => {
          const draft = draftWish(swap, before, now);
          if (draft.kind !== "drafted") return undefined;
          return judgeDraft(swap, before, draft.after, now).refusals.map(({ rule }) => rule);
        };
        for (const rule of guardsOf(wish) ?? []) refusedWithDates.add(rule);
        const dateless = { ...wish, until: undefined, once: false };
        const guards = guardsOf({ ...dateless, from: undefined });
        if (guards === undefined) return;
        swaps += 1;
        expect(guards).not.toContain("past-changed");
        if (!guards.includes("split-turn")) return;
        const next = (before.shiftAt(now) ?? -1) + 1;
        const dates = upTo(8).map((ahead) => before.rotation.handoffs.at(next + ahead).date);
        expect(
          dates.filter((from) => guardsOf({ ...dateless, from })?.includes("split-turn") === false),
        ).toEqual([]);
      }),
      RUNS,
    );
    expect(swaps).toBeGreaterThan(10);
    expect([...refusedWithDates]).toEqual(expect.arrayContaining(["split-turn", "past-changed"]));
  });

  test("moves exactly the times that its summary lists", () => {
    let moves = 0;
    fc.assert(
      fc.property(scenes, ({ before, now, wish }) => {
        const draft = draftWish(wish, before, now);
        if (draft.kind !== "drafted") return;
        const { turns, covers } = findMoves(before, draft.after);
        moves += turns.length + covers.length;
        const stretchAt = (timeline: Timeline, role: string, at: number) =>
          timeline
            .shift(timeline.shiftAt(at) ?? 0)
            .stretches.find((each) => each.role === role && each.start <= at && at < each.end);
        for (const { person, role, from, to } of turns) {
          if (from !== undefined) expect(stretchAt(before, role, from.start)?.scheduled).toBe(person);
          if (to !== undefined) expect(stretchAt(draft.after, role, to.start)?.scheduled).toBe(person);
          expect(from).not.toEqual(to);
        }
        for (const { role, start, from, to } of covers) {
          expect(stretchAt(before, role, start)?.engineer ?? null).toBe(from);
          expect(stretchAt(draft.after, role, start)?.engineer ?? null).toBe(to);
          expect(from).not.toBe(to);
        }
      }),
      RUNS,
    );
    expect(moves).toBeGreaterThan(200);
  });
});
