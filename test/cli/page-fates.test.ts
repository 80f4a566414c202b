/** Tests what `oncall page` says of an alert that goes astray, is refused, gets lost, or is interrupted. */
import { expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { ACKNOWLEDGED, paged, paging } from "./page-world.ts";

const http = createHttp({});
const POST = { method: "POST", path: "/v2/alerts" };
const ALIAS = "oncall-page-1795532400000-000001";

test("a team's key alerts the team: that is said loudly, and nobody waits for it", async () => {
  const opsgenie = await paging(ACKNOWLEDGED);
  const env = { OPSGENIE_ALERT_KEY: "test-team-key" };
  const args = ["x", "--yes", "--wait-ack", "15m", "--json"];
  const { exit, stdout, stderr } = await paged(opsgenie, args, { env, tty: false });
  const [alert] = opsgenie.alerts;
  // The key of a team may not even use an escalation that the team does not own: then it is refused.
  expect([exit, JSON.parse(stdout), stderr.split("\n").slice(-4)]).toEqual([
    1,
    {
      ...{ version: 1, provider: "opsgenie", request: expect.any(String), alert: alert?.id },
      ...{ status: "created", acknowledged_by: null },
    },
    [
      `OpsGenie created alert ${alert?.id}`,
      "oncall: THE ALERT WENT TO team platform, and not to escalation platform_oncall_escalation: it stands, so close it there if it must not",
      expect.stringMatching(/^help: OPSGENIE_ALERT_KEY is the key of a team's integration/),
      "",
    ],
  ]);
});

test("a key that sees no configuration recognises the escalation all the same", async () => {
  const opsgenie = await paging(ACKNOWLEDGED);
  const env = { OPSGENIE_ALERT_KEY: "restricted-key" };
  const { exit, stdout } = await paged(opsgenie, ["x", "--wait-ack", "15m"], { env });
  expect([exit, stdout.split("\n").at(-2)]).toEqual([0, "Alice Nguyen (alice) acknowledged it after 0 s"]);
});

test("a policy may refuse it", async () => {
  const opsgenie = await paging({ switches: { policy: "refuses" } });
  const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--json"]);
  expect([exit, JSON.parse(stdout)]).toEqual([
    1,
    {
      ...{ version: 1, provider: "opsgenie", request: expect.any(String), alert: null },
      ...{ status: "failed", acknowledged_by: null },
    },
  ]);
  expect(stderr).toContain(
    "OpsGenie created no alert: Alert is refused by the policy [quiet]\nhelp: look at the alert policies of the account and of the integration, and call somebody\n",
  );
});

test.each([
  ["cut", "after"],
  ["error", "after"],
  ["cut", "before"],
  ["error", "before"],
] as const)("if the answer is lost (%s %s), it is looked up by its alias: one alert", async (does, when) => {
  const opsgenie = await paging({ faults: [{ at: POST, does, when }] });
  const { exit, stdout } = await paged(opsgenie, ["x", "--json"]);
  expect([exit, opsgenie.alerts.map(({ count }) => count)]).toEqual([0, [1]]);
  expect(JSON.parse(stdout)).toMatchObject({
    request: when === "after" ? null : expect.any(String),
    alert: opsgenie.alerts[0]?.id,
    status: "created",
  });
  const asked = opsgenie.requests.filter(({ query }) => query["identifierType"] === "alias");
  expect(asked.every(({ path }) => path.startsWith(`/v2/alerts/${ALIAS}`))).toBe(true);
  expect(asked.length).toBeGreaterThan(0);
});

test("if nobody can tell, it exits with 4 and the alias", async () => {
  const opsgenie = await paging({
    faults: [{ at: { path: "/v2/alerts" }, times: 999, does: "cut", when: "before" }],
  });
  const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--json"]);
  expect([exit, stdout, stderr.split("\n").slice(-4)]).toEqual([
    4,
    "",
    [
      expect.stringContaining("oncall: OpsGenie cannot be reached: the connection was cut"),
      `nobody knows whether the alert exists: look in OpsGenie for the alias ${ALIAS}, and call somebody`,
      "help: try again later",
      "",
    ],
  ]);
});

test("if it is accepted and never created", async () => {
  const opsgenie = await paging({ switches: { unprocessed: 999 } });
  const { exit, stderr } = await paged(opsgenie, ["x"]);
  expect([exit, stderr.split("\n").slice(-4)]).toEqual([
    4,
    [
      expect.stringContaining("oncall: OpsGenie has accepted the alert, and not created it within 2 min"),
      `OpsGenie has accepted the alert, so it stands or soon will: its alias is ${ALIAS}`,
      "help: call somebody, and do not count on it",
      "",
    ],
  ]);
});

test("a refusal of the request itself says that nothing was sent", async () => {
  const opsgenie = await paging({ escalations: [] });
  const { exit, stderr } = await paged(opsgenie, ["x"]);
  expect([exit, stderr]).toEqual([
    4,
    expect.stringContaining(
      "escalation with name [platform_oncall_escalation] does not exist\nnothing was sent\n",
    ),
  ]);
});

/** Interrupts when a request to that path is answered. */
async function interruptedAt(path: RegExp, options: Parameters<typeof paging>[0] = {}) {
  let stop = () => {};
  const opsgenie = await paging(options);
  const { exit, stderr } = await paged(opsgenie, ["x", "--wait-ack", "1h"], {
    interrupt: (told) => {
      stop = told;
    },
    send: async (request) => {
      const answer = await http.send(request);
      if (path.test(`${request.method} ${new URL(request.url).pathname}`)) stop();
      return answer;
    },
  });
  const [, says] = /(oncall: stopped: .*)\n$/.exec(stderr) ?? [];
  return { exit, says, opsgenie };
}

test("Ctrl-C says whether the alert stands", async () => {
  const waiting = await interruptedAt(/recipients$/);
  const id = waiting.opsgenie.alerts[0]?.id;
  expect([waiting.exit, waiting.says, waiting.opsgenie.alerts.length]).toEqual([
    130,
    `oncall: stopped: the alert stands in OpsGenie until somebody closes it, and rings until somebody acknowledges it: ${id}`,
    1,
  ]);
  const sent = await interruptedAt(/^POST/);
  expect([sent.exit, sent.says]).toEqual([
    130,
    `oncall: stopped: OpsGenie has accepted the alert, so it stands or soon will: its alias is ${ALIAS}`,
  ]);
  const lost = await interruptedAt(/^POST/, { faults: [{ at: POST, does: "cut", when: "before" }] });
  expect([lost.exit, lost.says, lost.opsgenie.alerts]).toEqual([
    130,
    `oncall: stopped: nobody knows whether the alert exists: look in OpsGenie for the alias ${ALIAS}, and call somebody`,
    [],
  ]);
});

test("Ctrl-C before anything has left", async () => {
  let stop = () => {};
  const opsgenie = await paging();
  const { exit, stderr } = await paged(opsgenie, ["x", "--to", "mia"], {
    interrupt: (told) => {
      stop = told;
    },
    send: async (request) => {
      if (request.url.includes("/v2/users/")) stop();
      return http.send(request);
    },
  });
  expect([exit, stderr.endsWith("oncall: stopped: nothing was sent\n"), opsgenie.alerts]).toEqual([
    130,
    true,
    [],
  ]);
});
