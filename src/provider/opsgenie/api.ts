/**
 * Requests to OpsGenie in, their answers as plain values or a Fault in words out. What may be repeated is, at the pace that
 * the service asks for; what creates something is looked for before it is sent again.
 */
import type { Http, HttpAnswer } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { readText } from "../../roster/decode/scalar.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { maskPhones } from "../../text/mask.ts";
import { type Address, KEYS } from "./address.ts";

export type Query = Readonly<Record<string, string>>;

export interface Api {
  /** The answer's `data`; undefined: there is no such thing; null: the key may not see it, where that is `optional`. */
  get(path: string, query?: Query, optional?: boolean): Promise<JsonValue | undefined>;
  /** All pages. */
  list(path: string, query?: Query): Promise<readonly JsonValue[]>;
  /** False: there is no such thing. */
  change(method: "PUT" | "PATCH" | "DELETE", path: string, query: Query, body?: object): Promise<boolean>;
  /**
   * The answer's `data`. `find` tells whether it is there, and makes it what it is to be: asked where the fate of a request
   * is not known; nothing is answered then.
   */
  create(
    path: string,
    query: Query,
    body: object,
    find: () => Promise<boolean>,
  ): Promise<JsonValue | undefined>;
  /** Of what is done later: by what to ask whether it was. `find` as above; undefined if it found that it was. */
  request(
    path: string,
    query: Query,
    body: object,
    find: () => Promise<boolean>,
  ): Promise<string | undefined>;
  /** What the service says, without the key and telephone numbers. */
  plainly(said: string): string;
}

const ATTEMPTS = 6;
const LOOKS = 5;
const TIMEOUT_MS = 20_000;
const MOST_PAGES = 1000;

interface Reply {
  /** 0: no answer came, or none that tells what was done. */
  readonly status: number;
  readonly body: JsonMap;
  readonly reason: string;
}

