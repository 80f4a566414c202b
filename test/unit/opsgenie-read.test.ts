/** Tests how OpsGenie is read where the fake never answers so: forwarded alerts, odd recipients, missing fields. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import type { Target } from "../../src/plan/model.ts";
import type { Api } from "../../src/provider/opsgenie/api.ts";
import { createReader } from "../../src/provider/opsgenie/read.ts";
import { findUser } from "../../src/provider/opsgenie/users.ts";
import { loadRoster } from "../../src/roster/load.ts";
import type { JsonValue } from "../../src/text/json.ts";

const NOW = Date.parse("2026-11-25T15:00:00Z");
const ROSTER = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: UTC, queue: [ann, bob] }
people: { ann: { name: Ann, email: ann@example.com }, bob: { name: Bob } }
opsgenie: { team: t, schedules: { primary: p }, escalation: e }
`;

/** An API with these answers, which writes nothing. */
function apiFrom(answer: (path: string) => JsonValue | undefined): Api {
  return {
    get: async (path) => answer(path),
    list: async (path) => {
      const found = answer(path);
      return Array.isArray(found) ? found : [];
    },
    change: async () => true,
    create: async () => undefined,
    request: async () => undefined,
    waitFor: (look) => look(),
    redact: (said) => said,
  };
}

/** A reader of these answers, by path. */
function readerFrom(answers: Readonly<Record<string, JsonValue>>) {
  const { roster } = loadRoster({ file: "r.yaml", bytes: new TextEncoder().encode(ROSTER), zoneOf });
  if (roster === undefined) throw new Error("the roster is not read");
  const api = apiFrom((path) => answers[path]);
  const address = { schedule: "p", rotation: undefined };
  const wanted = {
    role: "primary",
    address,
    name: "p",
    duties: [],
    overrides: [],
    vacancies: [],
    idle: [],
    handoffs: [],
  };
  const [terms] = roster.rotation;
  const pattern = { zone: terms.zone, date: 0, time: 0, every: 7, people: ["ann"], hours: undefined };
  const escalation = { name: "e", rules: [] };
  const target: Target = { roles: [{ ...wanted, pattern }], until: NOW, escalation };
  const subject = {
    ...{ roster, target, people: ["ann", "bob"], now: () => NOW, zoneOf },
    findPushed: () => [],
  };
  return createReader(api, subject, new Map([["bob", "u-bob"]]));
}

const time = (start: string, end: string) => ({
  startDate: `2026-11-${start}:00:00Z`,
  endDate: `2026-11-${end}:00:00.000Z`,
});
const user = (id: string, name: string) => ({ type: "user", id, name });

test("the one who forwards is on call, several at once are joined, and nobody is null", async () => {
  const periods = [
    { ...time("25T10", "25T14"), recipient: user("u-bob", "bob") },
    {
      ...time("25T14", "25T20"),
      recipient: user("u-x", "x"),
      fromUser: user("u-bob", "bob"),
      type: "forwarding",
    },
    { ...time("25T20", "25T22"), recipient: user("u-ann", "Ann@example.com") },
    { ...time("25T21", "25T22"), recipient: user("u-y", "y@example.com"), type: "override" },
    { ...time("25T22", "25T23"), recipient: { type: "none" } },
    { startDate: "soon", recipient: user("u-ann", "ann@example.com") },
  ];
  const reader = readerFrom({
    "/v2/teams/t": {},
    "/v2/schedules/p": { id: "1", rotations: [{ id: "r", type: "hourly", participants: [] }] },
    "/v2/schedules/1/timeline": { finalTimeline: { rotations: [{}, { periods }] } },
    "/v2/schedules/1/overrides": [
      {
        alias: "a",
        ...time("25T20", "25T21"),
        user: { type: "team", id: "t", name: "them" },
        rotations: [{ id: "r" }],
      },
      { alias: "b", ...time("25T20", "25T21"), user: { type: "none" }, rotations: [{ id: "gone" }] },
      { alias: "oncall-v1-primary-20269999T000000Z", ...time("25T20", "25T21"), user: { type: "none" } },
    ],
    "/v2/schedules/1/on-calls": { onCallParticipants: [user("u-bob", "bob"), user("", "z")] },
    "/v2/escalations/e": {
      id: "9",
      rules: [
        { delay: { timeAmount: 1, timeUnit: "hours" }, condition: "if-not-acked", notifyType: "default" },
        { condition: "if-not-closed", notifyType: "default" },
      ],
    },
  });
  const { account, schedules, escalation, notes } = await reader.read();
  expect([account, escalation, notes]).toEqual([
    "unknown",
    {
      id: "9",
      isOurs: false,
      rules: [
        { kind: "other", notify: "if-not-closed default", minutes: 0 },
        { kind: "person", notify: "@", minutes: 60 },
      ],
    },
    ["a forwarding rule sends some alerts for bob to x"],
  ]);
  const { final, overrides, rotation, isOurs, isEnabled, zone } = schedules.get("primary") ?? {};
  expect([rotation?.pattern, isOurs, isEnabled, zone]).toEqual([undefined, false, true, undefined]);
  expect(final?.map(({ who }) => who)).toEqual(["bob", "ann", "@y@example.com + ann", null]);
  expect(overrides?.map(({ key, who, segment }) => [key, who, segment])).toEqual([
    ["a", "@them", undefined],
    ["oncall-v1-primary-20269999T000000Z", null, undefined],
  ]);
  expect(await reader.findOnCall("primary", NOW)).toBe("@z + bob");
});

test.each<readonly [JsonValue, readonly string[]]>([
  [{ type: "escalation", name: "e" }, []],
  [{ type: "escalation", id: "9" }, []],
  [
    { type: "schedule", id: "1" },
    ["the default routing rule of team t notifies 1, not e: change it in the team's settings in OpsGenie"],
  ],
  [
    { type: "none" },
    ["the default routing rule of team t notifies nobody: change it to e in the team's settings in OpsGenie"],
  ],
])("a routing rule may give the name of what it notifies, or only the id: %j", async (notify, notes) => {
  const reader = readerFrom({
    "/v2/teams/t": { id: "t-1" },
    "/v2/teams/t/routing-rules": [{ isDefault: true, notify }],
    "/v2/escalations/e": { id: "9" },
  });
  expect((await reader.read()).notes).toEqual(notes);
});

test("capitals in an email do not count, also where the service finds a user by its letters alone", async () => {
  const asked: string[] = [];
  const bob = { id: "u-bob", username: "bob@example.com" };
  const api = apiFrom((path) => {
    asked.push(path);
    return path === "/v2/users/bob%40example.com" ? bob : undefined;
  });
  expect(await findUser(api, "Bob@Example.com")).toEqual(bob);
  expect(await findUser(api, "ann@example.com")).toBeUndefined();
  expect(asked).toEqual(
    ["Bob%40Example.com", "bob%40example.com", "ann%40example.com"].map((name) => `/v2/users/${name}`),
  );
});
