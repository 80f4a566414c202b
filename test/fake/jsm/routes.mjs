/** Routes requests to their handlers, and checks what the token may do and what the site's plan includes. */
import {
  changeAlert,
  createAlert,
  getAlert,
  getAlertByAlias,
  getAlertRequest,
  listAlertLogs,
} from "./alerts.mjs";
import { Refusal, SCOPE } from "./answer.mjs";
import {
  createEscalation,
  deleteEscalation,
  getEscalation,
  listEscalations,
  updateEscalation,
} from "./escalations.mjs";
import { createOverride, deleteOverride, getOverride, listOverrides, updateOverride } from "./overrides.mjs";
import {
  getMyself,
  getTenant,
  getUser,
  listContacts,
  listForwardings,
  listIntegrations,
  listNotificationRules,
  listRoutingRules,
  listTeams,
  listUsers,
  searchUsers,
} from "./people.mjs";
import {
  createRotation,
  createSchedule,
  deleteRotation,
  deleteSchedule,
  getRotation,
  getSchedule,
  listRotations,
  listSchedules,
  updateRotation,
  updateSchedule,
} from "./schedules.mjs";
import { getOnCalls, getTimeline } from "./timeline.mjs";

/** @import { Answer, Call, Lack, Token } from "./model.ts" */
/** @typedef {(call: Call) => Answer} Handler */

const OPS = "/jsm/ops/api/{cloud}/v1";

/** The first match wins. @type {readonly (readonly [string, Readonly<Record<string, Handler>>])[]} */
const ROUTES = [
  ["/_edge/tenant_info", { GET: getTenant }],
  ["/rest/api/3/user/search", { GET: searchUsers }],
  ["/rest/api/3/user/bulk", { GET: listUsers }],
  ["/rest/api/3/user", { GET: getUser }],
  ["/rest/api/3/myself", { GET: getMyself }],
  [`${OPS}/schedules`, { GET: listSchedules, POST: createSchedule }],
  [`${OPS}/schedules/{schedule}`, { GET: getSchedule, PATCH: updateSchedule, DELETE: deleteSchedule }],
  [`${OPS}/schedules/{schedule}/timeline`, { GET: getTimeline }],
  [`${OPS}/schedules/{schedule}/on-calls`, { GET: getOnCalls }],
  [`${OPS}/schedules/{schedule}/rotations`, { GET: listRotations, POST: createRotation }],
  [
    `${OPS}/schedules/{schedule}/rotations/{rotation}`,
    { GET: getRotation, PATCH: updateRotation, DELETE: deleteRotation },
  ],
  [`${OPS}/schedules/{schedule}/overrides`, { GET: listOverrides, POST: createOverride }],
  [
    `${OPS}/schedules/{schedule}/overrides/{alias}`,
    { GET: getOverride, PUT: updateOverride, DELETE: deleteOverride },
  ],
  [`${OPS}/teams`, { GET: listTeams }],
  [`${OPS}/teams/{team}/escalations`, { GET: listEscalations, POST: createEscalation }],
  [
    `${OPS}/teams/{team}/escalations/{escalation}`,
    { GET: getEscalation, PATCH: updateEscalation, DELETE: deleteEscalation },
  ],
  [`${OPS}/teams/{team}/routing-rules`, { GET: listRoutingRules }],
  [`${OPS}/users/contacts`, { GET: listContacts }],
  [`${OPS}/notification-rules`, { GET: listNotificationRules }],
  [`${OPS}/forwarding-rules`, { GET: listForwardings }],
  [`${OPS}/integrations`, { GET: listIntegrations }],
  [`${OPS}/alerts`, { POST: createAlert }],
  [`${OPS}/alerts/alias`, { GET: getAlertByAlias }],
  [`${OPS}/alerts/requests/{request}`, { GET: getAlertRequest }],
  [`${OPS}/alerts/{alert}`, { GET: getAlert }],
  [`${OPS}/alerts/{alert}/logs`, { GET: listAlertLogs }],
  [`${OPS}/alerts/{alert}/acknowledge`, { POST: changeAlert("Acknowledge") }],
  [`${OPS}/alerts/{alert}/close`, { POST: changeAlert("Close") }],
];

/** @param {string} method @param {string} path @param {string} cloudId */
export function routeOf(method, path, cloudId) {
  const parts = path.split("/").map(decodeURIComponent);
  for (const [pattern, handlers] of ROUTES) {
    const names = pattern.split("/");
    const fits =
      names.length === parts.length &&
      names.every((name, index) =>
        name === "{cloud}" ? parts[index] === cloudId : name.startsWith("{") || name === parts[index],
      );
    if (!fits) continue;
    const handler = handlers[method];
    if (handler === undefined) throw new Refusal(405, "Method not allowed");
    const params = names.flatMap((name, index) =>
      name.startsWith("{") ? [[name.slice(1, -1), parts[index]]] : [],
    );
    return { handler, params: Object.fromEntries(params) };
  }
  throw new Refusal(404, "Not found");
}

/** What a token may not do, and what the plan lacks, is refused before the request is read. @param {string} method @param {string} path @param {Token} token @param {readonly Lack[]} lacks */
export function refuseNotAllowed(method, path, token, lacks) {
  if (token.kind === "read-only" && method !== "GET") throw SCOPE;
  if (token.kind === "no-delete" && method === "DELETE") throw SCOPE;
  if (token.kind === "outsider" && method !== "GET")
    throw new Refusal(403, "You are not a member of the team");
  const parts = path.split("/");
  if (lacks.some((lack) => parts.includes(lack)))
    throw new Refusal(402, "Your current plan does not allow this feature");
}
