/** Tests that a probe leaves nothing behind, or says what, whichever request fails in whichever way: a few at random, `RUNS=20` tries more. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { SEED, scaleRuns } from "../property/seed.ts";
import { jsm, opsgenie, probe } from "./probe-world.ts";

/** About as many requests as a probe makes. */
const REQUESTS = 200;

const at = fc.oneof(
  fc.integer({ min: 1, max: REQUESTS }),
  // Those that make and delete what would be left.
  fc.constantFrom(
    { method: "DELETE" },
    { method: "POST", path: "/schedules" },
    { method: "POST", path: "/escalations" },
  ),
  fc.record({ write: fc.integer({ min: 1, max: 90 }) }),
);

const when = fc.constantFrom("before" as const, "after" as const);
const kind = fc.oneof(
  fc.record({ does: fc.constant("cut" as const), when }),
  fc.record({ does: fc.constant("error" as const), when, status: fc.constantFrom(500, 502, 503) }),
  fc.record({
    does: fc.constant("throttle" as const),
    headers: fc.boolean(),
    seconds: fc.constantFrom(1, 60),
  }),
);

const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc
    .record({ at, kind, times: fc.constantFrom(1, 1, 2, 4, 30) })
    .map(({ at: where, kind: what, times }): Fault => ({ at: where, times, ...what })),
  { minLength: 1, maxLength: 3 },
);

/** After which request Ctrl-C comes, if it does. */
const stopsAfter = fc.option(fc.integer({ min: 1, max: REQUESTS }), { nil: undefined });

test.each([
  ["opsgenie", opsgenie],
  ["jsm", jsm],
] as const)(
  "%s has nothing left that is not named",
  async (provider, start) => {
    const property = fc.asyncProperty(faults, stopsAfter, async (struck, last) => {
      let sent = 0;
      let stop = () => {};
      const { exit, stderr, left } = await probe(provider, start({ faults: struck }), {
        interrupt: (told) => {
          stop = told;
        },
        onSend: () => {
          sent += 1;
          if (sent === last) stop();
        },
      });
      const untold = left.filter(
        (name) =>
          !stderr.includes(name.replace("oncall-probe-424242", "") || " the schedule oncall-probe-424242:"),
      );
      expect({ untold, exit }, stderr).toEqual({
        untold: [],
        exit: expect.toSatisfy((code) => [0, 4, 130].includes(code)),
      });
      if (left.length > 0) expect(exit).toBe(4);
      // What strikes only once is repeated or looked for.
      if (struck.every(({ times }) => times === 1)) expect(left).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: scaleRuns(4) });
  },
  120_000,
);
