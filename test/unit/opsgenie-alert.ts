/** A local OpsGenie and a test alert to Bob in it: what the tests of alerts share. Every request is held to the description. */
import { afterEach, expect } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { Fault } from "../../src/fault.ts";
import { addressOf } from "../../src/provider/opsgenie/address.ts";
import type { AlertLook } from "../../src/provider/opsgenie/alert-look.ts";
import { type TestAlert, testAlertsAt } from "../../src/provider/opsgenie/alerts.ts";
import { contractOf } from "../fake/opsgenie/contract.ts";
import type { Key } from "../fake/opsgenie/model.ts";
import { type Opsgenie, type Options, startOpsgenie } from "../fake/opsgenie/server.mjs";

const http = createHttp({});

const NOW = Date.parse("2026-11-25T15:00:00Z");
export const USERS = ["ann", "bob", "cem"].map((id) => ({
  id: `u-${id}`,
  username: `${id}@example.com`,
  fullName: id.replace(/^./, (letter) => letter.toUpperCase()),
}));
export const BOB = { username: "Bob@example.com", name: "Bob", alias: "oncall-test-bob-7f3a" };
const KEYS: readonly Key[] = [
  { key: "global-key", kind: "global" },
  { key: "restricted-key", kind: "restricted" },
  { key: "team-key", kind: "team", team: "platform" },
  { key: "account-key", kind: "account" },
];
export const SENT = [{ method: "mobile", state: "notified" }];
export const OPEN = {
  kind: "open",
  isAcknowledged: false,
  acknowledgedBy: undefined,
  isProof: false,
  isAstray: false,
  responders: ["user Bob@example.com"],
  notified: SENT,
};

const started: Opsgenie[] = [];
const contract = contractOf();

/** Every request that was taken is as OpsGenie describes it, where the description is there. */
afterEach(async () => {
  const faults = started.flatMap(({ requests }) => requests.flatMap((each) => contract?.(each) ?? []));
  await Promise.all(started.splice(0).map((each) => each.close()));
  expect(faults).toEqual([]);
});

export async function start(options: Partial<Options> = {}) {
  const teams = [{ id: "t-platform", name: "platform" }];
  const opsgenie = await startOpsgenie({ now: () => NOW, users: USERS, teams, keys: KEYS, ...options });
  started.push(opsgenie);
  return opsgenie;
}

/** A test alert to Bob; between its requests nobody waits. */
export function alertAt({ url }: Opsgenie, key = "global-key", to = BOB): TestAlert {
  const env = { OPSGENIE_API_URL: url, OPSGENIE_ALERT_KEY: key };
  const address = addressOf(env, { region: "us" }, "OPSGENIE_ALERT_KEY");
  return testAlertsAt({ ...http, sleep: async () => undefined }, address).to(to);
}

export async function madeOf(alert: TestAlert): Promise<AlertLook> {
  for (let looks = 0; looks < 20; looks += 1) {
    const look = await alert.look();
    if (look.kind !== "waiting") return look;
  }
  return { kind: "waiting" };
}

export async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (error instanceof Fault) return `${error.exit} ${error.message} | ${error.help}`;
    throw error;
  }
}

export const statusesOf = ({ alerts }: Opsgenie) => alerts.map(({ status, count }) => `${status} ${count}`);
