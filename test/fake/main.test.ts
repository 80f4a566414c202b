/** Runs `npm run -s fake` as a newcomer does, and holds that the fakes and the product share no code. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { committed, textOf } from "../house/sources.ts";
import { masked, peopleOf } from "./people.mjs";

const MAIN = join(import.meta.dirname, "main.mjs");
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });

test.for(["SIGINT", "SIGTERM"] as const)(
  "it answers, prints the requests, and ends on %s",
  async (signal) => {
    const env = { ...process.env, ONCALL_NOW: "2026-11-25T10:00:00-05:00" };
    const child = spawn(process.execPath, [MAIN, "--port", "0"], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    const end = once(child, "close");
    try {
      while (!said.includes("what the phones show:\n")) await once(child.stdout, "data");
      const [, url = "", key = ""] =
        /^export OPSGENIE_API_URL=(\S+) OPSGENIE_API_KEY=(\S+)/m.exec(said) ?? [];
      const headers = { Authorization: `GenieKey ${key}`, "Content-Type": "application/json" };
      const ask = async (path: string, body?: unknown) => {
        const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
        return JSON.parse(await (await fetch(`${url}${path}`, { headers, ...options })).text());
      };
      const { totalCount, data } = await ask("/v2/users?limit=1");
      expect([totalCount, data[0].username, data[0].fullName]).toEqual([
        9,
        "alice@example.com",
        "Alice Nguyen",
      ]);
      const ownerTeam = { name: "platform" };
      const rotation = {
        startDate: "2026-11-23T17:00:00Z",
        type: "weekly",
        participants: [{ type: "user", username: "bob@example.com" }],
      };
      await ask("/v2/schedules", { name: "platform_primary", ownerTeam, rotations: [rotation] });
      const now = await ask("/v2/schedules/platform_primary/on-calls?scheduleIdentifierType=name&flat=true");
      expect(now.data.onCallRecipients).toEqual(["bob@example.com"]);
      const { data: timeline } = await ask("/v2/schedules/platform_primary/timeline?identifierType=name");
      expect(timeline.finalTimeline.rotations[0].periods[0].startDate).toBe("2026-11-25T15:00:00Z");
      const environment = new Map(
        [...said.matchAll(/(?<=^export .*)\b(\w+)=(\S+)/gm)].map(([, name = "", value = ""]) => [
          name,
          value,
        ]),
      );
      const [twilio = "", sid = "", token = "", from = "", alice = ""] = [
        ...["TWILIO_API_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "ONCALL_PHONE_ALICE"],
      ].map((name) => environment.get(name));
      const page = async (what: string, form: Readonly<Record<string, string>>) => {
        const Authorization = `Basic ${btoa(`${sid}:${token}`)}`;
        const address = `${twilio}/2010-04-01/Accounts/${sid}/${what}`;
        const body = new URLSearchParams({ From: from, To: alice, ...form });
        const sent = await fetch(`${address}.json`, { method: "POST", body, headers: { Authorization } });
        const { sid: made } = JSON.parse(await sent.text());
        for (let asked = 0; asked < 3; asked += 1)
          await fetch(`${address}/${made}.json`, { headers: { Authorization } });
      };
      await page("Messages", { Body: "oncall: your code is 409137.\nThat is all." });
      await page("Calls", { Twiml: "<Response><Say>Your code is 4. 0. 9. 1. 3. 7.</Say></Response>" });
      await fetch(`${twilio}/2010-04-01/Accounts/${sid}/Calls/CA1.json`);
      const [jira = "", email = "", secret = ""] = ["JSM_API_URL", "JSM_EMAIL", "JSM_API_TOKEN"].map((name) =>
        environment.get(name),
      );
      const { cloudId } = JSON.parse(await (await fetch(`${jira}/_edge/tenant_info`)).text());
      const askJira = async (path: string) => {
        const Authorization = `Basic ${btoa(`${email}:${secret}`)}`;
        return JSON.parse(await (await fetch(`${jira}${path}`, { headers: { Authorization } })).text());
      };
      const [found] = await askJira("/rest/api/3/user/search?query=alice@example.com");
      const { platformTeams } = await askJira(`/jsm/ops/api/${cloudId}/v1/teams`);
      expect([found.accountId, platformTeams]).toEqual([
        "712020:alice",
        [{ teamId: "team-1", teamName: "platform" }],
      ]);
      const [chat = "", bot = ""] = ["SLACK_API_URL", "SLACK_BOT_TOKEN"].map((name) => environment.get(name));
      const askSlack = async (method: string, form: Readonly<Record<string, string>>) => {
        const options = { method: "POST", body: new URLSearchParams(form) };
        const headers = { Authorization: `Bearer ${bot}` };
        return JSON.parse(await (await fetch(`${chat}/api/${method}`, { ...options, headers })).text());
      };
      const { user } = await askSlack("users.lookupByEmail", { email: "alice@example.com" });
      expect([user.id, user.real_name]).toEqual(["U0ALICE", "Alice Nguyen"]);
      await askSlack("chat.postMessage", { channel: "C0123ABCD", text: "Hello\n<@U0ALICE>" });
      child.kill(signal);
      expect(await end).toEqual([0, null]);
      expect(
        said
          .replaceAll(url, "http://127.0.0.1:8765")
          .replaceAll(twilio, "http://127.0.0.1:8766")
          .replaceAll(jira, "http://127.0.0.1:8767")
          .replaceAll(chat, "http://127.0.0.1:8768"),
      ).toBe(`A local OpsGenie with 9 users, a local Twilio, Jira Service Management and Slack. In another terminal:

export OPSGENIE_API_URL=http://127.0.0.1:8765 OPSGENIE_API_KEY=test-key OPSGENIE_ALERT_KEY=test-alert-key
export TWILIO_API_URL=http://127.0.0.1:8766 TWILIO_FROM=+12025550199
export TWILIO_ACCOUNT_SID=AC00000000000000000000000000000001 TWILIO_AUTH_TOKEN=test-token
export JSM_API_URL=http://127.0.0.1:8767 JSM_EMAIL=admin@example.com JSM_API_TOKEN=test-token
export SLACK_API_URL=http://127.0.0.1:8768 SLACK_BOT_TOKEN=xoxb-test-token
export ONCALL_PHONE_ALICE=+12025550101

Ctrl-C ends it and forgets everything. Requests, and what the phones show:
200  GET    /v2/users?limit=1
201  POST   /v2/schedules
200  GET    /v2/schedules/platform_primary/on-calls?scheduleIdentifierType=name&flat=true
200  GET    /v2/schedules/platform_primary/timeline?identifierType=name
201  POST   /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json
phone of Alice Nguyen (+1 202 ••• ••01)   text: oncall: your code is 409137. That is all.
201  POST   /2010-04-01/Accounts/AC00000000000000000000000000000001/Calls.json
phone of Alice Nguyen (+1 202 ••• ••01)   call: Your code is 4. 0. 9. 1. 3. 7.
401  GET    /2010-04-01/Accounts/AC00000000000000000000000000000001/Calls/CA1.json
200  GET    /_edge/tenant_info
200  GET    /rest/api/3/user/search?query=alice%40example.com
200  GET    …/v1/teams
200  POST   slack users.lookupByEmail
channel C0123ABCD
  Hello
  <@U0ALICE>
200  POST   slack chat.postMessage
`);
    } finally {
      child.kill("SIGKILL");
    }
  },
);

test("it says what it cannot do", () => {
  const port = run("--port", "http");
  expect([port.status, port.stdout, port.stderr]).toEqual([2, "", "fake: --port takes a number, not http\n"]);
  const roster = run("--roster", "absent.yaml");
  expect([roster.status, roster.stdout]).toEqual([2, ""]);
  expect(roster.stderr).toBe("fake: ENOENT: no such file or directory, open 'absent.yaml'\n");
  const help = run("--help");
  expect([help.status, help.stderr]).toEqual([0, ""]);
  expect(
    help.stdout,
  ).toBe(`Starts a local OpsGenie, a local Jira Service Management and a local Slack whose users are the people of a roster,
and a local Twilio with their phones, to try plan, push, doctor, parity, verify-notifications and --post without an
account. All keep everything in memory and never leave this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]... [--account FILE]

For several rosters, give --roster once for each. With --account, OpsGenie starts with the schedules and escalations of
that file, in the form of its API.
OpsGenie uses that port, and Twilio, Jira and Slack the next three. ONCALL_NOW sets their clock too, so that it agrees
with the commands.
`);
});

test("if a port is taken, none of the four keeps running", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  for (const taken of [port, port - 1, port - 2, port - 3]) {
    const { status, stdout, stderr } = run("--port", String(taken));
    const said = "fake: that port or one of the next three is taken: choose another with --port\n";
    expect([status, stdout, stderr]).toEqual([2, "", said]);
  }
  other.close();
});

test("a phone is a number, a variable's, or the private file's; where the variable is not set, one is made up", () => {
  const folder = mkdtempSync(join(tmpdir(), "oncall-fake-"));
  const file = join(folder, "roster.yaml");
  try {
    const people = [
      'ann: { name: Ann, email: ann@example.com, phone: "+12025550101" }',
      "bob: { name: Bob, email: bob@example.com, phone: env:ONCALL_PHONE_BOB }",
      "cem: { name: Cem, phone: env:ONCALL_PHONE_CEM }",
      "dee: { phone: env:ONCALL_PHONE_DEE }",
      'eve: { name: Eve, opsgenie: eve, jsm: "5b10ac8d82e05b22cc7d4ef5" }',
      "fay:",
    ];
    writeFileSync(file, `team: T\nprivate: private.yaml\npeople:\n  ${people.join("\n  ")}\n`);
    const env = { ONCALL_PHONE_BOB: "+12025550110 ", ONCALL_PHONE_CEM: "soon" };
    const numbers = ["+12025550101", "+12025550110", "+12025550102", "+12025550103", "+12025550120"];
    const alone = peopleOf([file], env);
    expect(numbers.map(alone.ownerOf)).toEqual(["Ann", "Bob", "Cem", "dee", "somebody"]);
    expect(alone.unset).toEqual([
      { variable: "ONCALL_PHONE_CEM", number: "+12025550102" },
      { variable: "ONCALL_PHONE_DEE", number: "+12025550103" },
    ]);
    expect([alone.users.map(({ username }) => username), alone.teams[0]?.name]).toEqual([
      ["ann@example.com", "bob@example.com", "eve"],
      "T",
    ]);
    expect(alone.jsm.accounts.map(({ id, email }) => [id, email])).toEqual([
      ["712020:ann", "ann@example.com"],
      ["712020:bob", "bob@example.com"],
      ["5b10ac8d82e05b22cc7d4ef5", "eve"],
    ]);
    writeFileSync(join(folder, "private.yaml"), 'people:\n  cem: { phone: "+12025550120" }\n');
    const both = peopleOf([file], env);
    expect([numbers.map(both.ownerOf), both.unset.map(({ number }) => number)]).toEqual([
      ["Ann", "Bob", "dee", "somebody", "Cem"],
      ["+12025550102"],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("for several rosters everybody is one user, and every team is there", () => {
  const files = ["americas", "asia", "europe"].map(
    (name) => `docs/examples/follow-the-sun/${name}.roster.yaml`,
  );
  const { users, teams, integrations } = peopleOf(
    [...files, "docs/examples/weekdays-and-weekends/weekends.roster.yaml"],
    {},
  );
  const names = users.map(({ username }) => username.replace("@example.com", ""));
  expect(names.toSorted()).toEqual([
    "aiko",
    "anna",
    "dana",
    "eve",
    "frank",
    "joan",
    "luis",
    "mei",
    "mia",
    "piotr",
    "ravi",
    "sofia",
  ]);
  expect(new Set(users.map(({ id }) => id)).size).toBe(names.length);
  expect(teams.map(({ name }) => name)).toEqual(["platform", "payments"]);
  expect(integrations).toEqual([
    { name: "API", type: "API" },
    { name: "StatusPageIO", type: "StatusPageIO", team: "platform" },
    { name: "StatusPageIO payments", type: "StatusPageIO", team: "payments" },
  ]);
});

test("of a number, as little is shown as tells two apart", () => {
  expect([masked("+12025550101"), masked("+4930123")]).toEqual(["+1 202 ••• ••01", "+••• 23"]);
});

test("nothing of the fakes is the product's: they are a second opinion", () => {
  const fakes = committed().filter(
    (path) => /^test\/fake\/.*\.(mjs|ts)$/.test(path) && !path.endsWith(".test.ts"),
  );
  expect(fakes.length).toBeGreaterThan(15);
  expect(fakes.filter((path) => /from "[^"]*\/src\//.test(textOf(path)))).toEqual([]);
});
