/** Tests that what moves between two rosters is true, complete, and the same in every window. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import type { Interval } from "../../src/time/interval.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import { compare } from "../../src/timeline/compare.ts";
import { findHorizon } from "../../src/timeline/horizon.ts";
import type { Stretch } from "../../src/timeline/model.ts";
import { type Difference, findDifference, type Moves } from "../../src/timeline/moves.ts";
import type { PlainRoster } from "../naive/roster.ts";
import { validRosters } from "./rosters.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(120) };
const WEEK = 7 * 86_400_000;

function readTimeline(roster: PlainRoster): Timeline | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(roster));
  const loaded = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  return loaded.roster === undefined ? undefined : buildTimeline(loaded.roster);
}

interface Pair {
  readonly before: Timeline;
  readonly after: Timeline;
  readonly now: number;
}

const drops = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 });

/** Two rosters, each without some entries of one log, and a moment in their first weeks. */
const pairs: fc.Arbitrary<Pair> = fc
  .record({
    question: validRosters,
    dropped: fc.tuple(drops, drops),
    shift: fc.nat(12),
  })
  .map(({ question: { roster }, dropped, shift }): Pair | undefined => {
    const [before, after] = dropped.map((drop) => {
      const changes = (roster.changes ?? []).filter((_, index) => drop[index % drop.length] !== 0);
      return readTimeline({ ...roster, changes });
    });
    if (before === undefined || after === undefined) return undefined;
    return { before, after, now: before.shift(shift).start + 3_600_000 };
  })
  .filter((pair) => pair !== undefined);

function stretchAt(timeline: Timeline, role: string, at: number): Stretch | undefined {
  const index = timeline.shiftAt(at);
  if (index === undefined) return undefined;
  return timeline
    .shift(index)
    .stretches.find((stretch) => stretch.role === role && stretch.start <= at && at < stretch.end);
}

const has = (time: Interval | undefined, at: number) =>
  time !== undefined && time.start <= at && at < time.end;

describe("what moves", () => {
  test("is true: turns are in the queue, and covers are who serves", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 30 }), ({ before, after, now }, weeks) => {
        const { turns, covers } = findDifference(before, after, now, weeks).coming;
        for (const { person, role, from, to } of turns) {
          for (const [time, timeline] of [
            [from, before],
            [to, after],
          ] as const) {
            if (time === undefined) continue;
            expect(stretchAt(timeline, role, time.start)?.scheduled).toBe(person);
            const index = timeline.shiftAt(time.start) ?? -1;
            expect(time).toMatchObject({
              start: timeline.shift(index).start,
              end: timeline.shift(index).end,
            });
          }
          expect([from?.start, from?.end]).not.toEqual([to?.start, to?.end]);
        }
        for (const { role, start, end, from, to } of covers) {
          for (const at of [start, end - 1]) {
            expect(stretchAt(before, role, at)?.engineer ?? null).toBe(from);
            expect(stretchAt(after, role, at)?.engineer ?? null).toBe(to);
          }
        }
      }),
      RUNS,
    );
  });

  test("is complete: it mentions everybody who loses or gets a time", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 30 }), ({ before, after, now }, weeks) => {
        const { coming, changes } = findDifference(before, after, now, weeks);
        for (const { role, start, from, to } of changes) {
          const isCover = coming.covers.some((cover) => cover.role === role && has(cover, start));
          const turns = coming.turns.filter((turn) => turn.role === role);
          const isTurn =
            (from === null || turns.some((turn) => turn.person === from && has(turn.from, start))) &&
            (to === null || turns.some((turn) => turn.person === to && has(turn.to, start)));
          expect(isCover || isTurn).toBe(true);
        }
        // Each turn of either side is told once.
        for (const side of ["from", "to"] as const) {
          const keys = coming.turns.flatMap((turn) => {
            const time = turn[side];
            return time === undefined ? [] : [JSON.stringify([turn.person, turn.role, time.start])];
          });
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      RUNS,
    );
  });

  test("keeps a turn together: what leads up to a week as role 0 moves with it", () => {
    /** Whether a person's week in another role leads up to a week of theirs as role 0. */
    const isOneTurn = (timeline: Timeline, person: string | null, lead: Interval, main: Interval) => {
      if (lead.start >= main.start) return false;
      const between = Array.from(
        { length: timeline.shiftFrom(main.start) - timeline.shiftFrom(lead.start) },
        (_, step) => timeline.shift(timeline.shiftFrom(lead.start) + step),
      );
      return between.every(({ start, terms: { roles } }) => {
        return stretchAt(timeline, roles[0] ?? "", start)?.scheduled !== person;
      });
    };
    const isFirst = ({ roster }: Timeline, role: string) =>
      roster.rotation.every(({ roles }) => roles[0] === role);
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 30 }), ({ before, after, now }, weeks) => {
        const { turns } = findDifference(before, after, now, weeks).coming;
        for (const main of turns) {
          if (!isFirst(before, main.role) || !isFirst(after, main.role)) continue;
          for (const lead of turns) {
            if (lead.person !== main.person || lead.role === main.role) continue;
            if (!lead.from || !lead.to || !main.from || !main.to) continue;
            if (lead.from.end === main.from.start) {
              expect(isOneTurn(after, main.person, lead.to, main.to)).toBe(true);
            }
            if (lead.to.end === main.to.start) {
              expect(isOneTurn(before, main.person, lead.from, main.from)).toBe(true);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test("is the same in every window: whatever has one of its times there, wherever the other is", () => {
    const lines = ({ turns, covers, hours }: Moves) => [
      ...turns.map(({ person, role, from, to }) => JSON.stringify([person, role, from?.start, to?.start])),
      ...[...covers, ...hours].map(({ role, start, from, to }) => JSON.stringify([role, start, from, to])),
    ];
    const touches = ({ border, until = Infinity }: Difference) => {
      const window = (time: Interval | undefined) =>
        time !== undefined && time.end > border && time.start < until;
      return ({ turns, covers, hours }: Moves): Moves => ({
        turns: turns.filter(({ from, to }) => window(from) || window(to)),
        covers: covers.filter(window),
        hours: hours.filter(window),
        rest: undefined,
      });
    };
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 12 }), ({ before, after, now }, weeks) => {
        const { start } = compare(before, after);
        if (start === undefined) return;
        const short = findDifference(before, after, now, weeks);
        const end = findHorizon(before, after, Math.max(start, now));
        const long = findDifference(before, after, now, Math.ceil((end - now) / WEEK) + weeks + 20);
        expect(lines(short.coming)).toEqual(lines(touches(short)(long.coming)));
      }),
      RUNS,
    );
  });
});
