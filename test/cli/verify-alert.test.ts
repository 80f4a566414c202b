/** Tests `oncall verify-notifications --via opsgenie`: who acknowledged, whom the alert reached instead, and that it is closed again. */
import { expect, onTestFinished, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { ALERT_SWITCHES } from "../fake/opsgenie/switches.mjs";
import { NOW, oncall, type World } from "./world.ts";

const http = createHttp({});

type Options = Parameters<typeof startOpsgenie>[0];

const IDS = ["alice", "bob", "mia"];

async function opsgenieWith(options: Partial<Options> = {}): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: IDS.map((id) => ({ id: `user-${id}`, username: `${id}@example.com`, fullName: id })),
    teams: [{ id: "t", name: "platform" }],
    keys: [
      { key: "test-alert-key", kind: "global" },
      { key: "test-key", kind: "account" },
      { key: "test-team-key", kind: "team", team: "platform" },
    ],
    ...options,
  });
  onTestFinished(opsgenie.close);
  return opsgenie;
}

/** Everybody who is notified acknowledges at once. */
const ACKNOWLEDGED: Partial<Options> = {
  onAlert: ({ alias, notified: [id = ""] }, opsgenie) =>
    setImmediate(() => opsgenie.acknowledge(alias, `${id.replace("user-", "")}@example.com`)),
};

async function alerted(opsgenie: Opsgenie, args: readonly string[], world: World = {}) {
  const env = {
    OPSGENIE_API_URL: opsgenie.url,
    OPSGENIE_ALERT_KEY: "test-alert-key",
    NO_COLOR: "1",
    ...world.env,
  };
  const words = ["verify-notifications", "--via", "opsgenie", ...args];
  return oncall(words, { tty: true, answers: ["y"], ...world, env, send: http.send });
}

const statuses = ({ alerts }: Opsgenie) =>
  alerts.map(({ status, responders }) => [status, responders.map(({ id }) => id)]);

test.each(ALERT_SWITCHES)("acknowledged, with $name", async ({ switches }) => {
  const opsgenie = await opsgenieWith({ ...ACKNOWLEDGED, switches });
  const { exit, stdout, stderr } = await alerted(opsgenie, ["alice"]);
  expect([exit, stdout, statuses(opsgenie)]).toEqual([
    0,
    "alice  alert  verified: they acknowledged the alert\n",
    [["closed", ["user-alice"]]],
  ]);
  expect(stderr.split("\n").filter((line) => line !== "alice: mobile: notified")).toEqual([
    "/team/roster.yaml, team Platform Engineering → OpsGenie, account example",
    "",
    "alice  Alice Nguyen  alert  alice@example.com  10:00 there",
    "",
    "? Send this? (y/N) y",
    "alice: alert sent",
    "alice: closing the alert",
    "alice: alert closed",
    "not recorded: `verified` in the roster is for texts and calls",
    "",
  ]);
});

test("a script reports an acknowledgement but does not call it verified", async () => {
  const opsgenie = await opsgenieWith(ACKNOWLEDGED);
  const { exit, stdout, stderr } = await alerted(opsgenie, ["alice", "bob", "--yes"], { tty: false });
  expect([exit, stdout, `${stdout}${stderr}`.includes("verif")]).toEqual([
    0,
    "alice  alert  they acknowledged the alert\nbob    alert  they acknowledged the alert\n",
    false,
  ]);
  expect(statuses(opsgenie)).toEqual([
    ["closed", ["user-alice"]],
    ["closed", ["user-bob"]],
  ]);
});

const RULES =
  "check the notification rules and contacts in their OpsGenie profile, and whether quiet hours or mute are on";

test.each([
  ["nobody acknowledges", {}, "not acknowledged within 10 minutes", RULES],
  [
    "somebody else acknowledges",
    { onAlert: ({ alias }, opsgenie) => setImmediate(() => opsgenie.acknowledge(alias, "bob@example.com")) },
    "not verified: bob@example.com acknowledged it, not alice",
    "run it again, and have alice acknowledge it",
  ],
  [
    "a policy makes no alert of it",
    { switches: { policy: "refuses" } },
    "OpsGenie created no alert: REASON",
    "look at the alert policies of the account and of the integration",
  ],
] satisfies readonly (readonly [string, Partial<Options>, string, string])[])(
  "%s",
  async (_, options, says, help) => {
    const opsgenie = await opsgenieWith(options);
    const { exit, stdout, stderr } = await alerted(opsgenie, ["alice"]);
    const [, reason = ""] = /created no alert: (.*)\n/.exec(stdout) ?? [];
    expect([exit, stdout]).toEqual([1, `alice  alert  ${says.replace("REASON", reason)}\n`]);
    expect(stderr).toContain(`help: alice, alert: ${help}\n`);
    expect(opsgenie.alerts.filter(({ status }) => status !== "closed")).toEqual([]);
  },
);

