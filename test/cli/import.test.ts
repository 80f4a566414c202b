/** Checks what an import says of accounts that are odd, of keys that may not read everything, and of files that are no export. */
import { afterEach, describe, expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { type Jsm, startJsm } from "../fake/jsm/server.mjs";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { type Answer, edgesOf, type World } from "./world.ts";

const NOW = "2026-11-24T15:00:00Z";
const http = createHttp({});
const names = ["ann", "bob", "cem", "dee"];
const mail = (name: string) => `${name}@example.com`;
const servers: (Opsgenie | Jsm)[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type OpsgenieOptions = Partial<Parameters<typeof startOpsgenie>[0]>;
type JsmOptions = Partial<Parameters<typeof startJsm>[0]>;

async function openOpsgenie(options: OpsgenieOptions = {}): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    ...{ now: () => Date.parse(NOW), teams: [{ id: "t", name: "ops" }] },
    users: names.map((id) => ({ id: `u-${id}`, username: mail(id), fullName: id })),
    ...options,
  });
  servers.push(opsgenie);
  return opsgenie;
}

async function openJsm(options: JsmOptions = {}): Promise<Jsm> {
  const jsm = await startJsm({
    ...{ now: () => Date.parse(NOW), teams: [{ id: "t", name: "ops" }] },
    accounts: names.map((id) => ({ id: `712020:${id}`, email: mail(id), name: `${id} Doe` })),
    ...options,
  });
  servers.push(jsm);
  return jsm;
}

const opsgenieRotation = (people: readonly string[], more: object = {}) => ({
  ...{ name: "weekly", type: "weekly", startDate: "2026-01-05T17:00:00Z" },
  participants: people.map((each) => ({ type: "user", username: mail(each) })),
  ...more,
});
const jsmRotation = (people: readonly string[], more: object = {}) => ({
  ...{ name: "weekly", type: "weekly", startDate: "2026-01-05T17:00:00Z" },
  participants: people.map((each) => ({ type: "user", id: `712020:${each}` })),
  ...more,
});

interface Asked extends World {
  /** The addresses that the network has, and which server each is. */
  readonly hosts?: Readonly<Record<string, string>>;
}

async function oncall(words: readonly string[], { hosts = {}, ...world }: Asked): Promise<Answer> {
  const { edges, written } = edgesOf({
    ...{ files: {}, now: NOW, ...world },
    http: {
      send: (request) => {
        const { origin } = new URL(request.url);
        const url = request.url.replace(origin, hosts[origin] ?? origin);
        return http.send({ ...request, url });
      },
      sleep: async () => undefined,
    },
  });
  const exit = await run(["import", ...words], edges);
  return { exit, ...written() };
}

const ofOpsgenie = ({ url }: Opsgenie, key = "test-key") => ({
  OPSGENIE_API_URL: url,
  OPSGENIE_API_KEY: key,
});
const ofJsm = ({ url }: Jsm) => ({
  JSM_API_URL: url,
  JSM_EMAIL: "push@example.com",
  JSM_API_TOKEN: "test-token",
});

async function told(words: readonly string[], world: Asked) {
  const { exit, stdout, stderr } = await oncall([...words, "--json"], world);
  if (stdout === "") return { exit, codes: [], messages: [], text: "", differences: [], stderr };
  const { rosters, notes } = JSON.parse(stdout);
  const all: readonly { code: string; message: string }[] = [
    ...notes,
    ...rosters.flatMap((each: { notes: readonly unknown[] }) => each.notes),
  ];
  return {
    exit,
    stderr,
    codes: all.map(({ code }) => code),
    messages: all.map(({ message }) => message),
    text: rosters.map(({ roster }: { roster: string }) => roster).join("\n"),
    differences: rosters.flatMap(
      ({ proof }: { proof: { differences: unknown } | null }) => proof?.differences ?? [],
    ),
  };
}