export function apiOf(http: Http, { url, key, keyName, region }: Address): Api {
  let pause = 0;

  async function ask(
    method: Parameters<Http["send"]>[0]["method"],
    path: string,
    query: Query,
    body?: object,
  ): Promise<Reply> {
    const search = new URLSearchParams(query).toString();
    for (let attempt = 1; ; attempt += 1) {
      if (pause > 0) await http.sleep(pause);
      const answer = await http.send({
        method,
        url: `${url}${path}${search === "" ? "" : `?${search}`}`,
        headers: {
          Authorization: `GenieKey ${key}`,
          ...(body && { "Content-Type": "application/json; charset=utf-8" }),
        },
        body: body && JSON.stringify(body),
        timeout: TIMEOUT_MS,
      });
      pause = askedPause(answer);
      const reply = replyOf(answer);
      const isBusy = reply.status === 429;
      // The fate of a request that creates something is for others to find out.
      const isAgain = isBusy || (reply.status === 0 && method !== "POST");
      if (!isAgain || attempt === ATTEMPTS) return reply;
      if (pause === 0) await http.sleep(Math.random() * 500 * 2 ** attempt);
    }
  }

  const plainly = (said: string) => maskPhones(said.replaceAll(key, "•••"));

  /** In words, and never with the key in them. */
  function refusal({ status, body, reason }: Reply, method: string, path: string): Fault {
    const fields = isJsonMap(body["errors"]) ? Object.entries(body["errors"]) : [];
    const said = [
      readText(body["message"]) ?? "",
      ...fields.map(([field, text]) => `${field} ${String(text)}`),
    ]
      .join(" ")
      .trim();
    const words = plainly(said);
    const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
    const kind =
      path
        .split("/")
        .at(-1)
        ?.match(/^(overrides|rotations|escalations)$/)?.[0] ?? path.split("/")[2];
    switch (status) {
      case 0:
        return fault(`OpsGenie cannot be reached: ${reason}`, "try again later");
      case 401:
        return fault(
          `OpsGenie does not know the key in ${keyName}`,
          `is it one of an account of the region ${region}? If not, set \`opsgenie: { region: ${region === "us" ? "eu" : "us"} }\` in the roster`,
        );
      case 402:
        return fault(
          `the plan of this OpsGenie account has no ${kind}`,
          "it takes another plan to push this",
        );
      case 403:
        return fault(
          `the key in ${keyName} may not ${method === "GET" ? "read" : KEYS[keyName].may} ${kind}: ${words}`,
          KEYS[keyName].make,
        );
      case 409:
        return fault(`OpsGenie refuses the name: ${words}`, "choose another in `opsgenie` of the roster");
      case 429:
        return fault("OpsGenie has too many requests of this account", "try again in some minutes");
      default:
        return fault(
          `OpsGenie answers ${status} to ${method} ${kind}: ${words}`,
          "see what it says of the request",
        );
    }
  }

  const isGood = ({ status }: Reply) => status >= 200 && status < 300;

  async function get(path: string, query: Query = {}, optional = false): Promise<JsonMap | undefined> {
    const reply = await ask("GET", path, query);
    if (isGood(reply)) return reply.body;
    if (reply.status === 404) return undefined;
    if (optional && reply.status === 403) return { data: null };
    throw refusal(reply, "GET", path);
  }

  return {
    get: async (path, query, optional) => (await get(path, query, optional))?.["data"],
    async list(path, query = {}) {
      const found: JsonValue[] = [];
      let by = query;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const body = (await get(path, by)) ?? {};
        if (Array.isArray(body["data"])) found.push(...body["data"]);
        const next = readText(valueAt(body, ["paging", "next"]));
        if (next === undefined || !URL.canParse(next)) break;
        // Whatever host it names: the key goes to the one that was asked.
        const more = Object.fromEntries(new URL(next).searchParams);
        if (JSON.stringify(more) === JSON.stringify(by)) break;
        by = more;
      }
      return found;
    },
    async change(method, path, query, body) {
      const reply = await ask(method, path, query, body);
      if (isGood(reply)) return true;
      if (reply.status === 404) return false;
      throw refusal(reply, method, path);
    },
    async create(path, query, body, find) {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await ask("POST", path, query, body);
        if (isGood(reply)) return reply.body["data"];
        const isLost = reply.status === 0;
        const isThere = reply.status === 409 || reply.status === 422;
        // Reads may lag behind writes.
        for (let look = 1; (isLost && look === 1) || (isThere && look <= LOOKS); look += 1) {
          if (await find()) return undefined;
          await http.sleep(1000);
        }
        if (!isLost || attempt === ATTEMPTS) throw refusal(reply, "POST", path);
      }
    },
    async request(path, query, body, find) {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await ask("POST", path, query, body);
        if (isGood(reply)) return readText(reply.body["requestId"]);
        const isLost = reply.status === 0;
        if (isLost && (await find())) return undefined;
        if (!isLost || attempt === ATTEMPTS) throw refusal(reply, "POST", path);
        await http.sleep(1000);
      }
    },
    plainly,
  };
}

/** Told on any answer, seldom on a 429. */
function askedPause(answer: HttpAnswer): number {
  if (answer.kind === "failed" || answer.header("X-RateLimit-State") !== "THROTTLED") return 0;
  const seconds = Number(answer.header("X-RateLimit-Period-In-Sec"));
  return Math.min(seconds > 0 ? seconds : 1, 60) * 1000;
}

function replyOf(answer: HttpAnswer): Reply {
  if (answer.kind === "failed") return { status: 0, body: {}, reason: answer.reason };
  const { status, text } = answer;
  const isLost = status >= 500 && status !== 501;
  const body = jsonOf(text);
  // What is not there is told as anything else: a bare 404 is of a server that knows nothing of it.
  if (body === undefined && (status < 300 || status === 404))
    return { status: 0, body: {}, reason: "what answers there is not OpsGenie" };
  return { status: isLost ? 0 : status, body: body ?? {}, reason: `it answers ${status}` };
}

function jsonOf(text: string): JsonMap | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
