/** Routes requests to their handlers, and checks what the key may do and what the account's plan includes. */

import { changeAlert, createAlert, getAlert, getAlertRequest, listRecipients } from "./alerts.mjs";
import { forbidden, Refusal } from "./answer.mjs";
import {
  createEscalation,
  deleteEscalation,
  getEscalation,
  listEscalations,
  updateEscalation,
} from "./escalations.mjs";
import { getIntegration, listIntegrations, listRoutingRules } from "./intake.mjs";
import { createOverride, deleteOverride, getOverride, listOverrides, updateOverride } from "./overrides.mjs";
import { getAccount, getTeam, getUser, listTeams, listUsers } from "./people.mjs";
import {
  getNotificationRule,
  listContacts,
  listForwardingRules,
  listNotificationRules,
  listOwnForwardingRules,
} from "./reach.mjs";
import { createRotation, deleteRotation, getRotation, listRotations, updateRotation } from "./rotations.mjs";
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./schedules.mjs";
import { getNextOnCalls, getOnCalls, getRequestLimits, getTimeline, listOnCalls } from "./timeline.mjs";

/** @import { Answer, Call, Key, Lack } from "./model.ts" */
/** @typedef {(call: Call) => Answer} Handler */

/** The first match wins: `on-calls` is not an identifier. @type {readonly (readonly [string, Readonly<Record<string, Handler>>])[]} */
const ROUTES = [
  ["/v2/account", { GET: getAccount }],
  ["/v2/users", { GET: listUsers }],
  ["/v2/users/{identifier}", { GET: getUser }],
  ["/v2/users/{identifier}/contacts", { GET: listContacts }],
  ["/v2/users/{identifier}/notification-rules", { GET: listNotificationRules }],
  ["/v2/users/{identifier}/notification-rules/{rule}", { GET: getNotificationRule }],
  ["/v2/users/{identifier}/forwarding-rules", { GET: listOwnForwardingRules }],
  ["/v2/forwarding-rules", { GET: listForwardingRules }],
  ["/v2/integrations", { GET: listIntegrations }],
  ["/v2/integrations/{integration}", { GET: getIntegration }],
  ["/v2/teams", { GET: listTeams }],
  ["/v2/teams/{identifier}", { GET: getTeam }],
  ["/v2/teams/{identifier}/routing-rules", { GET: listRoutingRules }],
  ["/v2/schedules", { GET: listSchedules, POST: createSchedule }],
  ["/v2/schedules/on-calls", { GET: listOnCalls }],
  ["/v2/schedules/{identifier}", { GET: getSchedule, PATCH: updateSchedule, DELETE: deleteSchedule }],
  ["/v2/schedules/{identifier}/timeline", { GET: getTimeline }],
  ["/v2/schedules/{identifier}/on-calls", { GET: getOnCalls }],
  ["/v2/schedules/{identifier}/next-on-calls", { GET: getNextOnCalls }],
  ["/v2/request-limits/", { GET: getRequestLimits }],
  ["/v2/schedules/{identifier}/rotations", { GET: listRotations, POST: createRotation }],
  [
    "/v2/schedules/{identifier}/rotations/{rotation}",
    { GET: getRotation, PATCH: updateRotation, DELETE: deleteRotation },
  ],
  ["/v2/schedules/{identifier}/overrides", { GET: listOverrides, POST: createOverride }],
  [
    "/v2/schedules/{identifier}/overrides/{alias}",
    { GET: getOverride, PUT: updateOverride, DELETE: deleteOverride },
  ],
  ["/v2/alerts", { POST: createAlert }],
  ["/v2/alerts/requests/{request}", { GET: getAlertRequest }],
  ["/v2/alerts/{identifier}", { GET: getAlert }],
  ["/v2/alerts/{identifier}/recipients", { GET: listRecipients }],
  ["/v2/alerts/{identifier}/acknowledge", { POST: changeAlert("Acknowledge") }],
  ["/v2/alerts/{identifier}/close", { POST: changeAlert("Close") }],
  ["/v2/escalations", { GET: listEscalations, POST: createEscalation }],
  ["/v2/escalations/{identifier}", { GET: getEscalation, PATCH: updateEscalation, DELETE: deleteEscalation }],
];

/**
 * @param {string} method @param {string} path
 * @returns {{ readonly handler: Handler, readonly params: Readonly<Record<string, string>> }}
 */
export function routeOf(method, path) {
  const parts = path.split("/").map(decoded);
  for (const [pattern, handlers] of ROUTES) {
    const names = pattern.split("/");
    const fits =
      names.length === parts.length &&
      names.every((name, index) => name.startsWith("{") || name === parts[index]);
    if (!fits) continue;
    const handler = handlers[method];
    if (handler === undefined) throw new Refusal(405, "Method not allowed");
    const params = names.flatMap((name, index) =>
      name.startsWith("{") ? [[name.slice(1, -1), parts[index]]] : [],
    );
    return { handler, params: Object.fromEntries(params) };
  }
  throw new Refusal(404, "Could not found the requested resource");
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, "Path is malformed");
  }
}

/** What a key may not do, and what the plan lacks, is refused before the request is read. @param {string} method @param {string} path @param {Key} key @param {readonly Lack[]} lacks */
export function refuseNotAllowed(method, path, key, lacks) {
  const [, , resource = "", , part = ""] = path.split("/");
  const what = resource.replace(/s$/, "");
  if (key.kind === "read-only" && method !== "GET") throw forbidden(what);
  if (key.kind === "restricted" && !["account", "alerts"].includes(resource)) throw forbidden(what);
  if (resource === "alerts" && method !== "GET" && key.kind === "account") throw forbidden(what);
  if (key.kind === "team" && ["users", "forwarding-rules", "integrations"].includes(resource))
    throw forbidden(what);
  if (key.hides?.some((hidden) => hidden === resource || hidden === part)) throw forbidden(part || what);
  if (lacks.some((lack) => lack === resource || lack === part))
    throw new Refusal(402, "Your current plan does not allow this. Please upgrade your plan.");
}
