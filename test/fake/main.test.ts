/** `npm run -s fake` as a newcomer runs it: started with the example's people, asked, ended; and that nothing of the fakes is the product's. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { committed, textOf } from "../house/sources.ts";

const MAIN = join(import.meta.dirname, "main.mjs");
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });

test.for(["SIGINT", "SIGTERM"] as const)(
  "it answers, says what it was asked, and ends on %s",
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
      while (!said.includes("what phones get:\n")) await once(child.stdout, "data");
      const [, url = "", key = ""] =
        /^export OPSGENIE_API_URL=(\S+) OPSGENIE_API_KEY=(\S+) .*$/m.exec(said) ?? [];
      const [, twilio = "", sid = "", token = ""] =
        /^export TWILIO_API_URL=(\S+) .*\nexport TWILIO_ACCOUNT_SID=(\S+) TWILIO_AUTH_TOKEN=(.*)$/m.exec(
          said,
        ) ?? [];
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
      const page = (path: string, form?: Readonly<Record<string, string>>) =>
        fetch(`${twilio}/2010-04-01/Accounts/${sid}/${path}`, {
          headers: { Authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}` },
          ...(form && { method: "POST", body: new URLSearchParams(form) }),
        });
      const text = { To: "+12025550101", From: "+12025550199", Body: "Your code is 042137." };
      const message = JSON.parse(await (await page("Messages.json", text)).text());
      for (let look = 0; look < 3; look += 1) await page(`Messages/${message.sid}.json`);
      child.kill(signal);
      expect(await end).toEqual([0, null]);
      expect(
        said.replaceAll(url, "http://127.0.0.1:8765").replaceAll(twilio, "http://127.0.0.1:8766"),
      ).toBe(`A local OpsGenie with 9 users, and a local Twilio. In another terminal:

export OPSGENIE_API_URL=http://127.0.0.1:8765 OPSGENIE_API_KEY=test-key OPSGENIE_ALERT_KEY=test-alert-key
export TWILIO_API_URL=http://127.0.0.1:8766 TWILIO_FROM=+12025550199
export TWILIO_ACCOUNT_SID=AC00000000000000000000000000000001 TWILIO_AUTH_TOKEN=test-token

Ctrl-C ends it, and forgets all that was pushed. What it is asked, and what phones get:
200  GET    /v2/users?limit=1
201  POST   /v2/schedules
200  GET    /v2/schedules/platform_primary/on-calls?scheduleIdentifierType=name&flat=true
200  GET    /v2/schedules/platform_primary/timeline?identifierType=name
201  POST   /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json
200  GET    /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM00000000000000000000000000000001.json
200  GET    /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM00000000000000000000000000000001.json

phone …01 gets a text: Your code is 042137.

200  GET    /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM00000000000000000000000000000001.json
`);
    } finally {
      child.kill("SIGKILL");
    }
  },
);

test("what it cannot do, it says", () => {
  const port = run("--port", "http");
  expect([port.status, port.stdout, port.stderr]).toEqual([2, "", "fake: --port takes a number, not http\n"]);
  const roster = run("--roster", "absent.yaml");
  expect([roster.status, roster.stdout]).toEqual([2, ""]);
  expect(roster.stderr).toBe("fake: ENOENT: no such file or directory, open 'absent.yaml'\n");
  const help = run("--help");
  expect([help.status, help.stderr]).toEqual([0, ""]);
  expect(
    help.stdout,
  ).toBe(`Starts a local OpsGenie with the people of a roster as its users, and a local Twilio that is their phones: to try plan,
push and verify-notifications without an account. All is kept in memory and never leaves this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]

OpsGenie listens on the port, Twilio on the next one.

ONCALL_NOW replaces its clock too, so that it agrees with the commands that are given it.
`);
});

test("nothing of the fakes is the product's: they are a second opinion", () => {
  const fakes = committed().filter(
    (path) => /^test\/fake\/.*\.(mjs|ts)$/.test(path) && !path.endsWith(".test.ts"),
  );
  expect(fakes.length).toBeGreaterThan(15);
  expect(fakes.filter((path) => /from "[^"]*\/src\//.test(textOf(path)))).toEqual([]);
});
