/** Tests that a plan keeps to what a service can do, by made-up services that can do less than those we know. */
import { expect, test } from "vitest";
import type { Abilities } from "../../src/plan/abilities.ts";
import type { EscalationRule, Remote, RemoteSchedule, Target } from "../../src/plan/model.ts";
import { planPush } from "../../src/plan/plan.ts";
import { UTC } from "../../src/time/zone.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const pattern = { zone: UTC, date: 0, time: 0, every: 1, people: ["ann", "bob"], hours: undefined };
const CAPABLE: Abilities = {
  ...{ hasAlias: true, canUpdate: true, canDelete: "yes" },
  ...{ overlap: "unknown", reachWeeks: 104, delays: "start" },
};
const rules: readonly EscalationRule[] = [
  { kind: "role", notify: "primary", minutes: 0 },
  { kind: "role", notify: "secondary", minutes: 720 },
  { kind: "person", notify: "mia", minutes: 900 },
];
/** Cem serves the first two hours of day 4, which is Ann's; `who` is there instead, and on days 7 and 8 somebody whom the roster no longer wants. */
const target: Target = {
  roles: [
    {
      ...{ role: "primary", address: { schedule: "p", rotation: undefined }, name: "p" },
      ...{ pattern, duties: [], vacancies: [], idle: [], handoffs: [] },
      overrides: [{ start: 4 * DAY, end: 4 * DAY + 2 * HOUR, who: "cem" }],
    },
  ],
  until: 100 * DAY,
  escalation: { name: "e", rules },
};
const schedule: RemoteSchedule = {
  ...{ id: "1", isOurs: true, isFinished: true, isEnabled: true, zone: UTC, blockers: [], final: [] },
  rotation: { id: "r", pattern, from: 0 },
  overrides: [
    { key: "a", segment: 4 * DAY, start: 4 * DAY, end: 4 * DAY + HOUR, who: "dee" },
    { key: "b", segment: 7 * DAY, start: 7 * DAY, end: 7 * DAY + HOUR, who: "dee" },
    { key: "c", segment: 8 * DAY + 20 * HOUR, start: 8 * DAY + 20 * HOUR, end: 9 * DAY + HOUR, who: "dee" },
  ],
};

function planWith(abilities: Partial<Abilities>, escalation: Remote["escalation"] = undefined) {
  const remote = { account: "x", schedules: new Map([["primary", schedule]]), escalation, notes: [] };
  const context = { abilities: { ...CAPABLE, ...abilities }, commit: "c0ffee", now: DAY };
  return planPush(target, remote, context).steps.flatMap((step) => {
    if (step.kind === "override") return [`${step.action} ${step.from?.key ?? "-"} ${step.to?.who ?? "-"}`];
    return step.kind === "escalation" ? [`${step.action} ${step.delays}`] : [`mark ${step.pushed}`];
  });
}

test.each<readonly [string, Partial<Abilities>, readonly string[]]>([
  ["which can do all", {}, ["update a cem", "delete b -", "delete c -", "create 0,720,900"]],
  [
    "where an override never changes",
    { canUpdate: false },
    ["create - cem", "delete a -", "delete b -", "delete c -", "create 0,720,900"],
  ],
  [
    "which refuses a second override, too",
    { canUpdate: false, overlap: "refused" },
    ["delete a -", "delete b -", "delete c -", "create - cem", "create 0,720,900"],
  ],
  [
    "where nothing can be deleted: whoever has that time first in the base order gets it",
    { canDelete: "no" },
    ["update a cem", "update b bob", "update c ann", "create 0,720,900"],
  ],
  [
    "which counts delays from the step before",
    { delays: "step-before" },
    ["update a cem", "delete b -", "delete c -", "create 0,720,180"],
  ],
  [
    "without aliases: the schedule says which commit was pushed",
    { hasAlias: false },
    ["update a cem", "delete b -", "delete c -", "create 0,720,900", "mark c0ffee"],
  ],
])("a service %s", (_, abilities, steps) => {
  expect(planWith(abilities)).toEqual(steps);
});

test("an escalation that is right in the service's own counting stays", () => {
  const has = rules.map((rule, index) => ({ ...rule, minutes: [0, 720, 180][index] ?? 0 }));
  const steps = planWith({ delays: "step-before" }, { id: "e", isOurs: true, rules: has });
  expect(steps).toEqual(["update a cem", "delete b -", "delete c -"]);
});
