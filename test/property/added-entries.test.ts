/** Tests that a timeline with entries added to it is the one that its whole log makes, whatever was computed before. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addEntries, buildTimeline } from "../../src/timeline/build.ts";
import { dutyRosters, validRosters } from "./rosters.ts";
import { timelineIn } from "./scenes.ts";
import { SEED, scaleRuns } from "./seed.ts";

const SHIFTS = 40;

const scenes = fc.record({
  question: fc.oneof(validRosters, dutyRosters),
  added: fc.integer({ min: 1, max: 4 }),
  asked: fc.nat({ max: SHIFTS }),
});

test("entries added to a timeline give the timeline of the whole log", () => {
  fc.assert(
    fc.property(scenes, ({ question: { roster }, added, asked }) => {
      const whole = timelineIn(new TextEncoder().encode(JSON.stringify(roster)));
      if (whole === undefined) throw new Error("invalid");
      const { changes } = whole.roster;
      const before = buildTimeline({ ...whole.roster, changes: changes.slice(0, -added) });
      for (let index = 0; index < asked; index += 1) before.shift(index);
      const after = addEntries(before, changes.slice(-added));
      for (let index = 0; index < SHIFTS; index += 1) {
        expect(after.shift(index)).toEqual(whole.shift(index));
        expect(after.rotation.queue(index)).toEqual(whole.rotation.queue(index));
      }
      expect(after.rotation.invalidEntries()).toEqual(whole.rotation.invalidEntries());
    }),
    { numRuns: scaleRuns(25), seed: SEED },
  );
});
