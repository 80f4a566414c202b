/** Runs a session of test/cases/doctor: several states of an account that is healthy but for what each says. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Forwarding, Integration, Key, Team, User } from "../fake/opsgenie/model.ts";
import type { Options } from "../fake/opsgenie/server.mjs";
import { type Answered, answered } from "./push-session.ts";

const ROSTER = readFileSync("test/cases/doctor/roster.yaml", "utf8");

/** What a line `* …` changes; `people` by the first part of their name. */
interface State extends Partial<Omit<Options, "users" | "teams" | "now">> {
  readonly people?: Readonly<Record<string, Partial<User>>>;
  readonly team?: Partial<Team>;
  readonly key?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const PHONES = { ann: "0101", bob: "0102", cem: "0103", "dee.doe": "0104", mia: "0105", stranger: "0199" };

const USERS: readonly User[] = Object.entries(PHONES).map(([name, end]) => {
  const to = `1-202555${end}`;
  return {
    id: `u-${name}`,
    username: `${name}@example.com`,
    fullName: name,
    contacts: [
      { method: "email", to: `${name}@example.com` },
      { method: "sms", to },
      { method: "voice", to },
    ],
    rules: [
      {
        name: "New Alert",
        steps: [
          { method: "sms", to },
          { method: "voice", to, after: 1 },
        ],
      },
      {
        name: "Closed Alert",
        actionType: "closed-alert",
        steps: [{ method: "email", to: `${name}@example.com` }],
      },
    ],
  };
});

const TEAM: Team = {
  id: "t-platform",
  name: "platform",
  routing: { type: "escalation", name: "pf_escalation" },
};
const OTHER: Team = { id: "t-other", name: "other" };

const INTEGRATIONS: readonly Integration[] = [
  { name: "Alerts by hand", type: "API" },
  { name: "Status page", type: "StatusPageIO", team: "platform" },
];

const KEYS: readonly Key[] = [
  { key: "test-key", kind: "account" },
  { key: "ring-key", kind: "global" },
  { key: "read-key", kind: "read-only" },
  { key: "restricted-key", kind: "restricted" },
  { key: "team-key", kind: "team", team: "platform" },
];

const DESCRIPTION = "Managed by oncall: the next push undoes changes made here.";
const schedule = (name: string, people: readonly string[]) => ({
  ...{ name, description: DESCRIPTION, timezone: "America/New_York", enabled: true },
  rotations: [
    {
      ...{ name: "oncall", startDate: "2026-01-05T17:00:00Z", type: "weekly", length: 1 },
      participants: people.map((person) => ({ type: "user", username: `${person}@example.com` })),
    },
  ],
});
const QUEUE = ["ann", "bob", "cem", "dee.doe"];
const SCHEDULES = [schedule("pf_primary", QUEUE), schedule("pf_secondary", [...QUEUE.slice(1), "ann"])];

const rule = (name: string, timeAmount: number) => ({
  ...{ condition: "if-not-acked", notifyType: "default", delay: { timeAmount, timeUnit: "minutes" } },
  recipient: { type: "schedule", name },
});
const ESCALATION = {
  ...{ name: "pf_escalation", description: DESCRIPTION },
  rules: [rule("pf_primary", 0), rule("pf_secondary", 720)],
};

function healthyBut({ people = {}, team, key, env, ...options }: State) {
  const forwardings: readonly Forwarding[] = [];
  return {
    ...{ forwardings, integrations: INTEGRATIONS, keys: KEYS },
    ...{ schedules: SCHEDULES, escalations: [ESCALATION] },
    users: USERS.map((user) => ({ ...user, ...people[user.fullName.replace(/\..*/, "")] })),
    teams: [{ ...TEAM, ...team }, OTHER],
    ...options,
    ...(key !== undefined && { key }),
    env: { OPSGENIE_ALERT_KEY: "ring-key", ...env },
  };
}

/** Each line that begins with `* ` starts with a new account. */
export async function examined(text: string): Promise<Answered> {
  const parts = text.split(/^(?=\* )/m);
  const texts: string[] = [];
  const said: string[] = [];
  const requests: Answered["requests"][number][] = [];
  for (const part of parts) {
    const [, state = "{}"] = /^\* (.*)$/m.exec(part) ?? [];
    const given: State = parse(state) ?? {};
    const answer = await answered(part, { roster: ROSTER, defaults: healthyBut(given) });
    texts.push(part.startsWith("* ") ? `* ${state}\n${answer.text}` : answer.text);
    said.push(...answer.said);
    requests.push(...answer.requests);
  }
  return { text: texts.join("\n"), said, requests };
}
