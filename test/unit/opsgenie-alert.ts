/** Sets up a fake OpsGenie and a test alert to Bob, for the tests of alerts; every request is checked against the API description. */
import { afterEach, expect } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { Fault } from "../../src/fault.ts";
import type { AlertState } from "../../src/proof/alert.ts";
import { readOpsgenieAccess } from "../../src/provider/opsgenie/environment.ts";
import { connectTestAlerts, type TestAlert } from "../../src/provider/opsgenie/test-alert.ts";
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

/** Where the API description is there, every accepted request has to match it. */
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

/** A test alert to Bob, without pauses between requests. */
export function alertAt({ url }: Opsgenie, key = "global-key", to = BOB): TestAlert {
  const env = { OPSGENIE_API_URL: url, OPSGENIE_ALERT_KEY: key };
  const access = readOpsgenieAccess(env, { region: "us" }, "OPSGENIE_ALERT_KEY");
  return connectTestAlerts({ ...http, sleep: async () => undefined }, access).prepare(to);
}

export async function waitUntilCreated(alert: TestAlert): Promise<AlertState> {
  for (let polls = 0; polls < 20; polls += 1) {
    const state = await alert.readState();
    if (state.kind !== "waiting") return state;
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
