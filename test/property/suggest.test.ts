/** Tests every way out that is suggested: once it is written, the clash is gone, lint finds no new error, and only what was said has moved. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import { draftWish } from "../../src/intent/draft.ts";
import { findNewErrors } from "../../src/lint/new-errors.ts";
import { type LoadedRoster, loadRoster } from "../../src/roster/load.ts";
import { absenceTime, findClashes } from "../../src/rules/away.ts";
import { suggest } from "../../src/suggest/suggest.ts";
import { formatDate } from "../../src/time/date.ts";
import { intersect, overlap } from "../../src/time/interval.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import { findChanges } from "../../src/timeline/changes.ts";
import { compare } from "../../src/timeline/compare.ts";
import { findHorizon } from "../../src/timeline/horizon.ts";
import { dutyRosters, validRosters } from "./rosters.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { numRuns: scaleRuns(25), seed: SEED };
const PEOPLE = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal"];
const DAY = 86_400_000;

interface Opened {
  readonly bytes: Uint8Array;
  readonly loaded: LoadedRoster;
  readonly timeline: Timeline;
}

function open(bytes: Uint8Array): Opened {
  const loaded = loadRoster({ file: "roster.yaml", bytes, zoneOf, forEditing: true });
  if (loaded.roster === undefined) throw new Error("invalid");
  return { bytes, loaded, timeline: buildTimeline(loaded.roster) };
}

const toBytes = (value: object) => new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);

/** A roster whose people are away at times near a moment in one of its first shifts. */
const scenes = fc.oneof(validRosters, dutyRosters).chain(({ roster }) => {
  const { timeline } = open(toBytes(roster));
  return fc
    .record({
      shift: fc.nat({ max: 20 }),
      absences: fc.array(
        fc.record({
          who: fc.constantFrom(...PEOPLE),
          ahead: fc.integer({ min: 0, max: 60 }),
          days: fc.integer({ min: 1, max: 14 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ shift, absences }) => {
      const { start, end, date } = timeline.shift(shift);
      const away = absences.map(({ who, ahead, days }) => ({
        who,
        from: formatDate(date + ahead),
        until: formatDate(date + ahead + days),
      }));
      return { ...open(toBytes({ ...roster, away })), now: Math.floor((start + end) / 2) };
    });
});

test("a way out that is taken solves its clash, adds no error of lint, and moves just what it said", () => {
  let taken = 0;
  fc.assert(
    fc.property(scenes, ({ bytes, loaded, timeline, now }) => {
      const world = {
        now,
        isTracked: () => false,
        resolve: () => ({ kind: "unset" as const, variable: "ONCALL_PHONE_X" }),
      };
      const clashes = findClashes(timeline, { start: now, end: now + 70 * DAY }).slice(0, 3);
      const before = { timeline, loaded };
      const solutions = suggest(before, clashes, world);
      expect(suggest(before, clashes, world)).toEqual(solutions);
      for (const { clash, options } of solutions) {
        for (const { wish, moves } of options) {
          taken += 1;
          const draft = draftWish(wish, timeline, now);
          if (draft.kind !== "drafted") throw new Error("not drafted");
          const edited = edit({ file: "roster.yaml", bytes, edits: draft.edits, zoneOf, old: loaded });
          if (edited.kind !== "edited" || edited.loaded.roster === undefined) throw new Error("not edited");
          const after = buildTimeline(edited.loaded.roster);
          const left = findClashes(after, clash).filter(
            ({ person, role, parts }) =>
              person === clash.person &&
              role === clash.role &&
              parts.some((part) => clash.parts.some((old) => intersect(part, old).length > 0)),
          );
          expect(left).toEqual([]);
          const isAway = ({ to, ...time }: (typeof moves)[number]) =>
            timeline.roster.away.some(
              (absence) => absence.person === to && overlap(absenceTime(timeline.roster, absence), time),
            );
          expect(moves.filter((move) => move.to === null || isAway(move))).toEqual([]);
          expect(findNewErrors(before, { timeline: after, loaded: edited.loaded }, world)).toEqual([]);
          const { start = now } = compare(timeline, after);
          const tell = (changes: typeof moves) =>
            changes.map(({ role, start: from, end, from: was, to }) => [role, from, end, was, to]);
          expect(tell(findChanges(timeline, after, start, findHorizon(timeline, after, start)))).toEqual(
            tell(moves),
          );
        }
      }
    }),
    RUNS,
  );
  expect(taken).toBeGreaterThan(10);
});
