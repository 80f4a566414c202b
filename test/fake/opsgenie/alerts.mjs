/** Answers the calls that send, show, acknowledge and close alerts. Those that change one are answered before they are carried out. */
import { dateText, forbidden, found, notFound, Refusal, unprocessable } from "./answer.mjs";
import { needed, oneOfIn, recordIn, recordsIn, textIn } from "./fields.mjs";
import { recipientIn, teamOfKey, userBy } from "./lookup.mjs";

/** @import { Alert, Answer, Call, Json } from "./model.ts" */

const RESPONDERS = ["user", "team", "escalation", "schedule"];
const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
const MOST_MESSAGE = 130;
const MOST_ALIAS = 512;
const MOST_TEXT = 15_000;

/** @param {string} requestId @returns {Answer} */
const accepted = (requestId) => ({ status: 202, body: { result: "Request will be processed", requestId } });

/** @param {Json} body @param {string} field @param {number} most */
function shortIn(body, field, most) {
  const text = textIn(body, field);
  if (text !== undefined && text.length > most)
    throw unprocessable({ [field]: `should have at most ${most} characters` });
  return text;
}

/** The integration of a team alerts its team, whomever the alert names. @param {Call} call @returns {Answer} */
export function createAlert(call) {
  const { world, state, body } = call;
  const message = needed(shortIn(body, "message", MOST_MESSAGE), "message");
  shortIn(body, "description", MOST_TEXT);
  oneOfIn(body, "priority", PRIORITIES);
  const named = (recordsIn(body, "responders") ?? []).map((each) =>
    recipientIn(world, state, each, RESPONDERS, "responders"),
  );
  const team = teamOfKey(call);
  const responders = (team === undefined ? named : [{ type: "team", id: team }]).map(({ type, id = "" }) => ({
    type,
    id,
  }));
  const alias = shortIn(body, "alias", MOST_ALIAS) ?? world.newId();
  recordIn(body, "details");
  return accepted(world.alerts.create({ alias, message, responders, sent: body }));
}

/** The newest one that it leads to. @param {Call} call @returns {Alert | undefined} */
function alertIn({ world, params, query }) {
  const by = query["identifierType"] ?? "id";
  if (by !== "id" && by !== "alias" && by !== "tiny")
    throw unprocessable({ identifierType: "should be one of id, alias, tiny" });
  const field = by === "tiny" ? "tinyId" : by;
  const isShown = (/** @type {Alert} */ { status }) =>
    by !== "alias" || status === "open" || world.switches.closedAlias === "found";
  return world.alerts.all().findLast((each) => each[field] === params["identifier"] && isShown(each));
}

/** @param {Call} call @returns {Alert} */
function alertOf(call) {
  const alert = alertIn(call);
  const team = teamOfKey(call);
  const isTheirs = team === undefined || alert?.responders.some(({ id }) => id === team);
  if (alert !== undefined && !isTheirs) throw forbidden("alert");
  if (alert === undefined) throw notFound(`No alert exists with identifier [${call.params["identifier"]}]`);
  return alert;
}

/** @param {Call} call @param {Alert} alert @returns {Json} */
function alertText({ world }, { sent, createdAt, updatedAt, report, owner, ...alert }) {
  const { notified: _, ...shown } = alert;
  const {
    priority = "P3",
    source = "127.0.0.1",
    tags = [],
    details = {},
    description = "",
    entity = "",
  } = sent;
  const named = (/** @type {string} */ username) =>
    world.switches.names === "username" ? username : (userBy(world, username)?.fullName ?? username);
  const people = Object.entries({ acknowledgedBy: report.acknowledgedBy, closedBy: report.closedBy });
  const by = people.flatMap(([key, name]) => (name === undefined ? [] : [[key, named(name)]]));
  return {
    ...shown,
    ...{ priority, source, tags, details, description, entity, actions: [] },
    ...{ acknowledged: report.ackTime !== undefined, isSeen: report.ackTime !== undefined, snoozed: false },
    ...{ createdAt: dateText(createdAt, world.switches), updatedAt: dateText(updatedAt, world.switches) },
    ...(owner === "" ? {} : { owner: named(owner) }),
    lastOccurredAt: dateText(updatedAt, world.switches),
    integration: { id: "integration", name: "API", type: "API" },
    ...(report.ackTime === undefined && report.closeTime === undefined
      ? {}
      : { report: { ...report, ...Object.fromEntries(by) } }),
  };
}

/** @param {Call} call @returns {Answer} */
export const getAlert = (call) => found(alertText(call, alertOf(call)));

/** @param {Call} call @returns {Answer} */
export function getAlertRequest({ world, params }) {
  const request = world.alerts.request(params["request"] ?? "");
  if (request?.result === undefined)
    throw new Refusal(
      404,
      "Request not found. It might not be processed, yet.",
      {},
      { "X-Opsgenie-Errortype": "RequestNotProcessed" },
    );
  const { isSuccess, status, alert } = request.result;
  const { success } = world.switches;
  return found({
    ...(success === "isSuccess" ? {} : { success: isSuccess }),
    ...(success === "success" ? {} : { isSuccess }),
    ...{ action: request.action, status, integrationId: "integration" },
    processedAt: dateText(world.now(), world.switches),
    ...(alert === undefined ? {} : { alertId: alert.id, alias: alert.alias }),
  });
}

/** @param {Call} call @returns {Answer} */
export function listRecipients(call) {
  const { world } = call;
  const { notified, createdAt } = alertOf(call);
  if (world.switches.recipients === "forbidden") throw forbidden("alert");
  const at = dateText(createdAt, world.switches);
  return found(
    notified.map((id) => ({
      user: { id, username: userBy(world, id)?.username ?? "" },
      ...{ state: "notified", method: "mobile", createdAt: at, updatedAt: at },
    })),
  );
}

/** Whether there is such an alert is seen when it is done. @param {"Acknowledge" | "Close"} action @returns {(call: Call) => Answer} */
export const changeAlert = (action) => (call) => {
  const by = textIn(call.body, "user") ?? "API";
  return accepted(call.world.alerts.change(action, () => alertIn(call), by));
};