describe("where the account is", () => {
  test("a key that the US do not know is tried in the EU, and the roster says so", async () => {
    const us = await openOpsgenie({ keys: [{ key: "other", kind: "account" }] });
    const eu = await openOpsgenie({ schedules: [{ name: "web", rotations: [opsgenieRotation(["ann"])] }] });
    const hosts = { "https://api.opsgenie.com": us.url, "https://api.eu.opsgenie.com": eu.url };
    const env = { OPSGENIE_API_KEY: "test-key" };
    const { exit, text } = await told(["opsgenie"], { env, hosts });
    expect(exit).toBe(0);
    expect(text).toContain("opsgenie: { region: eu, schedules: { primary: web } }");
    const wrong = await oncall(["opsgenie"], { env: { OPSGENIE_API_KEY: "wrong" }, hosts });
    expect(wrong).toEqual({
      ...{ exit: 4, stdout: "" },
      stderr:
        "oncall: OpsGenie does not know the key in OPSGENIE_API_KEY, neither in the US nor in the EU\nhelp: set it to an API key of the OpsGenie account: Settings, API key management\n",
    });
  });
  test("the address of the EU says so by itself; what goes wrong there is told", async () => {
    const eu = await openOpsgenie({ schedules: [{ name: "web", rotations: [opsgenieRotation(["ann"])] }] });
    const hosts = { "https://api.eu.opsgenie.com": eu.url };
    const env = { OPSGENIE_API_URL: "https://api.eu.opsgenie.com", OPSGENIE_API_KEY: "test-key" };
    expect((await told(["opsgenie"], { env, hosts })).text).toContain("region: eu");
    const us = await openOpsgenie({ keys: [{ key: "other", kind: "account" }] });
    const plan = await openOpsgenie({ lacks: ["schedules"] });
    const { exit, stderr } = await oncall(["opsgenie"], {
      env: { OPSGENIE_API_KEY: "test-key" },
      hosts: { "https://api.opsgenie.com": us.url, "https://api.eu.opsgenie.com": plan.url },
    });
    expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("plan") });
  });
  test("Jira needs its site, which OpsGenie has not", async () => {
    expect(await oncall(["jsm"], { env: { JSM_EMAIL: "a@example.com", JSM_API_TOKEN: "t" } })).toEqual({
      ...{ exit: 2, stdout: "" },
      stderr:
        "oncall: the site of Jira Service Management is not named\nhelp: name it with --site example.atlassian.net\n",
    });
    const env = { OPSGENIE_API_KEY: "test-key" };
    expect(await oncall(["opsgenie", "--site", "x.atlassian.net"], { env })).toMatchObject({ exit: 2 });
  });
  test("without a site people of Jira have no names; with it the roster names both", async () => {
    const jsm = await openJsm({
      schedules: [{ name: "web", teamId: "t", rotations: [jsmRotation(["ann", "bob"])] }],
    });
    const env = { JSM_CLOUD_ID: jsm.cloudId, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
    const hosts = { "https://api.atlassian.com": jsm.url, "https://example.atlassian.net": jsm.url };
    const unnamed = await told(["jsm"], { env, hosts });
    expect(unnamed).toMatchObject({ exit: 1, codes: ["unnamed-people", "hidden-email", "hidden-email"] });
    expect(unnamed.text).toContain('ann: { name: "712020:ann", jsm: "712020:ann" }');
    const { text, codes } = await told(["jsm", "--site", "example.atlassian.net"], { env, hosts });
    expect(codes).toEqual([]);
    expect(text).toContain("ann: { name: ann Doe, email: ann@example.com }");
    expect(text).toContain("jsm: { site: example.atlassian.net, team: ops, schedules: { primary: web } }");
  });
});

describe("what the key may not read", () => {
  test("OpsGenie: users or escalations are missing, and the schedules are read", async () => {
    const opsgenie = await openOpsgenie({
      ...{ keys: [{ key: "team", kind: "team", team: "ops" }], lacks: ["escalations", "routing-rules"] },
      schedules: [{ name: "web", ownerTeam: { name: "ops" }, rotations: [opsgenieRotation(["ann"])] }],
    });
    const { exit, codes, text } = await told(["opsgenie"], { env: ofOpsgenie(opsgenie, "team") });
    expect({ exit, codes }).toEqual({
      exit: 1,
      codes: ["unreadable-list", "unreadable-list", "unreadable-list"],
    });
    expect(text).toContain("queue: [ann]");
  });
  test("Jira: escalations are missing", async () => {
    const jsm = await openJsm({
      ...{
        lacks: ["escalations"],
        schedules: [{ name: "web", teamId: "t", rotations: [jsmRotation(["ann"])] }],
      },
    });
    expect(await told(["jsm"], { env: ofJsm(jsm) })).toMatchObject({ exit: 1, codes: ["unreadable-list"] });
  });
  test("Jira: a token that sees no team sees no schedule either", async () => {
    const tokens = [{ email: "push@example.com", token: "test-token", kind: "outsider" as const }];
    const jsm = await openJsm({ tokens, schedules: [{ name: "web", rotations: [jsmRotation(["ann"])] }] });
    const { exit, stderr } = await oncall(["jsm"], { env: ofJsm(jsm) });
    expect({ exit, stderr }).toEqual({
      exit: 4,
      stderr:
        "oncall: the account in JSM_EMAIL sees no team with operations in Jira Service Management, and so no schedule either\nhelp: make it an admin of the team whose schedules these are, or a Jira admin\n",
    });
  });
});

