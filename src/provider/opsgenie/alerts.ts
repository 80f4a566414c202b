/**
 * Sends an alert of OpsGenie, follows it and closes it. A person's own notification rules carry it: an acknowledgement
 * proves that they work, which no reading of the configuration does.
 */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { AlertState } from "../../proof/alert.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonMap, valueAt } from "../../text/json.ts";
import type { AlertService, AlertTarget, NewAlert, PreparedAlert } from "../alerts.ts";
import { type AlertSubject, readAlertState } from "./alert-state.ts";
import { type Api, createApi } from "./api.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { readList, readText } from "./fields.ts";
import { readAccountName } from "./read.ts";
import { findUser, INVITE, UNBLOCK } from "./users.ts";

type Lookup =
  | Extract<AlertState, { readonly kind: "waiting" | "refused" }>
  | { readonly kind: "created"; readonly alert: JsonMap };

const MAX_POLLS = 10;
const MAX_SEARCHES = 5;
const POLL_MS = 2000;

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
    prepare: (alert) => prepareAlert(api, http.sleep, alert),
  };
}

function prepareAlert(api: Api, sleep: Http["sleep"], asked: NewAlert): PreparedAlert {
  const { alias } = asked;
  const names = new Map<string, string>();
  let subject: AlertSubject | undefined;
  let sending: Promise<void> | undefined;
  /** The request has left. */
  let isTried = false;
  /** Its fate was unknown at least once. */
  let isLost = false;
  let isOver = false;
  let request: string | undefined;
  let id: string | undefined;

  const path = () => `/v2/alerts/${encodeURIComponent(id ?? alias)}`;
  const query = () => ({ identifierType: id === undefined ? "alias" : "id" });

  async function start(giveUp: AbortSignal | undefined): Promise<void> {
    subject = await findSubject(api, asked.to);
    if (isOver || giveUp?.aborted === true) return;
    isTried = true;
    try {
      const isHopeless = () => isOver || giveUp?.aborted === true;
      const body = writeBody(asked, subject);
      request = await api.request("/v2/alerts", {}, body, () => search(isHopeless));
    } catch (error) {
      isTried = isLost;
      throw error;
    }
  }

  /** OpsGenie creates an alert some time after it accepts it: wait for that before sending it again. */
  async function search(isHopeless: () => boolean): Promise<boolean> {
    isLost = true;
    for (let count = 0; count < MAX_SEARCHES && !isHopeless(); count += 1) {
      await sleep(POLL_MS);
      if ((await lookUp()).kind === "created") return true;
    }
    return isHopeless();
  }

  async function lookUp(): Promise<Lookup> {
    if (id === undefined && request !== undefined) {
      const answer = await api.get(`/v2/alerts/requests/${encodeURIComponent(request)}`);
      if (answer === undefined) return { kind: "waiting" };
      const isCreated = valueAt(answer, ["isSuccess"]) ?? valueAt(answer, ["success"]);
      if (isCreated === false)
        return { kind: "refused", reason: api.redact(readText(answer, "status") ?? "it does not say why") };
      id = readText(answer, "alertId");
    }
    const alert = await api.get(path(), query());
    if (!isJsonMap(alert)) return { kind: "waiting" };
    id ??= readText(alert, "id");
    return { kind: "created", alert };
  }

  async function readState(): Promise<AlertState> {
    const found = await lookUp();
    if (found.kind !== "created") return found;
    const answer = await api.get(`${path()}/recipients`, query(), true);
    const recipients = Array.isArray(answer) ? answer.filter(isJsonMap) : [];
    for (const responder of readList(found.alert, "responders")) {
      const key = readText(responder, "id");
      const folder = PATHS[readText(responder, "type") ?? ""];
      if (folder === undefined || key === undefined || names.has(key)) continue;
      const thing = await api.get(`${folder}/${encodeURIComponent(key)}`, { identifierType: "id" }, true);
      names.set(key, readText(thing, "name") ?? key);
    }
    const known = subject ?? describeTarget(asked.to);
    return readAlertState(found.alert, { subject: known, recipients, names, redact: api.redact });
  }

  async function close(): Promise<boolean> {
    isOver = true;
    await sending?.catch(() => undefined);
    if (!isTried) return true;
    const body = { source: "oncall", note: "The test is over." };
    for (let poll = 0; poll < MAX_POLLS; poll += 1) {
      // By alias if the id is unknown or the alert is not created yet. Repeating it is safe: what is closed stays closed.
      const closing = api.request(`${path()}/close`, query(), body, async () => false);
      const isAccepted = (await orUndefined(closing.then(() => true))) === true;
      await sleep(POLL_MS);
      const found = await orUndefined(lookUp());
      if (found === undefined) return false;
      if (found.kind === "refused") return true;
      if (found.kind === "created" && found.alert["status"] === "closed") return true;
      if (found.kind === "created" && !isAccepted) return false;
    }
    return request === undefined && id === undefined;
  }

  return {
    send: (giveUp) => {
      sending ??= start(giveUp);
      return sending;
    },
    readState,
    close,
    trace: () => ({
      fate: request !== undefined || id !== undefined ? "accepted" : isTried ? "unknown" : "unsent",
      request,
      alert: id,
    }),
  };
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

/** Undefined if OpsGenie gives no good answer. */
async function orUndefined<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
