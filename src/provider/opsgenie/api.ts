/**
 * Calls OpsGenie's REST API, and returns plain values or throws a Fault that says what is wrong. Looks for a thing before
 * creating it a second time.
 */
import type { Http, HttpRequest } from "../../edge/edges.ts";
import { toText } from "../../roster/decode/scalar.ts";
import { type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { maskPhones } from "../../text/mask.ts";
import { createSender, MAX_ATTEMPTS, type Reply, type Send } from "../retry.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { explainFailure } from "./failure.ts";

export type Query = Readonly<Record<string, string>>;

export interface Api {
  /** The answer's `data`; undefined: there is no such thing; null: it is `optional` and hidden from the key. */
  get(path: string, query?: Query, optional?: boolean): Promise<JsonValue | undefined>;
  /** All pages. */
  list(path: string, query?: Query): Promise<readonly JsonValue[]>;
  /** False if there is no such thing. */
  change(method: "PUT" | "PATCH" | "DELETE", path: string, query: Query, body?: object): Promise<boolean>;
  /**
   * The answer's `data`. If the fate of the request is unknown, `find` says whether the thing is there after all, and
   * brings it up to date; the result is undefined then. What may exist twice is not sent twice: a Fault is thrown instead.
   */
  create(
    path: string,
    query: Query,
    body: object,
    find: () => Promise<boolean>,
    mayBeTwice?: boolean,
  ): Promise<JsonValue | undefined>;
  /** The id by which to ask whether OpsGenie has done what it does later. `find` as above. */
  request(
    path: string,
    query: Query,
    body: object,
    find: () => Promise<boolean>,
  ): Promise<string | undefined>;
  /** Looks for what must be there: reads may lag behind writes. Undefined: not even after a while. */
  waitFor<Thing>(look: () => Promise<Thing | undefined>): Promise<Thing | undefined>;
  /** Text from OpsGenie, without the key and phone numbers. */
  redact(text: string): string;
}

const MAX_POLLS = 5;
const POLL_MS = 1000;
const MAX_PAGES = 1000;

/** `patience`: see `createSender`. */
export function openSender(http: Http, access: OpsgenieAccess, patience?: number): Send {
  const { url, key } = access;
  const authorization = `GenieKey ${key}`;
  return createSender(
    http,
    { title: "OpsGenie", url, authorization, hasBareLists: false, readPause },
    patience,
  );
}

export function createApi(http: Http, access: OpsgenieAccess, patience?: number): Api {
  const send = openSender(http, access, patience);
  const redact = (text: string) => maskPhones(text.replaceAll(access.key, "•••"));
  const fail = (reply: Reply, method: HttpRequest["method"], path: string) =>
    explainFailure(reply, method, path, access, redact);
  const isGood = ({ status }: Reply) => status >= 200 && status < 300;

  async function get(path: string, query: Query = {}, optional = false): Promise<JsonMap | undefined> {
    const reply = await send("GET", path, query);
    if (isGood(reply)) return reply.body;
    if (reply.status === 404) return undefined;
    if (optional && reply.status === 403) return { data: null };
    throw fail(reply, "GET", path);
  }

  return {
    get: async (path, query, optional) => (await get(path, query, optional))?.["data"],
    async list(path, query = {}) {
      const items: JsonValue[] = [];
      let page = query;
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const body = (await get(path, page)) ?? {};
        if (Array.isArray(body["data"])) items.push(...body["data"]);
        const next = toText(valueAt(body, ["paging", "next"]));
        if (next === undefined || !URL.canParse(next)) break;
        // Only its query: whatever host it names, the key is sent to ours alone.
        const following = Object.fromEntries(new URL(next).searchParams);
        if (JSON.stringify(following) === JSON.stringify(page)) break;
        page = following;
      }
      return items;
    },
    async change(method, path, query, body) {
      const reply = await send(method, path, query, body);
      if (isGood(reply)) return true;
      if (reply.status === 404) return false;
      throw fail(reply, method, path);
    },
    async create(path, query, body, find, mayBeTwice = false) {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await send("POST", path, query, body);
        if (isGood(reply)) return reply.body["data"];
        const isLost = reply.status === 0;
        const isTaken = reply.status === 409 || reply.status === 422;
        // Reads may lag behind writes.
        const polls = isTaken || (isLost && mayBeTwice) ? MAX_POLLS : isLost ? 1 : 0;
        for (let poll = 1; poll <= polls; poll += 1) {
          if (await find()) return undefined;
          await http.sleep(POLL_MS);
        }
        if (!isLost || mayBeTwice || attempt === MAX_ATTEMPTS) throw fail(reply, "POST", path);
      }
    },
    async request(path, query, body, find) {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await send("POST", path, query, body);
        if (isGood(reply)) return toText(reply.body["requestId"]);
        const isLost = reply.status === 0;
        if (isLost && (await find())) return undefined;
        if (!isLost || attempt === MAX_ATTEMPTS) throw fail(reply, "POST", path);
        await http.sleep(POLL_MS);
      }
    },
    async waitFor(look) {
      for (let poll = 1; poll < MAX_POLLS; poll += 1) {
        const found = await look();
        if (found !== undefined) return found;
        await http.sleep(POLL_MS);
      }
      return look();
    },
    redact,
  };
}

/** Any answer may ask for a pause; a 429 seldom does. */
function readPause(header: (name: string) => string | undefined): number {
  if (header("X-RateLimit-State") !== "THROTTLED") return 0;
  const seconds = Number(header("X-RateLimit-Period-In-Sec"));
  return (seconds > 0 ? seconds : 1) * 1000;
}
