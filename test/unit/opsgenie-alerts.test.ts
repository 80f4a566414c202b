/** Tests test alerts against the fake OpsGenie: what they say, who acknowledges them, and whom each kind of key alerts. */
import { describe, expect, test } from "vitest";
import { ALERT_SWITCHES } from "../fake/opsgenie/switches.mjs";
import {
  alertAt,
  BOB,
  faultOf,
  newAlert,
  OPEN,
  SENT,
  start,
  statusesOf,
  USERS,
  waitUntilCreated,
} from "./opsgenie-alert.ts";

test("an alert says that it is a test, and goes to one person", async () => {
  const opsgenie = await start();
  await alertAt(opsgenie).send();
  expect(opsgenie.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["GET", "/v2/users/Bob%40example.com", undefined],
    [
      "POST",
      "/v2/alerts",
      {
        message: "oncall test alert for Bob: acknowledge it",
        alias: "oncall-test-bob-7f3a",
        description:
          "This is only a test by oncall: does an alert reach Bob? Please acknowledge it, that is the proof. It closes by itself.",
        responders: [{ type: "user", id: "u-bob" }],
        tags: ["oncall-test"],
        source: "oncall",
        priority: "P3",
      },
    ],
  ]);
});

test.each([
  [92, "B".repeat(92)],
  [93, `${"B".repeat(91)}…`],
])("a name of %d characters fits", async (length, shown) => {
  const opsgenie = await start();
  await alertAt(opsgenie, "global-key", newAlert("bob@example.com", "B".repeat(length))).send();
  const [, { body } = { body: {} }] = opsgenie.requests;
  expect(body).toMatchObject({ message: `oncall test alert for ${shown}: acknowledge it` });
  await alertAt(
    opsgenie,
    "global-key",
    newAlert("bob@example.com", `${"B".repeat(90)}😀${"B".repeat(9)}`),
  ).send();
  expect(opsgenie.requests.at(-1)?.body).toMatchObject({
    message: `oncall test alert for ${"B".repeat(90)}…: acknowledge it`,
  });
});

describe("the acknowledgement is read, and the alert is closed in the end", () => {
  test.for(ALERT_SWITCHES)("where $name", async ({ switches }) => {
    const opsgenie = await start({ switches });
    const alert = alertAt(opsgenie);
    await alert.send();
    const notified = switches.recipients === "forbidden" ? [] : SENT;
    expect(await waitUntilCreated(alert)).toEqual({ ...OPEN, notified });
    const [ann, bob] = ["ann", "bob"].map((name) =>
      switches.names === "fullName"
        ? name.replace(/^./, (first) => first.toUpperCase())
        : `${name}@example.com`,
    );
    opsgenie.acknowledge(BOB.alias, "ann@example.com");
    expect(await alert.readState()).toEqual({ ...OPEN, notified, isAcknowledged: true, acknowledgedBy: ann });
    opsgenie.acknowledge(BOB.alias, "bob@example.com");
    const proof = { isAcknowledged: true, acknowledgedBy: bob, isProof: true };
    expect(await alert.readState()).toEqual({ ...OPEN, notified, ...proof });
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 1"]]);
    expect(await alert.readState()).toEqual({ ...OPEN, kind: "closed", notified, ...proof, closedBy: "API" });
  });

  test.for(ALERT_SWITCHES)("closed before its state was read, where $name", async ({ switches }) => {
    const opsgenie = await start({ switches });
    const alert = alertAt(opsgenie, "restricted-key");
    await alert.send();
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 1"]]);
  });
});

describe("keys", () => {
  test("one that may not see users", async () => {
    const opsgenie = await start();
    const alert = alertAt(opsgenie, "restricted-key");
    await alert.send();
    expect(await waitUntilCreated(alert)).toEqual(OPEN);
    opsgenie.acknowledge(BOB.alias, "bob@example.com");
    expect(await alert.readState()).toMatchObject({ isAcknowledged: true, isProof: true });
  });

  test("one that may not see recipients either: answers have ids alone", async () => {
    const opsgenie = await start({ switches: { recipients: "forbidden" } });
    const alert = alertAt(opsgenie, "restricted-key");
    await alert.send();
    expect(await waitUntilCreated(alert)).toEqual({ ...OPEN, responders: ["user u-bob"], notified: [] });
  });

  test("one of a team alerts its team, and that is noticed", async () => {
    const opsgenie = await start();
    const alert = alertAt(opsgenie, "team-key");
    await alert.send();
    const notified = USERS.map(({ username: who }) => ({
      ...{ who, isTarget: who === "bob@example.com" },
      ...{ method: "mobile", state: "notified" },
    }));
    const astray = { ...OPEN, isAstray: true, isMissed: true, responders: ["team platform"], notified };
    expect(await waitUntilCreated(alert)).toEqual(astray);
    expect(await alert.readState()).toEqual(astray);
    expect(opsgenie.requests.filter(({ path }) => path.startsWith("/v2/teams/"))).toHaveLength(1);
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 1"]]);
  });

  test("one of the account may not send alerts, and there is nothing to close", async () => {
    const opsgenie = await start();
    const alert = alertAt(opsgenie, "account-key");
    expect(await faultOf(alert.send())).toBe(
      "4 the key in OPSGENIE_ALERT_KEY may not send or close alerts: Api key is not authorized to access the alert | make an API integration of the whole account with that right (Settings, Integrations), and use its key; an API key of the account cannot send alerts, and the key of a team alerts that team",
    );
    const asked = opsgenie.requests.length;
    expect([await alert.close(), opsgenie.requests.length - asked, opsgenie.alerts]).toEqual([true, 0, []]);
  });
});

describe("nothing is sent", () => {
  const invite = "invite them in OpsGenie, or set their user name there in the roster: `opsgenie: USERNAME`";
  const unblock = "ask an admin of the OpsGenie account to unblock them: blocked users are not notified";
  test.each([
    [newAlert("dee@example.com"), `4 OpsGenie has no user with the user name or email of Bob | ${invite}`],
    [newAlert("cem@example.com", "Cem"), `4 Cem is blocked in OpsGenie | ${unblock}`],
  ])("to %j", async (to, words) => {
    const opsgenie = await start({
      users: USERS.map((user) => ({ ...user, blocked: user.id === "u-cem" })),
    });
    const alert = alertAt(opsgenie, "global-key", to);
    expect(await faultOf(alert.send())).toBe(words);
    expect([await alert.close(), opsgenie.requests.map(({ method }) => method)]).toEqual([true, ["GET"]]);
  });

  test("if it was closed before", async () => {
    const opsgenie = await start();
    const alert = alertAt(opsgenie);
    expect([await alert.close(), opsgenie.requests]).toEqual([true, []]);
    await alert.send();
    expect(opsgenie.alerts).toEqual([]);
  });
});

test("a policy may refuse it", async () => {
  const opsgenie = await start({ switches: { policy: "refuses" } });
  const alert = alertAt(opsgenie);
  await alert.send();
  expect(await waitUntilCreated(alert)).toEqual({
    kind: "refused",
    reason: "Alert is refused by the policy [quiet]",
  });
  expect([await alert.close(), opsgenie.alerts]).toEqual([true, []]);
});
