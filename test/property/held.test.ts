/** Tests that no edit which is allowed adds an error of lint. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { draftWish } from "../../src/intent/draft.ts";
import { lint } from "../../src/lint/lint.ts";
import { resolvePhone } from "../../src/roster/phone.ts";
import type { Wish } from "../../src/rules/wish.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import { judgeDraft } from "../cases/intent-case.ts";
import { type Scene, scenes } from "./scenes.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(300) };

/** A request, or to take back one of the entries in the log. */
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

test("an edit that is allowed adds no error of lint", () => {
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
