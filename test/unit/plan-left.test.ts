/** Tests what a plan does about overrides of ours that are no longer needed, where a service may not delete them. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import type { Abilities } from "../../src/plan/abilities.ts";
import type { Pattern, Remote, RemoteOverride, RemoteSchedule, TargetRole } from "../../src/plan/model.ts";
import { findSubstitute } from "../../src/plan/overrides.ts";
import { planPush } from "../../src/plan/plan.ts";
import { buildTarget } from "../../src/plan/target.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { UTC } from "../../src/time/zone.ts";
import { buildTimeline } from "../../src/timeline/build.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = DAY;
/** Ann has days 0, 2, 4 …, and Bob the days between. */
const pattern: Pattern = { zone: UTC, date: 0, time: 0, every: 1, people: ["ann", "bob"], hours: undefined };
const NIGHTS = { ...pattern, hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, later: 0, end: 360 }] };
const JSM: Abilities = {
  ...{ hasAlias: false, canUpdate: true, canDelete: "perhaps" },
  ...{ overlap: "unknown", reachWeeks: 100, delays: "start" },
};

const override = (start: number, end: number, who: string | null): RemoteOverride => ({
  ...{ key: `${start}`, segment: start, start, end, who },
});

/** `has`: the rotation that is there. */
function plan(
  found: readonly RemoteOverride[],
  abilities: Partial<Abilities> = {},
  has = pattern,
  wants = has,
) {
  const role: TargetRole = {
    ...{ role: "primary", address: { schedule: "p", rotation: undefined }, name: "p", pattern: wants },
    ...{ duties: [], vacancies: [], idle: [], handoffs: [], overrides: [] },
  };
  const schedule: RemoteSchedule = {
    ...{ id: "1", isOurs: true, isFinished: true, isEnabled: true, zone: UTC, blockers: [], final: [] },
    ...{ rotation: { id: "r", pattern: has, from: 0 }, overrides: found },
  };
  const remote: Remote = {
    ...{ account: "x", schedules: new Map([["primary", schedule]]), escalation: undefined, notes: [] },
  };
  const target = { roles: [role], until: 100 * DAY, escalation: undefined };
  const { steps, left } = planPush(target, remote, {
    ...{ abilities: { ...JSM, ...abilities }, commit: undefined, now: NOW },
  });
  const told = steps.map((step) =>
    step.kind === "override"
      ? [step.action, step.from?.start, step.to?.start, step.to?.end, step.to?.who]
      : [step.kind],
  );
  return { told, left: left.map(({ start, who }) => [start, who]) };
}

test("one that names whom the rotation has for its whole time is left", () => {
  expect(plan([override(2 * DAY, 3 * DAY, "ann")])).toEqual({ told: [], left: [[2 * DAY, "ann"]] });
});

test("it is deleted where that is sure to work, and where it names somebody else or reaches into another's time", () => {
  const gone = [["delete", 2 * DAY, undefined, undefined, undefined]];
  expect(plan([override(2 * DAY, 3 * DAY, "ann")], { canDelete: "yes" })).toEqual({ told: gone, left: [] });
  expect(plan([override(2 * DAY, 3 * DAY, "bob")])).toEqual({ told: gone, left: [] });
  expect(plan([override(2 * DAY, 4 * DAY, "ann")])).toEqual({ told: gone, left: [] });
  expect(plan([override(2 * DAY, 3 * DAY, "ann")], {}, NIGHTS)).toEqual({ told: gone, left: [] });
});

test("while the rotation moves, a push tries to delete it", () => {
  const moved = { ...pattern, people: ["bob", "ann"] };
  const { told, left } = plan([override(2 * DAY, 3 * DAY, "ann")], {}, moved, pattern);
  expect([told.at(-1), left]).toEqual([["delete", 2 * DAY, undefined, undefined, undefined], []]);
});

test("where nothing can be deleted, it gets whoever has its time first, for as long as that", () => {
  const never = { canDelete: "no" } as const;
  expect(plan([override(2 * DAY + HOUR, 4 * DAY, "cem")], never).told).toEqual([
    ["update", 2 * DAY + HOUR, 2 * DAY + HOUR, 3 * DAY, "ann"],
  ]);
  expect(
    plan([override(2 * DAY, 3 * DAY, "ann")], never, { ...pattern, people: ["bob", "ann"] }, pattern).told,
  ).toEqual([["rotation"]]);
  // Off duty nobody can be named.
  const off = override(2 * DAY + 8 * HOUR, 2 * DAY + 9 * HOUR, "cem");
  expect(plan([off], never, NIGHTS).told).toEqual([["delete", off.start, undefined, undefined, undefined]]);
  expect(plan([override(2 * DAY, 3 * DAY, "cem")], { ...never, canUpdate: false }).told).toEqual([
    ["delete", 2 * DAY, undefined, undefined, undefined],
  ]);
});

test("one that is running keeps its start, unless the rotation has nobody until later", () => {
  const from = override(0, 3 * DAY, "cem");
  const pieces = [
    { start: 0, end: DAY / 2, who: "ann" },
    { start: DAY / 2, end: 2 * DAY, who: "bob" },
  ];
  expect(findSubstitute({ instead: pieces, from }, NOW)).toEqual({ start: 0, end: 2 * DAY, who: "bob" });
  const later = [{ start: 2 * DAY, end: 3 * DAY, who: "ann" }];
  expect(findSubstitute({ instead: later, from }, NOW)).toEqual(later[0]);
  expect(findSubstitute({ instead: [], from }, NOW)).toBeUndefined();
});

test("a service that tells less than a year says for how long the roster is in it, and each names its own section", () => {
  const text = (changes: string) =>
    `version: 1\nteam: T\nrotation: { start: 2026-01-05, timezone: UTC, queue: [ann, bob, cem] }\npeople: { ann: { name: A }, bob: { name: B }, cem: { name: C }, mia: { name: M } }\npolicy: { approvals: optional }\nchanges:\n${changes}`;
  const build = (changes: string, roles: readonly string[], reachWeeks: number) => {
    const bytes = new TextEncoder().encode(text(changes));
    const { draft } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
    if (draft === undefined) throw new Error("the roster is not read");
    const schedules = new Map(roles.map((role) => [role, { schedule: role, rotation: undefined }]));
    const names = { section: "memo", schedules, escalation: undefined };
    return buildTarget(buildTimeline(draft), names, { reachWeeks }, Date.parse("2026-11-25T15:00:00Z"));
  };
  const later = build("  - { swap: [ann, bob], from: 2027-03-01 }\n", ["primary"], 4);
  expect(later.kind === "target" && later.notes).toContain(
    "the roster changes again in more than 4 weeks: push again before that",
  );
  const none = build("  - { swap: [ann, bob], from: 2026-12-07 }\n", [], 104);
  expect(none.kind === "unfit" && none.reasons).toEqual([
    "the roster names no schedule for any of its roles: add them to `memo.schedules`",
  ]);
});
