/** Tests how a test alert is read where answers differ from those of the fake: names, owners, responders, missing fields. */
import { expect, test } from "vitest";
import type { HttpAnswer } from "../../src/edge/edges.ts";
import { type AlertContext, readAlertState } from "../../src/provider/opsgenie/alert-state.ts";
import { connectAlerts } from "../../src/provider/opsgenie/alerts.ts";
import { readOpsgenieAccess } from "../../src/provider/opsgenie/environment.ts";
import type { JsonMap } from "../../src/text/json.ts";
import { newAlert } from "./opsgenie-alert.ts";

const KNOWN: AlertContext = {
  subject: { type: "user", name: "bob@example.com", id: "u-bob", fullName: "Bob B." },
  recipients: [],
  names: new Map([["t-1", "platform"]]),
  redact: (said) => said.replaceAll("•", ""),
};
/** What is known where the key sees no users. */
const UNSEEN = { subject: { ...KNOWN.subject, id: undefined, fullName: undefined } };
const EMPTY = {
  kind: "open",
  isAcknowledged: false,
  acknowledgedBy: undefined,
  isProof: false,
  isAstray: false,
  isMissed: true,
  responders: [],
  notified: [],
};
const ESCALATION = {
  type: "escalation",
  name: "platform_escalation",
  id: undefined,
  fullName: undefined,
} as const;
const recipient = (id: string) => ({ user: { id, username: `${id.slice(2)}@example.com` }, method: "sms" });

test.each<readonly [string, JsonMap, Partial<AlertContext>, object]>([
  ["nothing", {}, {}, EMPTY],
  [
    "the owner, where there is no report",
    { acknowledged: true, owner: "BOB@example.com" },
    {},
    { ...EMPTY, isAcknowledged: true, acknowledgedBy: "BOB@example.com", isProof: true },
  ],
  ["the owner, where nobody acknowledged", { acknowledged: false, owner: "bob@example.com" }, {}, EMPTY],
  [
    "the report before the owner",
    { acknowledged: true, owner: "bob@example.com", report: { acknowledgedBy: "ann@example.com" } },
    {},
    { ...EMPTY, isAcknowledged: true, acknowledgedBy: "ann@example.com" },
  ],
  [
    "somebody whom nobody names",
    { acknowledged: true, status: "closed" },
    {},
    { ...EMPTY, kind: "closed", closedBy: undefined, isAcknowledged: true },
  ],
  [
    "the name that people are shown",
    { acknowledged: true, status: "closed", report: { acknowledgedBy: "Bob B.", closedBy: "Ann A." } },
    {},
    {
      ...{ ...EMPTY, kind: "closed", closedBy: "Ann A." },
      ...{ isAcknowledged: true, acknowledgedBy: "Bob B.", isProof: true },
    },
  ],
  [
    "the same where the key sees no users",
    { acknowledged: true, report: { acknowledgedBy: "Bob B." } },
    UNSEEN,
    { ...EMPTY, isAcknowledged: true, acknowledgedBy: "Bob B." },
  ],
  [
    "an id, where the key sees no users",
    { acknowledged: true, report: { acknowledgedBy: "u-bob" } },
    { ...UNSEEN, recipients: [recipient("u-bob")] },
    {
      ...{ ...EMPTY, isAcknowledged: true, acknowledgedBy: "u-bob", isProof: true },
      notified: [{ who: "bob@example.com", isTarget: true, method: "sms", state: "" }],
    },
  ],
  [
    "responders by all that names them",
    {
      responders: [
        { type: "user", id: "u-bob" },
        { type: "user", id: "u-1", username: "Bob@Example.com" },
        { type: "user", username: "bob@example.com" },
      ],
    },
    {},
    {
      ...{ ...EMPTY, isMissed: false },
      responders: ["user bob@example.com", "user Bob@Example.com", "user bob@example.com"],
    },
  ],
  [
    "others",
    {
      responders: [
        { type: "user", id: "u-ann" },
        { type: "user", id: "u-cem" },
        { type: "team", id: "t-1" },
        { type: "team", name: "other" },
        { type: "escalation", id: "e-1" },
        {},
      ],
    },
    { recipients: [recipient("u-ann")] },
    {
      ...EMPTY,
      isAstray: true,
      notified: [{ who: "ann@example.com", isTarget: false, method: "sms", state: "" }],
      responders: [
        "user ann@example.com",
        "user u-cem",
        "team platform",
        "team other",
        "escalation e-1",
        "somebody ",
      ],
    },
  ],
  [
    "another user, where theirs is not known",
    { responders: [{ type: "user", id: "u-ann" }] },
    { ...UNSEEN, recipients: [recipient("u-ann")] },
    {
      ...EMPTY,
      isAstray: true,
      responders: ["user ann@example.com"],
      notified: [{ who: "ann@example.com", isTarget: false, method: "sms", state: "" }],
    },
  ],
  [
    "some user, where none is known",
    { responders: [{ type: "user", id: "u-ann" }] },
    UNSEEN,
    { ...EMPTY, isMissed: false, responders: ["user u-ann"] },
  ],
  [
    "those notified by id, and without a user",
    {},
    { recipients: [{ user: { id: "u-bob" }, method: "voice", state: "a•ctive" }, { method: "sms" }] },
    {
      ...EMPTY,
      notified: [
        { who: "u-bob", isTarget: true, method: "voice", state: "active" },
        { who: "somebody", isTarget: false, method: "sms", state: "" },
      ],
    },
  ],
  [
    "an escalation, by its id",
    { responders: [{ type: "escalation", id: "e-1" }] },
    { subject: ESCALATION, names: new Map([["e-1", "platform_escalation"]]) },
    { ...EMPTY, isMissed: false, responders: ["escalation platform_escalation"] },
  ],
  [
    "an escalation that the key may not see",
    { responders: [{ type: "escalation", id: "e-1" }] },
    { subject: ESCALATION, names: new Map([["e-1", "e-1"]]) },
    { ...EMPTY, isMissed: false, responders: ["escalation e-1"] },
  ],
  [
    "a team beside the escalation",
    {
      responders: [
        { type: "team", id: "t-1" },
        { type: "escalation", name: "platform_escalation" },
      ],
    },
    { subject: ESCALATION },
    {
      ...EMPTY,
      isAstray: true,
      isMissed: false,
      responders: ["team platform", "escalation platform_escalation"],
    },
  ],
  [
    "a team instead of the schedule, acknowledged by somebody",
    { responders: [{ type: "team", id: "t-1" }], acknowledged: true, owner: "bob@example.com" },
    { subject: { ...ESCALATION, type: "schedule" } },
    {
      ...{ ...EMPTY, isAstray: true, responders: ["team platform"] },
      ...{ isAcknowledged: true, acknowledgedBy: "bob@example.com" },
    },
  ],
])("it reads %s", (_, alert, known, look) => {
  expect(readAlertState(alert, { ...KNOWN, ...known })).toEqual(look);
});

