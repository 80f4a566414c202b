/** Generates scenes: a roster, a moment near its first shifts, and a request about dates near that. */
import fc from "fast-check";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import type { CoverSpan, EntryWish } from "../../src/rules/wish.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import type { PlainRoster } from "../naive/roster.ts";
import { validRosters } from "./rosters.ts";

export interface Scene {
  readonly bytes: Uint8Array;
  readonly before: Timeline;
  readonly now: number;
  readonly wish: EntryWish;
}

const PEOPLE = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal"];

export function timelineIn(bytes: Uint8Array): Timeline | undefined {
  const { roster } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  return roster === undefined ? undefined : buildTimeline(roster);
}

/** A roster, a moment in or shortly before its first forty shifts, and a request about dates near it. */
export const scenes: fc.Arbitrary<Scene> = validRosters
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
