/** Tests `oncall page`: whom it rings, what people see before they consent, what the alert says, and what came of it. */
import { describe, expect, test } from "vitest";
import { ACKNOWLEDGED, paged, paging } from "./page-world.ts";
import { EXAMPLE, oncall } from "./world.ts";

test("it goes to the escalation, after saying who will be rung, where, and by which roster", async () => {
  const opsgenie = await paging();
  const { exit, stdout, stderr } = await paged(opsgenie, ["checkout is down"]);
  const [alert] = opsgenie.alerts;
  expect([exit, stdout, stderr]).toEqual([
    0,
    `OpsGenie created alert ${alert?.id}\n`,
    `/team/roster.yaml, team Platform Engineering → OpsGenie, account example, team platform

alert     checkout is down
to        escalation platform_oncall_escalation
rings     primary: Alice Nguyen, at once
          secondary: Carol Diaz, if nobody acknowledges it by Tue 24 Nov 22:00

? Page them? (y/N) y
\r\u001B[Ksending it to OpsGenie\r\u001B[K`,
  ]);
  expect(alert).toMatchObject({ responders: [{ type: "escalation" }], notified: ["user-alice"] });
  expect(alert?.sent).toMatchObject({
    message: "checkout is down",
    responders: [{ type: "escalation", name: "platform_oncall_escalation" }],
    tags: ["oncall-page"],
    source: "oncall",
    description: `Sent by hand with oncall, team Platform Engineering.
On call on Tue 24 Nov 2026, 10:00 America/New_York: primary: Alice Nguyen, secondary: Carol Diaz.
Secondary: once you are alerted, try to reach the primary first (Alice Nguyen), and do not wait for them.`,
  });
  expect(alert?.sent).not.toHaveProperty("priority");
  expect(alert?.alias).toMatch(/^oncall-page-\d+-000001$/);
});

test.each([
  ["primary", { type: "schedule", name: "platform_primary" }, "primary: Alice Nguyen, at once"],
  ["SECONDARY", { type: "schedule", name: "platform_secondary" }, "secondary: Carol Diaz, at once"],
  ["mia", { type: "user", id: "user-mia" }, "Mia Rossi, at once"],
  ["Max Adler", { type: "user", id: "user-max" }, "Max Adler, at once"],
])("--to %s", async (to, responder, rings) => {
  const opsgenie = await paging();
  const { exit, stderr } = await paged(opsgenie, ["call me", "--to", to, "--priority", "P1"]);
  expect([exit, opsgenie.alerts.map(({ sent }) => sent)]).toMatchObject([
    0,
    [{ responders: [responder], priority: "P1" }],
  ]);
  expect(stderr).toContain(`priority  P1\nrings     ${rings}\n`);
  expect(stderr).toContain(
    "warning: this goes past the escalation: if they do not answer, nobody else is rung\n? Page them anyway? (y/N) y\n",
  );
});

test("--json: one document, and what people read is on stderr", async () => {
  const opsgenie = await paging(ACKNOWLEDGED);
  const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--json", "--yes", "--wait-ack", "15m"], {
    tty: false,
  });
  const [alert] = opsgenie.alerts;
  const request = expect.stringMatching(/^0+\d+-/);
  expect([exit, JSON.parse(stdout)]).toEqual([
    0,
    {
      version: 1,
      provider: "opsgenie",
      request,
      alert: alert?.id,
      status: "created",
      acknowledged_by: "alice",
    },
  ]);
  expect(stderr.split("\n").slice(-5)).toEqual([
    `OpsGenie created alert ${alert?.id}`,
    "waiting up to 15 min for an acknowledgement",
    "Alice Nguyen (alice): notified by mobile",
    "Alice Nguyen (alice) acknowledged it after 0 s",
    "",
  ]);
});

