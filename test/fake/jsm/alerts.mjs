/** Answers the calls that send, show, acknowledge and close alerts. Those that change one are answered before they are carried out. */
import { needed, oneOfIn, recordsIn, textIn } from "../opsgenie/fields.mjs";
import { found, missing, Refusal } from "./answer.mjs";
import { accountBy } from "./people.mjs";
import { shown } from "./schedules.mjs";

/** @import { Alert, Json } from "../opsgenie/model.ts" */
/** @import { Answer, Call } from "./model.ts" */

const RESPONDERS = ["user", "team", "escalation", "schedule"];
const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
const MOST = { message: 130, alias: 512, description: 15_000 };

/** @param {Call} call @param {string} requestId @returns {Answer} */
const accepted = ({ world }, requestId) => ({
  status: world.switches.alertStatus,
  body: { result: "Request will be processed", requestId, took: 0.01 },
});

/** Responders are named by id alone. @param {Call} call @returns {Answer} */
export function createAlert(call) {
  const { world, state, body } = call;
  for (const [field, most] of Object.entries(MOST))
    if ((textIn(body, field) ?? "").length > most) throw new Refusal(422, `${field} is too long`);
  oneOfIn(body, "priority", PRIORITIES);
  const message = needed(textIn(body, "message"), "message");
  const responders = (recordsIn(body, "responders") ?? []).map((each) => {
    const type = needed(oneOfIn(each, "type", RESPONDERS), "responders.type");
    const id = needed(textIn(each, "id"), "responders.id");
    const things = [...world.teams, ...state.schedules, ...state.escalations];
    if (accountBy(world, id) === undefined && !things.some((thing) => thing.id === id))
      throw new Refusal(422, `Responder ${id} does not exist`);
    return { type, id };
  });
  const alias = textIn(body, "alias") ?? world.ops.newId();
  return accepted(call, world.ops.alerts.create({ alias, message, responders, sent: body }));
}

/** @param {Call} call @param {Alert} alert @returns {Json} */
function alertText(
  { world },
  { id, tinyId, alias, message, status, count, createdAt, owner, responders, report },
) {
  const isAcked = report.ackTime !== undefined;
  const { acknowledged } = world.switches;
  return {
    ...{ id, tinyId, alias, message, count, responders, priority: "P3", seen: isAcked },
    ...(acknowledged === "field"
      ? { status, acknowledged: isAcked }
      : { status: isAcked && status === "open" ? "acked" : status }),
    ...{ createdAt: shown(world, createdAt), lastOccuredAt: shown(world, createdAt) },
    ...(owner === "" ? {} : { owner: accountBy(world, owner)?.id ?? owner }),
    ...(isAcked ? { ackTime: report.ackTime } : {}),
    ...(report.closeTime === undefined ? {} : { closeTime: report.closeTime }),
  };
}

/** @param {Call} call @param {(alert: Alert) => boolean} isWanted */
function alertOf({ world }, isWanted) {
  const alert = world.ops.alerts.all().findLast(isWanted);
  if (alert === undefined) throw missing("Alert");
  return alert;
}

/** @param {Call} call @returns {Answer} */
export const getAlert = (call) =>
  found(
    alertText(
      call,
      alertOf(call, ({ id }) => id === call.params["alert"]),
    ),
  );

/** @param {Call} call @returns {Answer} */
export const getAlertByAlias = (call) =>
  found(
    alertText(
      call,
      alertOf(call, ({ alias }) => alias === call.query["alias"]),
    ),
  );

/** @param {Call} call @returns {Answer} */
export function getAlertRequest({ world, params }) {
  const request = world.ops.alerts.request(params["request"] ?? "");
  if (request?.result === undefined) throw missing("Request");
  const { isSuccess, status, alert } = request.result;
  return found({
    ...{ isSuccess, action: request.action, status, integrationId: "integration" },
    processedAt: shown(world, world.ops.now()),
    ...(alert === undefined ? {} : { alertId: alert.id, alias: alert.alias }),
  });
}

/** @param {Call} call @returns {Answer} */
export function listAlertLogs(call) {
  const { notified, createdAt } = alertOf(call, ({ id }) => id === call.params["alert"]);
  const logs = notified.map((id) => ({
    ...{ logTime: shown(call.world, createdAt), logType: "recipient", owner: "System" },
    log: `Notified [${accountBy(call.world, id)?.name ?? id}] via mobile`,
  }));
  return found({ values: logs, links: {} });
}

/** Whether there is such an alert is seen when it is done. @param {"Acknowledge" | "Close"} action @returns {(call: Call) => Answer} */
export const changeAlert = (action) => (call) => {
  const find = () => call.world.ops.alerts.all().findLast(({ id }) => id === call.params["alert"]);
  return accepted(call, call.world.ops.alerts.change(action, find, call.token.email));
};