/** An alert that was sent, to whose looks these answer in turn. */
async function sentTo(...answers: readonly (readonly [number, object])[]) {
  const all = [[200, { data: { id: "u-bob" } }], [202, { requestId: "r/1" }], ...answers] as const;
  const asked: string[] = [];
  const send = async ({ method, url }: { method: string; url: string }): Promise<HttpAnswer> => {
    const [status, body] = all[asked.length] ?? [404, {}];
    asked.push(`${method} ${url.replace("https://api.opsgenie.com/v2/", "")}`);
    return { kind: "answer", status, text: JSON.stringify(body), header: () => undefined };
  };
  const access = readOpsgenieAccess(
    { OPSGENIE_ALERT_KEY: "secret-key" },
    { region: "us" },
    "OPSGENIE_ALERT_KEY",
  );
  const http = { send, sleep: async () => undefined };
  const alert = connectAlerts(http, access).prepare({ ...newAlert("bob@example.com"), alias: "a/1" });
  await alert.send();
  return { alert, asked };
}

test.each([
  [{ isSuccess: false, status: "not by secret-key to +1 202 555 0100" }, "not by ••• to +• ••• ••• ••••"],
  [{ success: false }, "it does not say why"],
])("a refusal has neither key nor number: %j", async (data, reason) => {
  const { alert } = await sentTo([200, { data }]);
  expect(await alert.readState()).toEqual({ kind: "refused", reason });
});

test("where nobody tells the id it is looked for by its alias, and by its id from then on", async () => {
  const { alert, asked } = await sentTo(
    [200, { data: { isSuccess: true } }],
    [404, {}],
    [200, { data: { isSuccess: true } }],
    [200, { data: { id: "i/1", responders: [{ type: "team", id: "t/1" }, { type: "team" }] } }],
    [403, {}],
    [403, {}],
    [200, { data: { id: "i/1", status: "closed" } }],
  );
  expect(await alert.readState()).toEqual({ kind: "waiting" });
  const responders = ["team t/1", "team "];
  expect(await alert.readState()).toEqual({ ...EMPTY, isAstray: true, responders });
  expect(await alert.readState()).toEqual({ ...EMPTY, kind: "closed", closedBy: undefined });
  expect(asked.slice(2)).toEqual([
    "GET alerts/requests/r%2F1",
    "GET alerts/a%2F1?identifierType=alias",
    "GET alerts/requests/r%2F1",
    "GET alerts/a%2F1?identifierType=alias",
    "GET alerts/i%2F1/recipients?identifierType=id",
    "GET teams/t%2F1?identifierType=id",
    "GET alerts/i%2F1?identifierType=id",
    "GET alerts/i%2F1/recipients?identifierType=id",
  ]);
});