describe("waiting for an acknowledgement", () => {
  test("a line at a terminal says how long is left, and goes when somebody acknowledged", async () => {
    const opsgenie = await paging();
    let slept = 0;
    const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--wait-ack", "2 minutes"], {
      onSleep: (ms) => {
        slept += ms;
        const [alert] = opsgenie.alerts;
        if (slept >= 30_000 && alert !== undefined && alert.owner === "")
          opsgenie.acknowledge(alert.id, "visitor@example.org");
      },
    });
    expect([exit, stdout.split("\n").at(-2)]).toEqual([0, "visitor@example.org acknowledged it after 28 s"]);
    expect(stderr).toContain("\r\u001B[K1 min 59 s left");
    expect(stderr.endsWith("\r\u001B[K")).toBe(true);
  });

  test("nobody does", async () => {
    const opsgenie = await paging();
    const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--wait-ack", "15m", "--yes"], {
      tty: false,
    });
    expect([exit, stdout]).toEqual([
      1,
      `OpsGenie created alert ${opsgenie.alerts[0]?.id}
nobody acknowledged it within 15 min; the alert stands, and OpsGenie goes on ringing as its escalation says
`,
    ]);
    expect(stderr).not.toContain("\u001B");
    expect(opsgenie.alerts.map(({ status }) => status)).toEqual(["open"]);
  });

  test("somebody closes it instead", async () => {
    const opsgenie = await paging({
      onAlert: ({ id }, { byHand }) =>
        setImmediate(() => byHand("POST", `/v2/alerts/${id}/close`, { user: "bob@example.com" })),
    });
    const { exit, stdout } = await paged(opsgenie, ["x", "--wait-ack", "5m"]);
    expect([exit, stdout.split("\n").at(-2)]).toEqual([
      1,
      "Bob Okafor (bob) closed it after 0 s, and nobody acknowledged it: it rings no more",
    ]);
  });

  test("an outage of OpsGenie does not end it", async () => {
    const opsgenie = await paging();
    let isOut = false;
    const { exit, stdout, stderr } = await paged(opsgenie, ["x", "--wait-ack", "10m"], {
      onSleep: () => {
        const [alert] = opsgenie.alerts;
        if (isOut || opsgenie.requests.filter(({ path }) => path.endsWith("/recipients")).length < 2) return;
        isOut = true;
        opsgenie.setFaults([{ at: { method: "GET" }, times: 7, does: "error", when: "before" }]);
        opsgenie.acknowledge(alert?.id ?? "", "alice@example.com");
      },
    });
    expect([exit, stdout.split("\n").at(-2)]).toEqual([
      0,
      expect.stringMatching(/^Alice Nguyen \(alice\) acknowledged it after /),
    ]);
    expect(stderr).toContain("OpsGenie cannot be reached: it answers 500\n");
  });

  test("an outage that lasts", async () => {
    const opsgenie = await paging();
    const { exit, stderr } = await paged(opsgenie, ["x", "--wait-ack", "2m"], {
      onSleep: () => {
        if (opsgenie.requests.some(({ path }) => path.endsWith("/recipients")))
          opsgenie.setFaults([{ at: { method: "GET" }, times: 999, does: "error", when: "before" }]);
      },
    });
    expect([exit, stderr.split("\n").slice(-4)]).toEqual([
      4,
      [
        expect.stringContaining(
          "oncall: OpsGenie does not answer, so it is not known whether anybody acknowledged the alert",
        ),
        `the alert stands in OpsGenie until somebody closes it, and rings until somebody acknowledges it: ${opsgenie.alerts[0]?.id}`,
        "help: call somebody",
        "",
      ],
    ]);
  });

  test.each(["", "soon", "0m", "15", "1 fortnight"])("--wait-ack %j is refused", async (span) => {
    const { exit, stderr } = await oncall(["page", "x", "--wait-ack", span]);
    expect([exit, stderr]).toEqual([
      2,
      `oncall: --wait-ack takes a span of time, not ${JSON.stringify(span)}\nhelp: write 90s, 15m, 2h, 3d, 2w, or "15 minutes"\n`,
    ]);
  });
});

