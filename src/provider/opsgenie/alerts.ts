/**
 * Sends an alert of OpsGenie, follows it and closes it. A person's own notification rules carry it: an acknowledgement
 * proves that they work, which no reading of the configuration does.
 */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonMap, valueAt } from "../../text/json.ts";
import type { AlertService, AlertTarget, NewAlert, PreparedAlert } from "../alerts.ts";
import { readList, readText } from "../fields.ts";
import { CLOSING_NOTE, prepareAlert } from "../prepared-alert.ts";
import { type AlertSubject, readAlertState } from "./alert-state.ts";
import { type Api, createApi } from "./api.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { readAccountName } from "./read.ts";
import { findUser, INVITE, UNBLOCK } from "./users.ts";

/** Where the name of a responder is found by its id. */
const PATHS: Readonly<Record<string, string>> = {
  team: "/v2/teams",
  escalation: "/v2/escalations",
  schedule: "/v2/schedules",
};

export function connectAlerts(http: Http, access: OpsgenieAccess): AlertService {
  const api = createApi(http, access);
  return {
    limits: { message: 130, description: 15_000 },
    readAccountName: () => readAccountName(api),
    prepare: (alert) => prepareOpsgenie(api, http.sleep, alert),
  };
}

function prepareOpsgenie(api: Api, sleep: Http["sleep"], asked: NewAlert): PreparedAlert {
  const names = new Map<string, string>();
  const path = (id: string | undefined) => `/v2/alerts/${encodeURIComponent(id ?? asked.alias)}`;
  const query = (id: string | undefined) => ({ identifierType: id === undefined ? "alias" : "id" });

  /** OpsGenie tells the name of a responder in another place. */
  async function learnNames(alert: JsonMap): Promise<void> {
    for (const responder of readList(alert, "responders")) {
      const key = readText(responder, "id");
      const folder = PATHS[readText(responder, "type") ?? ""];
      if (folder === undefined || key === undefined || names.has(key)) continue;
      const thing = await api.get(`${folder}/${encodeURIComponent(key)}`, { identifierType: "id" }, true);
      names.set(key, readText(thing, "name") ?? key);
    }
  }

  return prepareAlert<AlertSubject>(sleep, {
    find: () => findSubject(api, asked.to),
    create: (subject, search) => api.request("/v2/alerts", {}, writeBody(asked, subject), search),
    async readRequest(request) {
      const answer = await api.get(`/v2/alerts/requests/${encodeURIComponent(request)}`);
      if (answer === undefined) return { kind: "waiting" };
      const isCreated = valueAt(answer, ["isSuccess"]) ?? valueAt(answer, ["success"]);
      if (isCreated === false)
        return { kind: "refused", reason: api.redact(readText(answer, "status") ?? "it does not say why") };
      return { kind: "done", id: readText(answer, "alertId") };
    },
    async readAlert(id) {
      const alert = await api.get(path(id), query(id));
      return isJsonMap(alert) ? alert : undefined;
    },
    async readState(alert, subject, id) {
      const answer = await api.get(`${path(id)}/recipients`, query(id), true);
      const recipients = Array.isArray(answer) ? answer.filter(isJsonMap) : [];
      await learnNames(alert);
      const known = subject ?? describeTarget(asked.to);
      return readAlertState(alert, { subject: known, recipients, names, redact: api.redact });
    },
    // By alias if the id is unknown or the alert is not created yet. Repeating it is safe: what is closed stays closed.
    close: (id) =>
      api.request(
        `${path(id)}/close`,
        query(id),
        { source: "oncall", note: CLOSING_NOTE },
        async () => false,
      ),
  });
}

/** A key that may not see users learns from OpsGenie's answer whether there is such a user. */
async function findSubject(api: Api, target: AlertTarget): Promise<AlertSubject> {
  const subject = describeTarget(target);
  if (target.kind !== "person") return subject;
  const { name } = target.person;
  const user = await findUser(api, subject.name, true);
  if (user === undefined)
    throw new Fault(EXIT.service, `OpsGenie has no user with the user name or email of ${name}`, INVITE);
  if (valueAt(user, ["blocked"]) === true)
    throw new Fault(EXIT.service, `${name} is blocked in OpsGenie`, UNBLOCK);
  return { ...subject, id: readText(user, "id"), fullName: readText(user, "fullName") };
}

function describeTarget(target: AlertTarget): AlertSubject {
  return target.kind === "person"
    ? { type: "user", name: usernameOf(target.person) ?? "", id: undefined, fullName: undefined }
    : { type: target.kind, name: target.name, id: undefined, fullName: undefined };
}

function writeBody({ alias, message, description, tag, priority }: NewAlert, subject: AlertSubject) {
  return {
    message,
    alias,
    description,
    responders: [writeResponder(subject)],
    tags: [tag],
    source: "oncall",
    ...(priority !== undefined && { priority }),
  };
}

function writeResponder({ type, id, name }: AlertSubject) {
  if (id !== undefined) return { type, id };
  return type === "user" ? { type, username: name } : { type, name };
}