describe("people", () => {
  test("who hides their email goes by their account, with an id of their name", async () => {
    const accounts = [
      { id: "712020:1", email: mail("zoe"), name: "Zoë Ångström", isHidden: true },
      { id: "712020:2", email: mail("ann"), name: "Ann", isInactive: true },
      { id: "712020:3", email: "ann@other.example.com", name: "Ann" },
    ];
    const participants = accounts.map(({ id }) => ({ type: "user", id }));
    const jsm = await openJsm({
      accounts,
      schedules: [{ name: "web", rotations: [{ ...jsmRotation([]), participants }] }],
    });
    const { exit, codes, text } = await told(["jsm"], { env: ofJsm(jsm) });
    expect({ exit, codes }).toEqual({ exit: 1, codes: ["hidden-email", "inactive-user"] });
    expect(text).toContain('zoe-angstrom: { name: Zoë Ångström, jsm: "712020:1" }');
    expect(text).toContain("ann-2: { name: Ann, email: ann@other.example.com }");
  });
  test("who is blocked in OpsGenie, and a name that no id can be made of", async () => {
    const users = [
      { id: "1", username: "李雷", fullName: "李雷" },
      { id: "2", username: mail("manager"), fullName: "Max", blocked: true },
    ];
    const participants = users.map(({ username }) => ({ type: "user", username }));
    const opsgenie = await openOpsgenie({
      users,
      schedules: [{ name: "web", rotations: [{ ...opsgenieRotation([]), participants }] }],
    });
    const { codes, text } = await told(["opsgenie"], { env: ofOpsgenie(opsgenie) });
    expect(codes).toEqual(["hidden-email", "inactive-user"]);
    expect(text).toContain("person-2: { name: 李雷, timezone: America/New_York, opsgenie: 李雷 }");
    expect(text).toContain("person: { name: Max");
  });
});

describe("what bends a timeline", () => {
  test("a forwarding is a note, and a difference with its cause", async () => {
    const [start, end] = ["2026-12-01T12:00:00Z", "2026-12-01T20:00:00Z"];
    const jsm = await openJsm({
      forwardings: [{ from: mail("ann"), to: mail("dee"), start, end }],
      schedules: [{ name: "web", rotations: [jsmRotation(["ann"])] }],
    });
    const { exit, codes, messages } = await told(["jsm"], { env: ofJsm(jsm) });
    expect({ exit, codes, messages }).toEqual({
      ...{ exit: 1, codes: ["forwarding"] },
      messages: ["alerts for ann are forwarded to @dee Doe for a time, which a roster does not say"],
    });
  });
  test("overrides that are over, which no list has, come from base against final", async () => {
    let now = "2026-11-10T15:00:00Z";
    const jsm = await openJsm({
      now: () => Date.parse(now),
      schedules: [{ name: "web", rotations: [jsmRotation(["ann", "bob"])] }],
    });
    jsm.addForeignOverride("web", {
      user: mail("dee"),
      start: "2026-11-11T12:00:00Z",
      end: "2026-11-12T12:00:00Z",
    });
    now = NOW;
    const { exit, codes, text, differences } = await told(["jsm"], { env: ofJsm(jsm) });
    expect({ exit, codes, differences }).toEqual({
      ...{ exit: 0, differences: [] },
      codes: ["past-rebuilt", "cover-unapproved", "lint-errors"],
    });
    expect(text).toContain(
      '- { cover: ann, by: dee, from: 2026-11-11 07:00, until: 2026-11-12 07:00, backdated: true, unapproved: true, reason: "an override in Jira Service Management" }',
    );
  });
  test("what a rotation was that was deleted is nobody's", async () => {
    let now = "2026-11-10T15:00:00Z";
    const jsm = await openJsm({
      now: () => Date.parse(now),
      schedules: [
        { name: "web", rotations: [jsmRotation(["ann", "bob"]), jsmRotation(["dee"], { name: "old" })] },
      ],
    });
    now = "2026-11-20T15:00:00Z";
    const { id, rotations } = JSON.parse(JSON.stringify(jsm.schedules[0]));
    jsm.byHand("DELETE", `/schedules/${id}/rotations/${rotations[1].id}`);
    now = NOW;
    expect(await told(["jsm"], { env: ofJsm(jsm) })).toMatchObject({ exit: 0, codes: [], differences: [] });
  });
  test("a rotation that was changed in the last weeks, by its rotation as it was then", async () => {
    let now = "2026-11-10T15:00:00Z";
    const opsgenie = await openOpsgenie({
      now: () => Date.parse(now),
      schedules: [{ name: "web", rotations: [opsgenieRotation(["ann", "bob"])] }],
    });
    now = "2026-11-20T15:00:00Z";
    const restriction = { startHour: 9, startMin: 0, endHour: 17, endMin: 0 };
    const { id, rotations } = JSON.parse(JSON.stringify(opsgenie.schedules[0]));
    opsgenie.byHand("PATCH", `/v2/schedules/${id}/rotations/${rotations[0].id}?scheduleIdentifierType=id`, {
      timeRestriction: { type: "time-of-day", restriction },
    });
    now = NOW;
    const { exit, stdout } = await oncall(["opsgenie"], { env: ofOpsgenie(opsgenie) });
    expect(exit).toBe(1);
    expect(stdout).toContain("OpsGenie has ann by its rotation as it was then, the roster nobody\n");
    expect(stdout).toContain("  … and ");
  });
  test("a schedule that is disabled, a zone that nobody knows", async () => {
    const opsgenie = await openOpsgenie({
      schedules: [{ name: "web", enabled: false, rotations: [opsgenieRotation(["ann"])] }],
    });
    expect(await told(["opsgenie"], { env: ofOpsgenie(opsgenie) })).toMatchObject({
      ...{ exit: 1, codes: ["schedule-disabled"] },
    });
  });
});

