/** Tests how the path of an alert is read where the fake never answers so: other shapes, missing fields. */
import { expect, test } from "vitest";
import { readLimits } from "../../src/provider/hours.ts";
import type { Api } from "../../src/provider/opsgenie/api.ts";
import { readRouting, readSources } from "../../src/provider/opsgenie/intake.ts";
import {
  readAccount,
  readContacts,
  readForwardings,
  readNotificationRules,
} from "../../src/provider/opsgenie/reach.ts";
import type { JsonValue } from "../../src/text/json.ts";

/** An API with these answers, by path. */
function apiFrom(answers: Readonly<Record<string, JsonValue>>): Api {
  return {
    get: async (path) => answers[path],
    list: async (path) => {
      const found = answers[path];
      return Array.isArray(found) ? found : [];
    },
    change: async () => true,
    create: async () => undefined,
    request: async () => undefined,
    waitFor: async () => undefined,
    redact: (said) => said,
  };
}

const section = {
  region: "us",
  team: "t",
  escalation: "e",
  schedules: new Map(),
  migrated: undefined,
} as const;

test("contacts are asked for where the user does not show them, and what a contact lacks is taken for granted", async () => {
  const list = [
    { method: "voice", to: "1-2", status: { enabled: false, disabledReason: "no" } },
    { method: "mobile" },
    {},
    "x",
  ];
  const api = apiFrom({ "/v2/users/u/contacts": list });
  expect(await readContacts(api, "u", {})).toEqual([
    { kind: "phone", method: "voice", to: "1-2", isEnabled: false, reason: "no" },
    { kind: "other", method: "app", to: "", isEnabled: true, reason: undefined },
    { kind: "other", method: "", to: "", isEnabled: true, reason: undefined },
  ]);
});

test("a rule without fields rings nobody, and rules come in their order", async () => {
  const metas = [
    { id: "b", name: "B", actionType: "create-alert", order: 2 },
    { actionType: "create-alert", order: 1 },
    { id: "c", actionType: "add-note" },
  ];
  const steps = [{ contact: { method: "mobile" } }, {}];
  const api = apiFrom({
    "/v2/users/u/notification-rules": metas,
    "/v2/users/u/notification-rules/b": { steps },
  });
  const limits = { hours: undefined, isConditional: false };
  expect(await readNotificationRules(api, "u")).toEqual([
    { name: "", isEnabled: true, ...limits, steps: [] },
    {
      ...{ name: "B", isEnabled: true, ...limits },
      steps: [
        { method: "app", to: "", minutes: 0, isEnabled: true },
        { method: "", to: "", minutes: 0, isEnabled: true },
      ],
    },
  ]);
});

test("a forwarding without times is in force, and a user without fields is verified", async () => {
  const api = apiFrom({ "/v2/forwarding-rules": [{}, "x"] });
  const always = { from: null, to: null, start: 0, end: Infinity };
  expect(await readForwardings(api, () => null)).toEqual([always, always]);
  expect(readAccount({})).toEqual({
    kind: "found",
    standing: "verified, not blocked, not muted",
    isVerified: true,
    isBlocked: false,
    mutedUntil: undefined,
  });
});

test("hours are as they are written; a whole day is no limit, and one that cannot be read is", () => {
  const hours = (restriction: JsonValue) => readLimits({ timeRestriction: restriction }).hours;
  const day = { startHour: 0, startMin: 0, endHour: 0, endMin: 0 };
  expect([hours({ restriction: day }), hours({}), hours(null)]).toEqual([undefined, "some hours", undefined]);
  const week = [{ startDay: "monday", startHour: 9, endDay: "friday", endHour: 17, endMin: 30 }];
  expect(hours({ restrictions: week })).toBe("monday 09:00–friday 17:30");
});

test("routing rules may name their goal by id alone, and have no name", async () => {
  const rules = [
    { isDefault: true, notify: { type: "escalation", id: "e-1" } },
    { order: 1, notify: { type: "escalation", id: "e-2" } },
    { name: "n", criteria: { type: "match-any-condition" } },
  ];
  const api = apiFrom({
    "/v2/teams/t": {},
    "/v2/teams/t/routing-rules": rules,
    "/v2/escalations/e": { id: "e-1" },
  });
  const limits = { hours: undefined, isConditional: false };
  expect(await readRouting(api, section)).toEqual({
    kind: "rules",
    team: "t",
    rules: [
      { name: "n", goal: undefined, isRight: false, ...limits, isConditional: true },
      { name: "without a name", goal: "escalation e-2", isRight: false, ...limits },
      { name: null, goal: "escalation e-1", isRight: true, ...limits },
    ],
  });
});

test("an integration belongs to a team by id or by name; of a global one that names nobody, nothing is known", async () => {
  const metas = [
    { id: "1", type: "Page", name: "", teamId: "t-1" },
    { id: "2", type: "Page", name: "two" },
    { id: "3", type: "Page", name: "three" },
    { id: "4", type: "Page", name: "four", teamId: "t-2" },
  ];
  const api = apiFrom({
    ...{ "/v2/integrations": metas, "/v2/teams/t": { id: "t-1" } },
    ...{ "/v2/integrations/2": { ownerTeam: { name: "t" } }, "/v2/integrations/3": {} },
  });
  const found = await readSources(api, section, "page");
  expect(found.map(({ name, goal }) => [name, goal])).toEqual([
    ["Page", { kind: "team" }],
    ["two", { kind: "team" }],
    ["three", { kind: "unread", reason: "no team owns it, and OpsGenie does not say whom it alerts" }],
    ["four", { kind: "elsewhere", whom: "the team t-2" }],
  ]);
});
