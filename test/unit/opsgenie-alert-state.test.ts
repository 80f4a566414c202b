/** Tests how a test alert is read where answers differ from those of the fake: names, owners, responders, missing fields. */
import { expect, test } from "vitest";
import type { HttpAnswer } from "../../src/edge/edges.ts";
import { type AlertContext, readAlertState } from "../../src/provider/opsgenie/alert-state.ts";
import { readOpsgenieAccess } from "../../src/provider/opsgenie/environment.ts";
import { connectTestAlerts } from "../../src/provider/opsgenie/test-alert.ts";
import type { JsonMap } from "../../src/text/json.ts";

const KNOWN: AlertContext = {
  username: "bob@example.com",
  user: { id: "u-bob", username: "bob@example.com", fullName: "Bob B." },
  recipients: [],
  teams: new Map([["t-1", "platform"]]),
  redact: (said) => said.replaceAll("•", ""),
};
const EMPTY = {
  kind: "open",
  isAcknowledged: false,
  acknowledgedBy: undefined,
  isProof: false,
  isAstray: false,
  responders: [],
  notified: [],
};
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
    { user: null },
    { ...EMPTY, isAcknowledged: true, acknowledgedBy: "Bob B." },
  ],
  [
    "an id, where the key sees no users",
    { acknowledged: true, report: { acknowledgedBy: "u-bob" } },
    { user: null, recipients: [recipient("u-bob")] },
    {
      ...{ ...EMPTY, isAcknowledged: true, acknowledgedBy: "u-bob", isProof: true },
      notified: [{ method: "sms", state: "" }],
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
    { ...EMPTY, responders: ["user bob@example.com", "user Bob@Example.com", "user bob@example.com"] },
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
    { user: null, recipients: [recipient("u-ann")] },
    { ...EMPTY, isAstray: true, responders: ["user ann@example.com"] },
  ],
  [
    "some user, where none is known",
    { responders: [{ type: "user", id: "u-ann" }] },
    { user: null },
    { ...EMPTY, responders: ["user u-ann"] },
  ],
  [
    "those notified by id, and without a user",
    {},
    { recipients: [{ user: { id: "u-bob" }, method: "voice", state: "a•ctive" }, { method: "sms" }] },
    { ...EMPTY, notified: [{ method: "voice", state: "active" }] },
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
  const alert = connectTestAlerts(http, access).prepare({
    username: "bob@example.com",
    name: "Bob",
    alias: "a/1",
  });
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
