/** Tests that under every switch the local OpsGenie has the same people on call. */
import { describe, expect, test } from "vitest";
import { startOpsgenie } from "./opsgenie/server.mjs";
import { ALERT_SWITCHES, ALL_SWITCHES, HOSTILE_SWITCHES } from "./opsgenie/switches.mjs";

const NOW = Date.parse("2026-11-25T15:00:00Z");
const user = (username: string) => ({ type: "user", username });
const rotation = {
  name: "weekly",
  type: "weekly",
  startDate: "2026-11-23T17:00:00Z",
  participants: [user("ann@example.com"), user("bob@example.com")],
};
const override = {
  alias: "oncall-v1-primary-20261126T140000Z",
  user: user("cem@example.com"),
  startDate: "2026-11-26T14:00:00Z",
  endDate: "2026-11-27T14:00:00Z",
};
const users = ["ann", "bob", "cem"].map((id) => ({ id, username: `${id}@example.com`, fullName: id }));

const WANTED = [
  ["2026-11-25T15:00:00.000Z", "ann@example.com"],
  ["2026-11-26T14:00:00.000Z", "cem@example.com"],
  ["2026-11-27T14:00:00.000Z", "ann@example.com"],
  ["2026-11-30T17:00:00.000Z", "bob@example.com"],
];

async function served(switches: (typeof ALL_SWITCHES)[number]["switches"], timezone: string) {
  const schedules = [{ name: "primary", timezone, rotations: [rotation], overrides: [override] }];
  const opsgenie = await startOpsgenie({ now: () => NOW, users, teams: [], switches, schedules });
  try {
    const pieces = opsgenie.timeline("primary", NOW, NOW + 7 * 86_400_000);
    return pieces.map((piece) => [new Date(piece.start).toISOString(), piece.users.join(" and ")]);
  } finally {
    await opsgenie.close();
  }
}

describe("who serves is the same", () => {
  test.for([...ALL_SWITCHES, ...HOSTILE_SWITCHES])("where $name", async ({ switches }) => {
    expect(await served(switches, "America/New_York")).toEqual(WANTED);
  });
});

test("each deviation has its own name", () => {
  const names = [...ALL_SWITCHES, ...HOSTILE_SWITCHES, ...ALERT_SWITCHES.slice(1)].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
