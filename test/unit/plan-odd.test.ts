/** Tests what a plan does about what is seldom there: a rotation of others under our name, an unknown zone, nobody at all. */
import { expect, test } from "vitest";
import type { Abilities } from "../../src/plan/abilities.ts";
import { groupHours, holdsHours, narrowHours } from "../../src/plan/hours.ts";
import type { Assignment, Pattern, Remote, RemoteSchedule, TargetRole } from "../../src/plan/model.ts";
import { planPush } from "../../src/plan/plan.ts";
import { isServing, judgeSpotCheck } from "../../src/plan/spot-check.ts";
import { UTC } from "../../src/time/zone.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK_MINUTES = 7 * 1440;
const NOW = 10 * DAY;
const pattern: Pattern = { zone: UTC, date: 0, time: 0, every: 1, people: ["ann", "bob"], hours: undefined };
const ABILITIES: Abilities = {
  ...{ hasAlias: true, canUpdate: true, canDelete: "yes" },
  ...{ overlap: "unknown", reachWeeks: 104, delays: "start" },
};

function plan(wanted: Partial<TargetRole>, has: Partial<RemoteSchedule>) {
  const role: TargetRole = {
    ...{ role: "primary", address: { schedule: "p", rotation: undefined }, name: "p", pattern },
    ...{ duties: [], vacancies: [], idle: [], handoffs: [], overrides: [] },
    ...wanted,
  };
  const schedule: RemoteSchedule = {
    ...{ id: "1", isOurs: true, isFinished: true, isEnabled: true, zone: UTC, blockers: [], final: [] },
    ...{ rotation: { id: "r", pattern, from: 0 }, overrides: [] },
    ...has,
  };
  const remote: Remote = {
    ...{ account: "x", schedules: new Map([["primary", schedule]]), escalation: undefined, notes: [] },
  };
  const target = { roles: [role], until: 100 * DAY, escalation: undefined };
  return planPush(target, remote, { abilities: ABILITIES, commit: undefined, now: NOW });
}

const SHARED = { address: { schedule: "p", rotation: "days" }, name: "p/days" };

test("nobody at once is told apart from somebody else at once", () => {
  const final: readonly Assignment[] = [{ start: NOW, end: NOW + DAY, who: "ann" }];
  const { refusals } = plan({ idle: [{ start: NOW, end: NOW + DAY }] }, { final });
  expect(refusals.map(({ message }) => message)).toEqual([
    "nobody would be on call at once in 1 of 1 roles: primary",
  ]);
});

test.each([
  ["one that is no plain pattern", undefined, true],
  ["one of people whom the roster does not know", { ...pattern, people: ["@stranger"] }, true],
  ["one of people of the roster", pattern, false],
] as const)("a rotation of our name in a schedule of others: %s", (_, has, isRefused) => {
  const { refusals } = plan(SHARED, { isOurs: false, rotation: { id: "r", pattern: has, from: 0 } });
  expect(refusals.some(({ guard }) => guard === "foreign-schedule")).toBe(isRefused);
});

test("a shared schedule in a zone that is unknown here is not written to", () => {
  const { blockers } = plan(SHARED, { zone: undefined, rotation: undefined });
  expect(blockers).toEqual([
    "p/days: the schedule is in a time zone that is unknown here and the roster's rotation in UTC, and all rotations of a schedule keep to one clock: give the roster the schedule's time zone, or a schedule of its own",
  ]);
});

test("who is on call by the service's own answer", () => {
  expect(isServing({ expected: "ann", isShared: false }, "ann")).toBe(true);
  expect(isServing({ expected: "ann", isShared: false }, "ann + bob")).toBe(false);
  expect(isServing({ expected: "ann", isShared: true }, "ann + bob")).toBe(true);
  expect(isServing({ expected: "ann", isShared: true }, null)).toBe(false);
  expect(isServing({ expected: null, isShared: true }, "bob")).toBe(true);
  const check = { role: "primary", at: NOW, expected: "ann", isShared: false };
  expect(judgeSpotCheck(check, "ann")).toBeUndefined();
  expect(judgeSpotCheck(check, null)).toEqual({
    ...{ role: "primary", start: NOW, end: NOW + 60_000, from: null, to: "ann" },
  });
});

test("hours of the week lose the time in which nobody may be paged", () => {
  // 1970-01-01 was a Thursday.
  const monday = 4 * DAY;
  const days = [{ days: [0, 1], start: 540, later: 0, end: 1020 }];
  const noon = { start: monday + 12 * HOUR, end: monday + 13 * HOUR };
  expect(narrowHours(days, UTC, [noon])).toEqual([
    { days: [0], start: 540, later: 0, end: 720 },
    { days: [0], start: 780, later: 0, end: 1020 },
    { days: [1], start: 540, later: 0, end: 1020 },
  ]);
  expect(narrowHours(days, UTC, [{ start: monday, end: monday + 7 * DAY }])).toEqual([]);
  // From Sunday 22:00 to Monday 10:00.
  expect(narrowHours(undefined, UTC, [{ start: monday - 2 * HOUR, end: monday + 10 * HOUR }])).toEqual([
    { days: [0], start: 600, later: 6, end: 1320 },
  ]);
  expect(groupHours([{ start: 0, end: WEEK_MINUTES }])).toBeUndefined();
  expect(holdsHours(days, { start: 1100, end: 1100 + WEEK_MINUTES })).toBe(true);
  expect(holdsHours(days, { start: WEEK_MINUTES + 600, end: WEEK_MINUTES + 700 })).toBe(true);
  expect(holdsHours(days, { start: 1100, end: 1200 })).toBe(false);
});
