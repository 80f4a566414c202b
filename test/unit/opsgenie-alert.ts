/** Sets up a fake OpsGenie and a test alert to Bob, for the tests of alerts; every request is checked against the API description. */
import { afterEach, expect } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { Fault } from "../../src/fault.ts";
import { type AlertState, writeTestAlert } from "../../src/proof/alert.ts";
import type { AlertTarget, NewAlert, PreparedAlert } from "../../src/provider/alerts.ts";
import { connectAlerts } from "../../src/provider/opsgenie/alerts.ts";
import { readOpsgenieAccess } from "../../src/provider/opsgenie/environment.ts";
import type { Person } from "../../src/roster/model.ts";
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
const NOBODY: Person = {
  ...{
    id: "bob",
    path: [],
    name: "Bob",
    email: undefined,
    phone: undefined,
    managers: [],
    github: undefined,
  },
  ...{ slack: undefined, opsgenie: undefined, jsm: undefined, zone: undefined, hours: undefined },
  ...{ country: undefined, verified: undefined },
};

/** A test alert to somebody with that username. */
export function newAlert(email: string, name = "Bob"): NewAlert {
  const person: Person = { ...NOBODY, name, email };
  const to: AlertTarget = { kind: "person", person };
  return { to, alias: "oncall-test-bob-7f3a", ...writeTestAlert(person, 130), priority: "P3" };
}

export const BOB = newAlert("Bob@example.com");
const KEYS: readonly Key[] = [
  { key: "global-key", kind: "global" },
  { key: "restricted-key", kind: "restricted" },
  { key: "team-key", kind: "team", team: "platform" },
  { key: "account-key", kind: "account" },
];
export const SENT = [{ who: "bob@example.com", isTarget: true, method: "mobile", state: "notified" }];
export const OPEN = {
  kind: "open",
  isAcknowledged: false,
  acknowledgedBy: undefined,
  isProof: false,
  isAstray: false,
  isMissed: false,
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
export function alertAt({ url }: Opsgenie, key = "global-key", to = BOB): PreparedAlert {
  const env = { OPSGENIE_API_URL: url, OPSGENIE_ALERT_KEY: key };
  const access = readOpsgenieAccess(env, { region: "us" }, "OPSGENIE_ALERT_KEY");
  return connectAlerts({ ...http, sleep: async () => undefined }, access).prepare(to);
}

export async function waitUntilCreated(alert: PreparedAlert): Promise<AlertState> {
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
