/** Counts what the doctor asks of a team of twelve, and looks at the line that shows where it is. */
import { expect, test } from "vitest";
import type { User } from "../fake/opsgenie/model.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { oncallAt } from "./push-world.ts";

const NOW = "2026-11-25T15:00:00Z";
const IDS = Array.from({ length: 12 }, (_, index) => `p${index + 1}`);

const ROSTER = `version: 1
team: Twelve
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [${IDS.join(", ")}] }
people:
${IDS.map((id) => `  ${id}: { name: ${id.toUpperCase()}, email: ${id}@example.com, phone: "+12025550101" }`).join("\n")}
policy: { verified_within: never }
opsgenie: { team: t, schedules: { primary: one, secondary: two }, escalation: e }
`;

const USERS: readonly User[] = IDS.map((id) => ({
  id,
  username: `${id}@example.com`,
  fullName: id,
  contacts: [{ method: "sms", to: "1-2025550101" }],
  rules: [{ name: "New Alert", steps: [{ method: "sms", to: "1-2025550101" }] }],
}));

async function healthyTeam() {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: USERS,
    teams: [{ id: "team", name: "t", routing: { type: "escalation", name: "e" } }],
    integrations: [
      { name: "API", type: "API" },
      { name: "Status page", type: "StatusPageIO", team: "t" },
    ],
    keys: [
      { key: "test-key", kind: "account" },
      { key: "ring-key", kind: "global" },
    ],
  });
  const world = { roster: ROSTER, now: NOW, env: { OPSGENIE_ALERT_KEY: "ring-key" } };
  expect((await oncallAt(opsgenie, ["push", "--yes"], world)).exit).toBe(0);
  return { opsgenie, world, pushed: opsgenie.requests.length };
}

test("for a team of twelve it makes at most 40 requests, none of them twice and none a write", async () => {
  const { opsgenie, world, pushed } = await healthyTeam();
  const { exit, stdout } = await oncallAt(opsgenie, ["doctor"], world);
  await opsgenie.close();
  const asked = opsgenie.requests.slice(pushed);
  expect([exit, asked.filter(({ method }) => method !== "GET")], stdout).toEqual([0, []]);
  expect(asked.length).toBeLessThanOrEqual(40);
  const told = asked.map(({ path, query }) => `${path}?${new URLSearchParams(query)}`);
  // Each of the two keys is tried: the account, and whether it sees a user.
  const twice = told.filter((each, index) => told.indexOf(each) !== index);
  expect(twice).toEqual(["/v2/account?"]);
});

test("a terminal shows what is read, and how much there is; elsewhere nothing does", async () => {
  const { opsgenie, world } = await healthyTeam();
  const shown = await oncallAt(opsgenie, ["doctor"], { ...world, tty: true, columns: 100 });
  const piped = await oncallAt(opsgenie, ["doctor"], world);
  await opsgenie.close();
  const lines = shown.stderr.split("\r\u001b[K").filter((line) => line.startsWith("1") || line.includes("/"));
  const [first, last] = [lines[0], lines.at(-1)];
  expect([first, last]).toEqual([
    "1/25 reading the configuration key",
    "25/25 reading the notification rules of p1",
  ]);
  expect(shown.stderr.endsWith("\r\u001b[K")).toBe(true);
  expect(piped.stderr).toBe("");
});
