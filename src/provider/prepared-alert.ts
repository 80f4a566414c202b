/**
 * Sends an alert, follows it and closes it, however a service names these calls. A person's own notification rules carry it:
 * an acknowledgement proves that they work, which no reading of the configuration does.
 */
import type { Http } from "../edge/edges.ts";
import { Fault } from "../fault.ts";
import type { AlertState } from "../proof/alert.ts";
import type { JsonMap } from "../text/json.ts";
import type { PreparedAlert } from "./alerts.ts";
import { readText } from "./fields.ts";

/** What a service does with one alert. `id`: undefined as long as the service has not told it, then by its alias. */
export interface AlertCalls<Subject> {
  /** Throws a Fault if nobody can be alerted. */
  find(): Promise<Subject>;
  /** The id of the request. If its fate is unknown, `search` says whether the alert is there, or is not to be sent again. */
  create(subject: Subject, search: () => Promise<boolean>): Promise<string | undefined>;
  readRequest(request: string): Promise<RequestState>;
  /** Undefined: there is none yet. */
  readAlert(id: string | undefined): Promise<JsonMap | undefined>;
  /** `subject`: undefined before it was found. */
  readState(alert: JsonMap, subject: Subject | undefined, id: string | undefined): Promise<AlertState>;
  close(id: string | undefined): Promise<unknown>;
}

type RequestState =
  | Extract<AlertState, { readonly kind: "waiting" | "refused" }>
  | { readonly kind: "done"; readonly id: string | undefined };

type Lookup =
  | Extract<AlertState, { readonly kind: "waiting" | "refused" }>
  | { readonly kind: "created"; readonly alert: JsonMap };

export const CLOSING_NOTE = "The test is over.";

const MAX_POLLS = 10;
const MAX_SEARCHES = 5;
const POLL_MS = 2000;

export function prepareAlert<Subject>(sleep: Http["sleep"], calls: AlertCalls<Subject>): PreparedAlert {
  let subject: Subject | undefined;
  let sending: Promise<void> | undefined;
  /** The request has left. */
  let isTried = false;
  /** Its fate was unknown at least once. */
  let isLost = false;
  let isOver = false;
  let request: string | undefined;
  let id: string | undefined;

  async function start(giveUp: AbortSignal | undefined): Promise<void> {
    subject = await calls.find();
    if (isOver || giveUp?.aborted === true) return;
    isTried = true;
    try {
      const isHopeless = () => isOver || giveUp?.aborted === true;
      request = await calls.create(subject, () => search(isHopeless));
    } catch (error) {
      isTried = isLost;
      throw error;
    }
  }

  /** A service creates an alert some time after it accepts it: wait for that before sending it again. */
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
      const state = await calls.readRequest(request);
      if (state.kind !== "done") return state;
      id = state.id;
    }
    const alert = await calls.readAlert(id);
    if (alert === undefined) return { kind: "waiting" };
    id ??= readText(alert, "id");
    return { kind: "created", alert };
  }

  async function readState(): Promise<AlertState> {
    const found = await lookUp();
    return found.kind === "created" ? calls.readState(found.alert, subject, id) : found;
  }

  async function close(): Promise<boolean> {
    isOver = true;
    await sending?.catch(() => undefined);
    if (!isTried) return true;
    for (let poll = 0; poll < MAX_POLLS; poll += 1) {
      const isAccepted = (await orUndefined(calls.close(id).then(() => true))) === true;
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

/** Undefined if the service gives no good answer. */
async function orUndefined<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
