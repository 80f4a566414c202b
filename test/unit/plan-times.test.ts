/** Tests when a plan counts as one that changes times alone, so that the release of the zone data is worth naming. */
import { expect, test } from "vitest";
import type { Pattern, PushStep, Reassignment } from "../../src/plan/model.ts";
import { movesTimesOnly } from "../../src/plan/plan.ts";
import { UTC } from "../../src/time/zone.ts";

const HOUR = 3_600_000;
const pattern: Pattern = {
  zone: UTC,
  date: 0,
  time: 720,
  every: 7,
  people: ["ann", "bob"],
  hours: undefined,
};
const rotation = (people: readonly string[] | undefined): PushStep => ({
  ...{ action: "update", kind: "rotation", role: "primary", name: "p", isFinished: true, pattern },
  address: { schedule: "p", rotation: undefined },
  from: people && { ...pattern, time: 780, people },
  pushed: undefined,
});
const lasting = (hours: number): Reassignment => {
  return { role: "primary", from: "ann", to: "bob", start: 0, end: hours * HOUR };
};
const override: PushStep = {
  ...{ action: "create", kind: "override", role: "primary", name: "p", segment: 0 },
  from: undefined,
  to: { start: 0, end: HOUR, who: "bob" },
  instead: [],
};

test.each<readonly [string, readonly PushStep[], readonly Reassignment[], boolean]>([
  ["an hour at each handoff", [rotation(["bob", "ann"])], [lasting(1), lasting(2)], true],
  ["an hour that no call would change", [], [lasting(1)], true],
  ["a rotation of other people", [rotation(["ann", "cem"])], [lasting(1)], false],
  ["a whole shift", [rotation(["bob", "ann"])], [lasting(1), lasting(168)], false],
  ["a cover of an hour", [override], [lasting(1)], false],
  ["nothing", [], [], false],
  ["a first push", [rotation(undefined)], [lasting(1)], false],
])("%s", (_, steps, changes, isOnly) => {
  expect(movesTimesOnly({ steps, changes })).toBe(isOnly);
});
