/** Tests the requests of a push word by word: what it writes, and what it reads back before it says "verified". */
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import type { HttpAnswer } from "../../src/edge/edges.ts";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { KEY } from "./push-world.ts";
import { edgesOf } from "./world.ts";

const http = createHttp({});

const NOW = "2026-11-25T15:00:00Z";
const ROSTER = `${readFileSync("test/cases/push/roster.yaml", "utf8")}changes:
  - { cover: dee, by: mia, from: 2026-12-01 18:00, until: 2026-12-02 09:00, approved_by: mia }
`;

type Alter = (url: URL, answer: HttpAnswer) => HttpAnswer;

/** `alter` changes the answers of the service on their way. */
async function push(alter: Alter = (_, answer) => answer) {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: ["ann", "bob", "cem", "dee.doe", "mia"].map((name) => {
      return { id: `u-${name}`, username: `${name}@example.com`, fullName: name };
    }),
    teams: [{ id: "t", name: "platform", routing: { type: "escalation", name: "pf_escalation" } }],
  });
  onTestFinished(opsgenie.close);
  const sleeps: number[] = [];
  const { edges, written } = edgesOf({
    files: { "/team/roster.yaml": ROSTER },
    now: NOW,
    env: { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: KEY },
    http: {
      send: async (request) => alter(new URL(request.url), await http.send(request)),
      sleep: async (ms) => void sleeps.push(ms),
    },
  });
  const exit = await run(["push", "--yes"], edges);
  return { exit, sleeps, opsgenie, ...written() };
}

test("a schedule is created whole, an override has its end, people have their ids", async () => {
  const { opsgenie } = await push();
  const description = "Managed by oncall: the next push undoes changes made here.";
  const schedule = (name: string, ids: readonly string[]) => ({
    name,
    description: `${description} (unfinished)`,
    timezone: "America/New_York",
    enabled: true,
    ownerTeam: { name: "platform" },
    rotations: [
      {
        ...{ name: "oncall", startDate: "2026-11-23T17:00:00Z", type: "weekly", length: 1 },
        participants: ids.map((id) => ({ type: "user", id })),
      },
    ],
  });
  const finished = { description, timezone: "America/New_York", enabled: true };
  const [primary, secondary] = opsgenie.schedules.map(({ id }) => String(id));
  const rule = (timeAmount: number, id: string | undefined) => ({
    ...{ condition: "if-not-acked", notifyType: "default", delay: { timeAmount, timeUnit: "minutes" } },
    recipient: { type: "schedule", id },
  });
  const written = opsgenie.requests.filter(({ method }) => method !== "GET");
  expect(written.map(({ method, path, query, body }) => [method, path, query, body])).toEqual([
    ["POST", "/v2/schedules", {}, schedule("pf_primary", ["u-cem", "u-dee.doe", "u-ann", "u-bob"])],
    ["POST", "/v2/schedules", {}, schedule("pf_secondary", ["u-dee.doe", "u-ann", "u-bob", "u-cem"])],
    [
      "POST",
      `/v2/schedules/${primary}/overrides`,
      { scheduleIdentifierType: "id" },
      {
        alias: "oncall-v1-primary-20261201T230000Z",
        user: { type: "user", id: "u-mia" },
        startDate: "2026-12-01T23:00:00Z",
        endDate: "2026-12-02T14:00:00Z",
      },
    ],
    [
      "POST",
      "/v2/escalations",
      {},
      {
        name: "pf_escalation",
        description,
        rules: [rule(0, primary), rule(720, secondary)],
        ownerTeam: { name: "platform" },
      },
    ],
    ["PATCH", `/v2/schedules/${primary}`, { identifierType: "id" }, finished],
    ["PATCH", `/v2/schedules/${secondary}`, { identifierType: "id" }, finished],
  ]);
});

/** The instants at which the service is asked who is on call. */
const ON_CALLS = [
  ["primary", NOW.replace("Z", ".000Z"), "2026-11-30T16:59:00.000Z", "2026-11-30T17:01:00.000Z"],
  ["primary", "2026-12-01T22:59:00.000Z", "2026-12-01T23:01:00.000Z"],
  ["secondary", NOW.replace("Z", ".000Z"), "2026-11-30T16:59:00.000Z", "2026-11-30T17:01:00.000Z"],
  ["secondary", "2026-12-07T16:59:00.000Z", "2026-12-07T17:01:00.000Z"],
].flatMap(([role, ...instants]) => instants.map((instant) => `pf_${role} ${instant}`));

test("the service is asked who is on call now, and a minute before and after the next two handoffs", async () => {
  const { exit, stdout, sleeps, opsgenie } = await push();
  const nameOf = (path: string) =>
    String(opsgenie.schedules.find(({ id }) => path.includes(String(id)))?.["name"]);
  const asked = opsgenie.requests.filter(({ path }) => path.endsWith("/on-calls"));
  expect(asked.map(({ path, query }) => `${nameOf(path)} ${query["date"]}`)).toEqual(ON_CALLS);
  expect([exit, stdout.includes("\nverified: "), sleeps]).toEqual([0, true, []]);
});

/** Has the service answer with somebody else at one instant, so many times, whatever its timeline says. */
function contradictAt(date: string, times: number): Alter {
  let left = times;
  return ({ pathname, searchParams }, answer) => {
    const isIt = pathname.endsWith("/on-calls") && searchParams.get("date") === date;
    if (!isIt || left === 0 || answer.kind === "failed") return answer;
    left -= 1;
    return { ...answer, text: answer.text.replaceAll(/u-(ann|bob|cem|dee\.doe)/g, "u-mia") };
  };
}

test.each([
  [NOW.replace("Z", ".000Z"), "Wed 25 Nov 10:00 → 10:01 primary: Mia Moss instead of Cem Can"],
  ["2026-11-30T16:59:00.000Z", "Mon 30 Nov 11:59 → 12:00 primary: Mia Moss instead of Cem Can"],
  ["2026-11-30T17:01:00.000Z", "Mon 30 Nov 12:01 → 12:02 primary: Mia Moss instead of Dee Doe"],
  ["2026-12-01T22:59:00.000Z", "Tue 1 Dec 17:59 → 18:00 primary: Mia Moss instead of Dee Doe"],
  ["2026-12-07T17:01:00.000Z", "Mon 7 Dec 12:01 → 12:02 secondary: Mia Moss instead of Bob Birch"],
])("a right timeline is not verified if somebody else is on call at %s", async (date, problem) => {
  const { exit, stdout, stderr, sleeps } = await push(contradictAt(date, Infinity));
  expect([exit, stdout.includes("verified"), sleeps]).toEqual([4, false, Array(9).fill(3000)]);
  expect(stderr).toContain(`oncall: not verified: ${problem}\n`);
});

test("reads may lag behind writes for half a minute", async () => {
  const late = await push(contradictAt("2026-12-07T17:01:00.000Z", 9));
  expect([late.exit, late.stdout.includes("\nverified: "), late.sleeps.length]).toEqual([0, true, 9]);
});