test("a team's key alerts the whole team: that is reported, the alert is closed, and nobody else is alerted", async () => {
  const opsgenie = await opsgenieWith(ACKNOWLEDGED);
  const env = { OPSGENIE_ALERT_KEY: "test-team-key" };
  const { exit, stderr } = await alerted(opsgenie, ["alice", "bob", "mia"], { env });
  expect([exit, stderr.split("\n").slice(-3)]).toEqual([
    4,
    [
      "oncall: THE ALERT WENT TO team platform, and not to alice alone",
      "help: OPSGENIE_ALERT_KEY is the key of a team's integration, which alerts that team whoever is named: make an API integration of the whole account (Settings, Integrations), and use its key",
      "",
    ],
  ]);
  expect(statuses(opsgenie)).toEqual([["closed", ["t"]]]);
});

test.each([
  ["not set", { OPSGENIE_ALERT_KEY: "" }, 4, "OPSGENIE_ALERT_KEY is not set"],
  [
    "one of the account",
    { OPSGENIE_ALERT_KEY: "test-key" },
    4,
    "the key in OPSGENIE_ALERT_KEY may not send or close alerts: Api key is not authorized to access the alert",
  ],
  [
    "unknown there",
    { OPSGENIE_ALERT_KEY: "wrong-key" },
    4,
    "OpsGenie does not know the key in OPSGENIE_ALERT_KEY",
  ],
  [
    "for a what-if elsewhere",
    { OPSGENIE_API_URL: "https://opsgenie.example.com", ONCALL_NOW: NOW },
    2,
    "ONCALL_NOW is set, but a test happens in the present",
  ],
])("the key is %s", async (_, env, exit, message) => {
  const opsgenie = await opsgenieWith(ACKNOWLEDGED);
  const answer = await alerted(opsgenie, ["alice"], { env });
  expect([answer.exit, answer.stderr.split("\n").at(-3), opsgenie.alerts]).toEqual([
    exit,
    `oncall: ${message}`,
    [],
  ]);
  expect(answer.stderr).not.toMatch(/test-key|wrong-key/);
});

test("somebody who is no user there ends the run, and alerts sent before are closed", async () => {
  const opsgenie = await opsgenieWith();
  const { exit, stderr } = await alerted(opsgenie, ["alice", "carol"]);
  expect([exit, stderr.split("\n").at(-3)]).toEqual([
    4,
    "oncall: OpsGenie has no user with the user name or email of Carol Diaz",
  ]);
  expect(statuses(opsgenie)).toEqual([["closed", ["user-alice"]]]);
});

test("interrupted: alert closed", async () => {
  let stop: (() => void) | undefined;
  const opsgenie = await opsgenieWith({ onAlert: () => setImmediate(() => stop?.()) });
  const { exit, stdout, stderr } = await alerted(opsgenie, ["alice"], {
    interrupt: (told) => {
      stop = told;
    },
  });
  expect([exit, stdout, stderr.split("\n").slice(-3)]).toEqual([
    130,
    "",
    ["alice: alert closed", "oncall: stopped: no more alerts are sent", ""],
  ]);
  expect(statuses(opsgenie)).toEqual([["closed", ["user-alice"]]]);
});

test("if OpsGenie does not close it, the message says how to find it", async () => {
  const opsgenie = await opsgenieWith({
    ...ACKNOWLEDGED,
    faults: [{ at: ({ path }) => path.endsWith("/close"), times: 99, does: "error", when: "before" }],
  });
  const { exit, stderr } = await alerted(opsgenie, ["alice"]);
  expect(exit).toBe(0);
  expect(stderr).toMatch(
    /^alice: WARNING: OpsGenie did not confirm that the alert is closed: close it there by hand \(alias oncall-test-alice-\d+-000001\)$/m,
  );
});

test("somebody with neither an email nor a user name", async () => {
  const roster = `version: 1
team: T
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [b, c] }
people: { b: { name: B }, c: { name: C, opsgenie: mia@example.com } }
`;
  const files = { "/team/roster.yaml": roster };
  const opsgenie = await opsgenieWith(ACKNOWLEDGED);
  const { exit, stderr } = await alerted(opsgenie, ["b"], { files });
  expect([exit, stderr]).toEqual([
    3,
    "oncall: nothing was sent: b has neither an email nor a user name of OpsGenie in the roster\nhelp: give b an `email`, or `opsgenie: USERNAME`\n",
  ]);
  const named = await alerted(opsgenie, ["c"], { files });
  expect([named.exit, statuses(opsgenie)]).toEqual([0, [["closed", ["user-mia"]]]]);
});

test("--dry-run says who would be alerted, and needs no key", async () => {
  const opsgenie = await opsgenieWith();
  const { exit, stdout, stderr } = await alerted(opsgenie, ["alice", "--dry-run"], {
    env: { OPSGENIE_ALERT_KEY: "" },
  });
  expect([exit, stdout, stderr, opsgenie.requests]).toEqual([
    0,
    "an alert to Alice Nguyen, alice@example.com, to acknowledge; it is closed after that\n",
    "dry run: nothing was sent\n",
    [],
  ]);
});
