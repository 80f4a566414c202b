/** Tests every request that the guards allow: the past stays, no role becomes vacant, and the result is as predicted. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import { draftWish } from "../../src/intent/draft.ts";
import { lint } from "../../src/lint/lint.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { resolvePhone } from "../../src/roster/phone.ts";
import type { CoverSpan, EntryWish, Wish } from "../../src/rules/wish.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import type { Shift } from "../../src/timeline/model.ts";
import { findMoves } from "../../src/timeline/moves.ts";
import { judgeDraft } from "../cases/intent-case.ts";
import type { PlainRoster } from "../naive/roster.ts";
import { validRosters } from "./rosters.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(300) };

interface Scene {
  readonly bytes: Uint8Array;
  readonly before: Timeline;
  readonly now: number;
  readonly wish: EntryWish;
}

const PEOPLE = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal"];

function timelineIn(bytes: Uint8Array): Timeline | undefined {
  const { roster } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  return roster === undefined ? undefined : buildTimeline(roster);
}

/** A roster, a moment in or shortly before its first forty shifts, and a request about dates near it. */
const scenes: fc.Arbitrary<Scene> = validRosters
  .map(({ roster }) => bytesOf(roster))
  .chain((bytes) => {
    const before = timelineIn(bytes);
    if (before === undefined) throw new Error("invalid");
    return fc
      .record({
        shift: fc.integer({ min: -1, max: 30 }),
        part: fc.double({ min: 0, max: 0.999, noNaN: true }),
      })
      .chain(({ shift, part }) => {
        const { start, end } = before.shift(Math.max(0, shift));
        const now = shift < 0 ? start - 86_400_000 : Math.floor(start + part * (end - start));
        return wishes(before, Math.max(0, shift)).map((wish) => ({ bytes, before, now, wish }));
      });
  });

function bytesOf(roster: PlainRoster): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(roster, undefined, 2)}\n`);
}

function wishes(before: Timeline, running: number): fc.Arbitrary<EntryWish> {
  const pair = fc.shuffledSubarray(PEOPLE, { minLength: 2, maxLength: 2 });
  const near = fc
    .tuple(fc.integer({ min: -3, max: 8 }), fc.integer({ min: -1, max: 1 }))
    .map(([shifts, days]) => before.rotation.handoffs.at(Math.max(0, running + shifts)).date + days);
  const remarks = fc.record({
    from: fc.option(near, { nil: undefined }),
    approvedBy: fc.constant(["manager"]),
    backdated: fc.constant(false),
    unapproved: fc.constant(false),
    allow: fc.constant([]),
  });
  const until = fc.option(near, { nil: undefined });
  const kind = <K extends string>(name: K) => fc.constant(name);
  const person = fc.constantFrom(...PEOPLE);
  const words: fc.Arbitrary<EntryWish> = fc.oneof(
    fc
      .record({
        kind: kind("swap"),
        people: pair.map(([one = "", other = ""]): readonly [string, string] => [one, other]),
        until,
        once: fc.boolean(),
        remarks,
      })
      .map(({ remarks: more, ...swap }) => ({ ...swap, ...more })),
    fc
      .record({ pair, span: spans(before, running), exchange: fc.boolean(), remarks })
      .map(({ pair: [one = "", other = ""], span, exchange, remarks: more }) => {
        return { ...more, kind: "cover" as const, from: undefined, person: one, by: other, span, exchange };
      }),
    fc.record({ person, until, turns: fc.integer({ min: 1, max: 3 }), remarks }).map((skip) => {
      const length =
        skip.until === undefined
          ? ({ kind: "turns", turns: skip.turns } as const)
          : ({ kind: "until", until: skip.until } as const);
      return { kind: "skip" as const, person: skip.person, length, ...skip.remarks };
    }),
    fc
      .record({ person, remarks })
      .map(({ person: id, remarks: more }) => ({ ...more, kind: "ready" as const, person: id })),
    fc
      .record({ pair, behind: fc.boolean(), remarks })
      .map(({ pair: [one = "", other = ""], behind, remarks: more }) => {
        return { ...more, kind: "join" as const, person: one, after: behind ? other : undefined };
      }),
    fc
      .record({ pair, covered: fc.boolean(), remarks })
      .map(({ pair: [one = "", other = ""], covered, remarks: more }) => {
        return { ...more, kind: "leave" as const, person: one, coveredBy: covered ? other : undefined };
      }),
  );
  return words;
}

function spans(before: Timeline, running: number): fc.Arbitrary<CoverSpan> {
  const shift = fc.integer({ min: -2, max: 6 }).map((steps) => before.shift(Math.max(0, running + steps)));
  return fc.oneof(
    shift.map(({ date }): CoverSpan => ({ kind: "shift", date })),
    fc
      .tuple(shift, fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
      .map(([{ start }, lead, length]): CoverSpan => {
        const from = start + lead * 60_000;
        return { kind: "time", start: from, end: from + length * 60_000 };
      }),
  );
}

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

/** A wish, or to take back one of the entries that the log has. */
const edits: fc.Arbitrary<Scene & { readonly any: Wish }> = scenes.chain((scene) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constant<Wish>(scene.wish) },
      {
        weight: 1,
        arbitrary: fc.nat({ max: 20 }).map((position): Wish => {
          const { changes } = scene.before.roster;
          return {
            kind: "undo",
            line: changes[position % Math.max(1, changes.length)]?.line ?? 0,
            allow: [],
          };
        }),
      },
    )
    .map((any) => ({ ...scene, any })),
);

/** The rules by which lint finds errors in a roster. */
function errorsIn(timeline: Timeline, now: number): readonly string[] {
  const found = lint({
    ...{ timeline, now, before: undefined, guards: timeline.roster, isPrivateUnread: false },
    isTracked: () => false,
    resolve: (phone) => resolvePhone(phone, {}),
  });
  return found.flatMap(({ rule, severity }) => (severity === "error" ? [rule] : []));
}

describe("a wish that the guards let pass", () => {
  test("adds no error of lint", () => {
    let passed = 0;
    fc.assert(
      fc.property(edits, ({ before, now, any }) => {
        const draft = draftWish(any, before, now);
        if (draft.kind !== "drafted" || judgeDraft(any, before, draft.after, now).refusals.length > 0) return;
        passed += 1;
        const old = errorsIn(before, now);
        expect(errorsIn(draft.after, now).filter((rule) => !old.includes(rule))).toEqual([]);
      }),
      RUNS,
    );
    expect(passed).toBeGreaterThan(50);
  });

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
