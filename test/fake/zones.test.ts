/** Tests the fake's zone arithmetic against an independent, slow one. */
import { assert, constantFrom, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { instantOf as naiveInstantOf, offsetAt as naiveOffsetAt } from "../naive/zone.ts";
import { SEED } from "../property/seed.ts";
import { instantOf, isZone, offsetAt, otherNameOf, wallAt } from "./opsgenie/zone.mjs";

const ZONES = [
  ...["America/New_York", "Europe/London", "Europe/Lisbon", "Asia/Kolkata", "Asia/Kathmandu", "UTC"],
  // Half an hour of summer time, summer time with a pause, changes at midnight.
  ...["Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Asia/Beirut"],
];
const minute = integer({ min: Date.UTC(2015, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });

test("an instant has the offset that the zone has", () => {
  assert(
    property(constantFrom(...ZONES), minute, (zone, at) => {
      expect(offsetAt(zone, at * 60_000)).toBe(naiveOffsetAt(zone, at * 60_000));
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test("a wall time is the instant that it is elsewhere, in the hours that are skipped or come twice as well", () => {
  const nearChange = integer({ min: -200, max: 200 });
  const changes = ZONES.flatMap((zone) =>
    Array.from({ length: 365 * 4 }, (_, day) => Date.UTC(2025, 0, 1 + day))
      .filter((day) => offsetAt(zone, day) !== offsetAt(zone, day + 86_400_000))
      .flatMap((day) => [0, 1, 2, 3, 23, 24, 25].map((hour) => ({ zone, wall: day + hour * 3_600_000 }))),
  );
  assert(
    property(constantFrom(...changes), nearChange, ({ zone, wall }, away) => {
      const at = wall + away * 60_000;
      const day = Math.floor(at / 86_400_000);
      const wanted = naiveInstantOf(zone, day, at / 60_000 - day * 1440);
      expect(instantOf(zone, at)).toBe(wanted);
      expect(instantOf(zone, at, "later")).toBeGreaterThanOrEqual(wanted);
      expect(wallAt(zone, instantOf(zone, at, "later"))).toBe(wallAt(zone, wanted));
    }),
    { seed: SEED, numRuns: 1500 },
  );
});

test("names of zones", () => {
  expect(["America/New_York", "US/Eastern", "America/New_Yrok", ""].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(["US/Eastern", "Europe/London", "Europe/Paris"].map(otherNameOf)).toEqual([
    "America/New_York",
    "GB",
    "Europe/Paris",
  ]);
});
