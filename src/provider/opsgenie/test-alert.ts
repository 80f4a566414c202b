/**
 * Sends one person a test alert of OpsGenie, follows it and closes it. The person's own notification rules carry it: an
 * acknowledgement proves that they work, which no reading of the configuration does.
 */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { AlertState } from "../../proof/alert.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readAlertState } from "./alert-state.ts";
import { type Api, createApi } from "./api.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { readList, readText } from "./fields.ts";
import { readAccountName } from "./read.ts";
import { findUser, INVITE, UNBLOCK } from "./users.ts";

export interface AlertRecipient {
  readonly username: string;
  readonly name: string;
  /** Used once: while an alert with the same alias is open, another one notifies nobody. */
  readonly alias: string;
}

export interface TestAlerts {
  /** The account's name; undefined if the key may not see it. */
  readAccountName(): Promise<string | undefined>;
  /** Sends nothing yet, so that the alert can be closed whether or not sending works. */
  prepare(recipient: AlertRecipient): TestAlert;
}

export interface TestAlert {
  /** Never creates two: if the fate of the request is unknown, looks the alert up by its alias. Throws a Fault. */
  send(): Promise<void>;
  /** Throws a Fault. */
  readState(): Promise<AlertState>;
  /** Works at any time, even while it is being sent. True: OpsGenie says that it is closed, or that there is none. */
  close(): Promise<boolean>;
}

type Lookup =
  | Extract<AlertState, { readonly kind: "waiting" | "refused" }>
  | { readonly kind: "created"; readonly alert: JsonMap };

const MAX_POLLS = 10;
const MAX_SEARCHES = 5;
const POLL_MS = 2000;
const MAX_MESSAGE = 130;

export function connectTestAlerts(http: Http, access: OpsgenieAccess): TestAlerts {
  const api = createApi(http, access);
  return {
    readAccountName: () => readAccountName(api),
    prepare: (recipient) => prepareAlert(api, http.sleep, recipient),
  };
}

function prepareAlert(api: Api, sleep: Http["sleep"], recipient: AlertRecipient): TestAlert {
  const { username, name, alias } = recipient;
  const teams = new Map<string, string>();
  let user: JsonValue | undefined;
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

  async function start(): Promise<void> {
    // A key that may not see users learns from OpsGenie's answer whether there is such a user.
    user = await findUser(api, username, true);
    if (user === undefined)
      throw new Fault(EXIT.service, `OpsGenie has no user with the user name or email of ${name}`, INVITE);
    if (valueAt(user, ["blocked"]) === true)
      throw new Fault(EXIT.service, `${name} is blocked in OpsGenie`, UNBLOCK);
    if (isOver) return;
    isTried = true;
    try {
      request = await api.request("/v2/alerts", {}, writeBody(recipient, readText(user, "id")), search);
    } catch (error) {
      isTried = isLost;
      throw error;
    }
  }

  /** OpsGenie creates an alert some time after it accepts it: wait for that before sending it again. */
  async function search(): Promise<boolean> {
    isLost = true;
    for (let count = 0; count < MAX_SEARCHES && !isOver; count += 1) {
      await sleep(POLL_MS);
      if ((await lookUp()).kind === "created") return true;
    }
    return isOver;
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
      if (readText(responder, "type") !== "team" || key === undefined || teams.has(key)) continue;
      const team = await api.get(`/v2/teams/${encodeURIComponent(key)}`, { identifierType: "id" }, true);
      teams.set(key, readText(team, "name") ?? key);
    }
    return readAlertState(found.alert, { username, user, recipients, teams, redact: api.redact });
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
    send: () => {
      sending ??= start();
      return sending;
    },
    readState,
    close,
  };
}

function writeBody({ username, name, alias }: AlertRecipient, id: string | undefined) {
  return {
    message: writeMessage(name),
    alias,
    description: `This is only a test by oncall: does an alert reach ${name}? Please acknowledge it, that is the proof. It closes by itself.`,
    responders: [id === undefined ? { type: "user", username } : { type: "user", id }],
    tags: ["oncall-test"],
    source: "oncall",
    // The default of OpsGenie. Rules for higher priorities alone are not tested.
    priority: "P3",
  };
}

/** Shortens the name to what OpsGenie takes, without cutting a character in half. */
function writeMessage(name: string): string {
  const [before, after] = ["oncall test alert for ", ": acknowledge it"];
  const room = MAX_MESSAGE - before.length - after.length;
  const short = name.length > room ? `${name.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : name;
  return `${before}${short}${after}`;
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
