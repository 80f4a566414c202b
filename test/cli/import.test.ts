/** Checks what an import says of accounts that are odd, and with keys that may not read everything. */
import { describe, expect, test } from "vitest";
import {
  jsmRotation,
  mail,
  NOW,
  ofJsm,
  ofOpsgenie,
  oncall,
  openJsm,
  openOpsgenie,
  opsgenieRotation,
  told,
} from "./import-world.ts";

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