describe("--incident", () => {
  test("one that the policy covers stands in the description", async () => {
    const opsgenie = await paging();
    const { exit } = await paged(opsgenie, ["x", "--incident", "Security", "--yes"]);
    expect([exit, opsgenie.alerts[0]?.sent["description"]]).toEqual([
      0,
      expect.stringContaining("\nIncident: Security.\n"),
    ]);
  });

  test("one that it does not: people are asked, a script is refused unless it says that it is meant", async () => {
    const opsgenie = await paging();
    const refused = await paged(opsgenie, ["x", "--incident", "outages", "--yes"]);
    expect([refused.exit, refused.stderr, opsgenie.requests]).toEqual([
      5,
      'oncall: the policy is not in effect for "outages" now: it covers security, outage, data-loss [not-in-effect]\nhelp: did you mean outage?\n',
      [],
    ]);
    const asked = await paged(opsgenie, ["x", "--incident", "billing"]);
    expect([asked.exit, asked.stderr]).toEqual([
      0,
      expect.stringContaining(
        'warning: the policy is not in effect for "billing" now: it covers security, outage, data-loss\n? Page them anyway? (y/N) y\n',
      ),
    ]);
    const allow = ["--allow", "not-in-effect"];
    const world = { tty: false, codes: ["123456"] };
    const allowed = await paged(opsgenie, ["x", "--incident", "billing", "--yes", ...allow], world);
    expect([allowed.exit, opsgenie.alerts.length]).toEqual([0, 2]);
    const wrong = await paged(opsgenie, ["x", "--allow", "not-in-efect"]);
    expect([wrong.exit, wrong.stderr]).toEqual([2, expect.stringContaining("did you mean not-in-effect?")]);
  });

  test("before it covers anything", async () => {
    const files = {
      "/team/roster.yaml": EXAMPLE.replaceAll(
        /from: 2026-(01-05|07-06), incidents/g,
        "from: 2027-01-04, incidents",
      ),
    };
    const { exit, stderr } = await oncall(["page", "x", "--incident", "security", "--yes"], { files });
    expect([exit, stderr]).toEqual([
      5,
      'oncall: the policy is not in effect for "security" now: it covers no incidents yet [not-in-effect]\nhelp: to page them anyway, add --allow not-in-effect\n',
    ]);
  });
});

describe("nothing is sent", () => {
  test.each([
    [["x"], { answers: ["n"] }, 1, "nothing was sent"],
    [["x"], { answers: ["^C"] }, 130, "cancelled; nothing was sent"],
    [["x"], { tty: false }, 2, "a page needs consent, and nobody can be asked here"],
    [["x", "--yes"], { env: { CI: "true" } }, 2, "in CI, a page needs the roster by name"],
    [[" "], {}, 2, "the message is empty"],
    [["x", "--to", "primry"], {}, 2, 'roster.yaml has neither a role nor a person "primry"'],
    [["x", "--to", "zz"], {}, 2, 'roster.yaml has neither a role nor a person "zz"'],
    [["x"], { env: { OPSGENIE_ALERT_KEY: "" } }, 4, "OPSGENIE_ALERT_KEY is not set"],
    [
      ["x"],
      { env: { OPSGENIE_ALERT_KEY: "wrong" } },
      4,
      "OpsGenie does not know the key in OPSGENIE_ALERT_KEY",
    ],
    [
      ["x"],
      { env: { OPSGENIE_API_URL: "https://opsgenie.example.com", ONCALL_NOW: "2026-11-24T15:00:00Z" } },
      2,
      "ONCALL_NOW is set, but a page happens in the present",
    ],
  ] as const)("%j %j", async (args, world, exit, message) => {
    const opsgenie = await paging();
    const answer = await paged(opsgenie, args, world);
    expect([answer.exit, opsgenie.alerts]).toEqual([exit, []]);
    expect(answer.stderr).toContain(`oncall: ${message}\n`);
  });
});
