/**
 * Somebody in, one test alert of OpsGenie to them alone out, and what becomes of it. Their own notification rules carry it:
 * that they acknowledge it proves those rules, which no look at a configuration does.
 */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import type { Address } from "./address.ts";
import { type AlertLook, lookOf } from "./alert-look.ts";
import { type Api, apiOf } from "./api.ts";
import { accountName, listIn, textIn, userNamed } from "./read.ts";

export interface Alerted {
  readonly username: string;
  readonly name: string;
  /** Of this alert alone, and of none before: while one of the same alias is open, another notifies nobody. */
  readonly alias: string;
}

export interface TestAlerts {
  /** What the account is called; undefined where the key may not see it. */
  account(): Promise<string | undefined>;
  /** Sends nothing yet, so that it can be closed whatever becomes of the sending. */
  to(alerted: Alerted): TestAlert;
}

export interface TestAlert {
  /** Never makes two: where the fate of the request is unknown it is looked for by its alias. Once. Throws a Fault. */
  send(): Promise<void>;
  /** Throws a Fault. */
  look(): Promise<AlertLook>;
  /** Whatever became of it, also while it is being sent. True: the service says that it is closed, or there is none. */
  close(): Promise<boolean>;
}

type Seen =
  | Extract<AlertLook, { readonly kind: "waiting" | "refused" }>
  | { readonly kind: "made"; readonly alert: JsonMap };

const LOOKS = 10;
const SEARCHES = 5;
const LOOK_MS = 2000;
const MOST_MESSAGE = 130;

export function testAlertsAt(http: Http, address: Address): TestAlerts {
  const api = apiOf(http, address);
  return {
    account: () => accountName(api),
    to: (alerted) => testAlert(api, http.sleep, alerted),
  };
}

function testAlert(api: Api, sleep: Http["sleep"], alerted: Alerted): TestAlert {
  const { username, name, alias } = alerted;
  const teams = new Map<string, string>();
  let user: JsonValue | undefined;
  let sending: Promise<void> | undefined;
  /** The request is out. */
  let isTried = false;
  /** Its fate was unknown at least once. */
  let isLost = false;
  let isOver = false;
  let request: string | undefined;
  let id: string | undefined;

  const path = () => `/v2/alerts/${encodeURIComponent(id ?? alias)}`;
  const by = () => ({ identifierType: id === undefined ? "alias" : "id" });

  async function start(): Promise<void> {
    // A key without access to the configuration sees no users: the service itself says then if there is no such one.
    user = await userNamed(api, username, true);
    const help = "invite them there, or write `opsgenie: USERNAME` below the person in the roster";
    if (user === undefined)
      throw new Fault(EXIT.service, `OpsGenie has no user of the name or email of ${name}`, help);
    if (valueAt(user, ["blocked"]) === true)
      throw new Fault(EXIT.service, `${name} is blocked in OpsGenie`, help);
    if (isOver) return;
    isTried = true;
    try {
      request = await api.request("/v2/alerts", {}, bodyOf(alerted, textIn(user, "id")), find);
    } catch (error) {
      isTried = isLost;
      throw error;
    }
  }

  /** What was taken is made later: it is waited for before it is sent again. */
  async function find(): Promise<boolean> {
    isLost = true;
    for (let search = 0; search < SEARCHES && !isOver; search += 1) {
      await sleep(LOOK_MS);
      if ((await seen()).kind === "made") return true;
    }
    return isOver;
  }

  async function seen(): Promise<Seen> {
    if (id === undefined && request !== undefined) {
      const told = await api.get(`/v2/alerts/requests/${encodeURIComponent(request)}`);
      if (told === undefined) return { kind: "waiting" };
      const isMade = valueAt(told, ["isSuccess"]) ?? valueAt(told, ["success"]);
      if (isMade === false)
        return { kind: "refused", reason: api.plainly(textIn(told, "status") ?? "it does not say why") };
      id = textIn(told, "alertId");
    }
    const alert = await api.get(path(), by());
    if (!isJsonMap(alert)) return { kind: "waiting" };
    id ??= textIn(alert, "id");
    return { kind: "made", alert };
  }

  async function look(): Promise<AlertLook> {
    const found = await seen();
    if (found.kind !== "made") return found;
    const told = await api.get(`${path()}/recipients`, by(), true);
    const recipients = Array.isArray(told) ? told.filter(isJsonMap) : [];
    for (const responder of listIn(found.alert, "responders")) {
      const key = textIn(responder, "id");
      if (textIn(responder, "type") !== "team" || key === undefined || teams.has(key)) continue;
      const team = await api.get(`/v2/teams/${encodeURIComponent(key)}`, { identifierType: "id" }, true);
      teams.set(key, textIn(team, "name") ?? key);
    }
    return lookOf(found.alert, { username, user, recipients, teams, plainly: api.plainly });
  }

  async function close(): Promise<boolean> {
    isOver = true;
    await sending?.catch(() => undefined);
    if (!isTried) return true;
    const body = { source: "oncall", note: "The test is over." };
    for (let round = 0; round < LOOKS; round += 1) {
      // By its alias where nobody told its id, or it is not made yet. Again and again: what is closed stays so.
      const asked = api.request(`${path()}/close`, by(), body, async () => false);
      const isAsked = (await unlessFault(asked.then(() => true))) === true;
      await sleep(LOOK_MS);
      const found = await unlessFault(seen());
      if (found === undefined) return false;
      if (found.kind === "refused") return true;
      if (found.kind === "made" && found.alert["status"] === "closed") return true;
      if (found.kind === "made" && !isAsked) return false;
    }
    return request === undefined && id === undefined;
  }

  return {
    send: () => {
      sending ??= start();
      return sending;
    },
    look,
    close,
  };
}

function bodyOf({ username, name, alias }: Alerted, id: string | undefined) {
  return {
    message: messageFor(name),
    alias,
    description: `Nothing is wrong: oncall asks whether an alert reaches ${name}. Acknowledge it, that is the proof. It will be closed by itself.`,
    responders: [id === undefined ? { type: "user", username } : { type: "user", id }],
    tags: ["oncall-test"],
    source: "oncall",
    // As the service has it for an alert that names none. Rules for graver ones alone are not tried.
    priority: "P3",
  };
}

/** The service takes so many characters; half a one is none. */
function messageFor(name: string): string {
  const [before, after] = ["oncall test alert for ", ": acknowledge it"];
  const room = MOST_MESSAGE - before.length - after.length;
  const short = name.length > room ? `${name.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : name;
  return `${before}${short}${after}`;
}

/** The answer; undefined where the service gives none that is good. */
async function unlessFault<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