describe("names and files", () => {
  const rotations = [
    opsgenieRotation(["ann", "bob"], { name: "a" }),
    opsgenieRotation(["bob", "ann"], { name: "b" }),
  ];
  const two = [
    { name: "web", rotations },
    { name: "data", rotations: [opsgenieRotation(["cem", "dee", "ann"])] },
  ];
  test("two rotations of one schedule that are one list turned: one roster, and a push needs two schedules", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two.slice(0, 1) }));
    expect(await told(["opsgenie", "web/a", "web/b"], { env })).toMatchObject({
      exit: 1,
      codes: ["shared-schedule"],
    });
    expect(await told(["opsgenie"], { env })).toMatchObject({ exit: 1, codes: ["shared-schedule"] });
  });
  test("two that are not: a roster each, and a note", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two }));
    expect(await told(["opsgenie", "web/b", "data"], { env })).toMatchObject({
      exit: 1,
      codes: ["separate-lists"],
    });
    const { exit, stderr } = await oncall(["opsgenie", "web"], { env });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: "oncall: web has several rotations\nhelp: name one: web/a, web/b\n",
    });
  });
  test("names that are no schedule, where there are some and where there are none", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two.slice(1) }));
    expect(await oncall(["opsgenie", "nope"], { env })).toMatchObject({
      ...{ exit: 2 },
      stderr:
        'oncall: there is no schedule or rotation "nope" that a roster could hold\nhelp: there are data\n',
    });
    const none = ofOpsgenie(await openOpsgenie());
    expect((await oncall(["opsgenie", "nope"], { env: none })).stderr).toContain("without names says why");
    expect(await oncall(["opsgenie"], { env: none })).toEqual({
      ...{ exit: 1, stdout: "nothing that a roster could hold was found\n", stderr: "" },
    });
  });
  test("files of one name are numbered; a folder; what exists is left alone", async () => {
    const schedules = ["web.x", "web x", "web-x"].map((name, index) => {
      return { name, rotations: [opsgenieRotation([names[index] ?? ""])] };
    });
    const env = ofOpsgenie(await openOpsgenie({ schedules }));
    const disk = new Map<string, Uint8Array>();
    expect((await oncall(["opsgenie", "--output", "all"], { env, disk })).exit).toBe(0);
    expect([...disk.keys()]).toEqual([
      "/team/all/web-x.roster.yaml",
      "/team/all/web-x-2.roster.yaml",
      "/team/all/web-x-3.roster.yaml",
    ]);
    expect((await oncall(["opsgenie", "web x", "--output", "all"], { env, disk })).stdout).toContain(
      "wrote all/roster.yaml",
    );
    expect(await oncall(["opsgenie", "--output", "all"], { env, disk })).toEqual({
      ...{ exit: 5, stdout: "" },
      stderr:
        "oncall: all/web-x.roster.yaml exists already, and is not overwritten\nhelp: name another with --output, or print the roster with --json\n",
    });
  });
});

