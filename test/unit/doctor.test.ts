/** Tests what an examination says of facts that the local services never have. */
import { expect, test } from "vitest";
import { endAlike, readDigits } from "../../src/doctor/digits.ts";
import { examine } from "../../src/doctor/examine.ts";
import type { AlertSource, Examination, Facts, PersonFacts } from "../../src/doctor/facts.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";

const NOW = Date.parse("2026-11-25T15:00:00Z");
const TEXT = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: UTC, queue: [ann, bob] }
people: { ann: { name: Ann }, bob: { name: Bob } }
`;

const read = <Value>(value: Value) => ({ kind: "read", value }) as const;
const unread = { kind: "unread", reason: "it is hidden" } as const;
const escalation = [{ kind: "role", notify: "primary", minutes: 0 }] as const;

const ANN: PersonFacts = {
  account: read({
    kind: "found",
    standing: "verified",
    isVerified: true,
    isBlocked: false,
    mutedUntil: undefined,
  }),
  contacts: read([{ kind: "phone", method: "sms", to: "101", isEnabled: true, reason: undefined }]),
  rules: read([
    {
      ...{ name: "All", isEnabled: true, hours: undefined, isConditional: false },
      steps: [{ method: "sms", to: "101", minutes: 1, isEnabled: true }],
    },
  ]),
};

const FACTS: Facts = {
  configurationKey: { kind: "accepted", name: "KEY", account: "a" },
  alertKey: { kind: "accepted", name: "ALERT", account: "a" },
  blindSpots: [],
  comparison: unread,
  onCall: [],
  schedules: new Map(),
  escalation: read({ rules: escalation, isEnabled: true, repeat: undefined }),
  routing: read({ kind: "rules", team: "t", rules: [] }),
  sources: new Map(),
  forwardings: read([]),
  people: new Map([["ann", ANN]]),
};

function examinationOf(facts: Partial<Facts>, more: Partial<Examination> = {}): Examination {
  const { roster } = loadRoster({ file: "r.yaml", bytes: new TextEncoder().encode(TEXT), zoneOf });
  const ann = roster?.people.get("ann");
  if (roster === undefined || ann === undefined) throw new Error("the roster is not read");
  const zone = roster.rotation[0].zone;
  const pattern = { zone, date: 0, time: 0, every: 7, people: ["ann"], hours: undefined };
  const address = { schedule: "one", rotation: undefined };
  const role = {
    role: "primary",
    name: "one",
    address,
    pattern,
    duties: [],
    overrides: [],
    vacancies: [],
    idle: [],
    handoffs: [],
  };
  return {
    ...{ roster, now: NOW, title: "Memo", provider: "memo", escalation: "e", closed: undefined, unfit: [] },
    target: { roles: [role], until: NOW, escalation: { name: "e", rules: escalation } },
    people: [{ person: ann, duties: [], digits: "12025550101", number: undefined, day: 0 }],
    until: NOW,
    facts: { ...FACTS, ...facts },
    nameOf: (who) => who ?? "nobody",
    moment: () => "then",
    rulesText: (rules) => rules.map(({ notify }) => notify).join(", "),
    length: (minutes) => `${minutes} min`,
    ...more,
  };
}

/** What is said of one check. */
function said(name: string, facts: Partial<Facts>, more: Partial<Examination> = {}): readonly string[] {
  return examine(examinationOf(facts, more))
    .filter(({ check }) => check === name)
    .map(({ status, message, help }) => `${status}: ${message}${help === null ? "" : ` | ${help}`}`);
}

const rule = (change: object) =>
  read([{ name: "r", goal: "x", isRight: false, hours: undefined, isConditional: false, ...change }]);
const annBut = (change: Partial<PersonFacts>) => ({ people: new Map([["ann", { ...ANN, ...change }]]) });
const source = { name: "Page", type: "Page", isEnabled: true, isSilent: false } as const;
const sourcesOf = (goal: AlertSource["goal"]) => new Map([["StatusPageIO", read([{ ...source, goal }])]]);

test.each<readonly [string, string, Partial<Facts>, Partial<Examination>, readonly string[]]>([
  [
    "keys of two accounts",
    "alert-key",
    { alertKey: { kind: "accepted", name: "ALERT", account: "b" } },
    {},
    [
      "broken: ALERT is a key of the account b, and KEY of the account a | use two keys of the account that the roster is pushed to",
    ],
  ],
  [
    "a configuration key that could not be tried",
    "alert-key",
    { configurationKey: { ...unread, name: "KEY" } },
    {},
    ["ok: Memo accepts ALERT, account a"],
  ],
  [
    "a roster without schedules",
    "on-call-now",
    {},
    {},
    ["unknown: Memo was not asked who is on call: the roster names no schedule there"],
  ],
  [
    "a vacancy",
    "on-call-now",
    {
      onCall: [
        {
          role: "primary",
          name: "one",
          at: NOW,
          expected: null,
          isVacant: true,
          isShared: false,
          actual: read(null),
        },
      ],
    },
    {},
    [
      "broken: on call as primary in Memo: now nobody, in the roster neither | give the roster somebody for that time: oncall cover",
    ],
  ],
  [
    "a schedule that was not looked for",
    "schedule-enabled",
    {},
    {},
    ["unknown: whether the schedule one is enabled is not known: it was not looked for"],
  ],
  [
    "a disabled escalation policy",
    "escalation",
    { escalation: read({ rules: escalation, isEnabled: false, repeat: undefined }) },
    {},
    ["broken: the escalation policy e is disabled | enable it in Memo"],
  ],
  [
    "an escalation policy without rules",
    "escalation",
    { escalation: read({ rules: [], isEnabled: true, repeat: undefined }) },
    {},
    [
      "broken: the escalation policy e notifies nobody; the roster says primary | run oncall push memo, or change `escalation` in the roster",
    ],
  ],
  [
    "a team without routing rules",
    "routing",
    {},
    {},
    [
      "broken: the team t has no routing rule, so its alerts notify nobody | add one that leads to e, in the team's settings in Memo",
    ],
  ],
  [
    "a team whose rules are all limited",
    "routing",
    { routing: read({ kind: "rules", team: "t", rules: rule({ hours: "night" }).value }) },
    {},
    [
      "broken: the routing rule r of the team t leads to x, not to e (at night) | change it in the team's settings in Memo",
    ],
  ],
  [
    "an integration that was not looked for",
    "alert-source",
    {},
    {},
    ["unknown: whether StatusPageIO brings alerts in is not known: it was not looked for"],
  ],
  [
    "an integration with the name of its type, and no team in the roster",
    "alert-source",
    { sources: sourcesOf({ kind: "team" }), routing: read({ kind: "unnamed" }) },
    {},
    ["ok: the integration Page is enabled, and its alerts go to the team"],
  ],
  [
    "an integration that alerts somebody else, and a roster without an escalation policy",
    "alert-source",
    { sources: sourcesOf({ kind: "elsewhere", whom: "bob" }), routing: unread },
    { escalation: undefined },
    [
      "broken: the alerts of the integration Page go to bob, not to the team | let them go to the team or to its escalation policy, in its settings in Memo",
    ],
  ],
  ["somebody of whom nothing was read", "account", { people: new Map() }, {}, []],
  [
    "somebody who has no duty, and has muted the service",
    "account",
    annBut({
      account: read({
        kind: "found",
        standing: "verified",
        isVerified: true,
        isBlocked: false,
        mutedUntil: NOW + 1,
      }),
    }),
    {},
    ["broken: ann has muted Memo until then | ann ends that in their profile in Memo"],
  ],
  [
    "contacts that are hidden",
    "rule",
    annBut({ contacts: unread }),
    {},
    ["unknown: whether a new alert rings ann is not known: it is hidden"],
  ],
  [
    "contacts that are all disabled, without a reason",
    "contact",
    annBut({
      contacts: read([{ kind: "phone", method: "sms", to: "101", isEnabled: false, reason: undefined }]),
    }),
    {},
    [
      "broken: every SMS and voice contact of ann is disabled: sms ••01 | ann enables one in their profile in Memo",
    ],
  ],
  [
    "a rule for every alert that comes first and does not ring",
    "rule",
    annBut({
      rules: read([
        { name: "Mail", isEnabled: true, hours: undefined, isConditional: false, steps: [] },
        {
          name: "All",
          isEnabled: true,
          hours: undefined,
          isConditional: false,
          steps: [{ method: "sms", to: "101", minutes: 0, isEnabled: true }],
        },
      ]),
    }),
    {},
    [
      "unknown: All rings ann in time, but Mail comes first (every alert), and Memo does not say whether it then goes on to All | a test alert at such an hour tells; or ann lets Mail ring too",
    ],
  ],
  [
    "a forwarding that has no end",
    "forwarding",
    { forwardings: read([{ from: "ann", to: null, start: 0, end: Infinity }]) },
    { people: examinationOf({}).people.map((one) => ({ ...one, duties: [{ start: NOW, end: NOW + 1 }] })) },
    [
      "broken: the alerts of ann go to nobody instead, for good | end the forwarding in Memo; if it is meant, write it into the roster as a cover",
    ],
  ],
])("%s", (_, check, facts, more, expected) => {
  expect(said(check, facts, more)).toEqual(expected);
});

test("numbers are compared by how they end, however they are written and whatever is hidden", () => {
  expect(["+1 (202) 555-0101", "1-XXXXXXXX01", "x"].map(readDigits)).toEqual(["12025550101", "01", ""]);
  expect(endAlike("4407911123456", "447911123456")).toBe(true);
  expect([endAlike("01", "12025550101"), endAlike("02", "12025550101"), endAlike("", "1")]).toEqual([
    true,
    false,
    false,
  ]);
});