describe("exports", () => {
  const read = (text: string, file = "x.json") =>
    told(["opsgenie", "--file", file], { files: { [`/team/${file}`]: text } });
  const schedule = (more: object) =>
    JSON.stringify({
      id: "s",
      name: "web",
      timezone: "Europe/Oslo",
      rotations: [{ id: "r", ...opsgenieRotation(["ann", "bob"]), ...more }],
    });
  test.each([
    ["unreadable-start", schedule({ startDate: "2019-11-31T08:00:00Z" })],
    [
      "unreadable-hours",
      schedule({
        timeRestriction: { type: "weekday-and-time-of-day", restrictions: [{ startDay: "someday" }] },
      }),
    ],
    ["participant-schedule", schedule({ participants: [{ type: "schedule", id: "other" }] })],
    ["unknown-participant", schedule({ participants: [{ type: "user" }] })],
    [
      "turns-off-duty",
      schedule({
        participants: names.slice(0, 3).map((id) => ({ type: "user", username: mail(id) })),
        type: "daily",
        timeRestriction: {
          type: "weekday-and-time-of-day",
          restrictions: [{ startDay: "MONDAY", endDay: "Friday", startHour: 9, endHour: 17 }],
        },
      }),
    ],
  ])("%s", async (code, text) => {
    expect(await read(text)).toMatchObject({ exit: 1, codes: [code] });
  });
  test("an override with its schedule in an answer of its own", async () => {
    const override = {
      ...{ alias: "x", user: { type: "user", username: mail("dee") }, _parent: { id: "s" } },
      ...{ startDate: "2026-12-01T12:00:00Z", endDate: "2026-12-01T20:00:00Z" },
    };
    const { codes, stderr } = await read(`[${schedule({})},${JSON.stringify({ data: [override] })}]`);
    expect(codes).toEqual(["cover-unapproved"]);
    expect(stderr).toMatch(/^From a file: nobody can tell whether all overrides are in it/);
  });
  test.each([
    [
      "Terraform's source",
      'resource "opsgenie_schedule" "x" {\n}\n',
      "x.json is Terraform's source, whose references only its state resolves",
    ],
    ["no JSON", "nothing", "x.json is no JSON"],
  ])("%s is refused", async (_, text, message) => {
    expect(await read(text)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(`oncall: ${message}\nhelp: give answers`),
    });
  });
  test("a folder without any, and a file that is not there", async () => {
    const files = { "/team/empty/readme.txt": "" };
    expect((await oncall(["opsgenie", "--file", "empty"], { files })).stderr).toContain(
      "empty has no .json files",
    );
    expect((await oncall(["opsgenie", "--file", "gone"], { files })).stderr).toContain("gone cannot be read");
  });
  test("answers of Jira, and Terraform's state of it", async () => {
    const rotation = { id: "r", ...jsmRotation(["ann", "bob"]) };
    const answers = [
      {
        values: [{ id: "s", name: "web", timezone: "Europe/Oslo", teamId: "t", rotations: [rotation] }],
        links: {},
      },
      { platformTeams: [{ teamId: "t", teamName: "ops" }] },
      { values: names.map((id) => ({ accountId: `712020:${id}`, displayName: id, emailAddress: mail(id) })) },
    ];
    const { startDate, type } = rotation;
    const resources = [
      {
        type: "atlassian-operations_schedule",
        values: { id: "s", name: "web", timezone: "Europe/Oslo", team_id: "t" },
      },
      { type: "atlassian-operations_team", values: { id: "t", display_name: "ops" } },
      {
        type: "atlassian-operations_schedule_rotation",
        values: {
          ...{ id: "r", schedule_id: "s", name: "weekly", start_date: startDate, type, length: 1 },
          participants: ["ann", "bob"].map((id) => ({ type: "user", id: `712020:${id}` })),
          time_restriction: {
            type: "time-of-day",
            restriction: { start_hour: 9, start_min: 0, end_hour: 17, end_min: 30 },
          },
        },
      },
    ];
    const files = {
      "/team/a.json": JSON.stringify(answers),
      "/team/s.json": JSON.stringify({ values: { root_module: { resources } } }),
    };
    const first = await told(["jsm", "--file", "a.json"], { files });
    expect(first).toMatchObject({ exit: 0, codes: [] });
    expect(first.text).toContain("jsm: { team: ops, schedules: { primary: web } }");
    expect(first.text).toContain("ann: { name: ann, email: ann@example.com }");
    const second = await told(["jsm", "--file", "s.json"], { files });
    expect(second.codes).toEqual(["unknown-participant"]);
  });
});
