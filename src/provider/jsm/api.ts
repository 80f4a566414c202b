/**
 * Calls Jira Service Management, and returns plain values or throws a Fault that says what is wrong. Looks for a thing
 * before creating it a second time, and sends the token nowhere but to the API and the site.
 */
import type { Http, HttpRequest } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { JsonMap, JsonValue } from "../../text/json.ts";
import { maskPhones } from "../../text/mask.ts";
import { readText } from "../fields.ts";
import { createSender, MAX_ATTEMPTS, type Reply, type Send } from "../retry.ts";
import { type JsmAccess, TITLE } from "./environment.ts";
import { explainFailure } from "./failure.ts";

type JsmQuery = Readonly<Record<string, string>>;

export interface JsmApi {
  /** Below `/v1`. Undefined: there is no such thing. */
  get(path: string, query?: JsmQuery): Promise<JsonMap | undefined>;
  /** Of the site, such as `/rest/api/3/user/search`. Undefined: there is no such thing, or the site is not known. */
  getFromSite(path: string, query: JsmQuery): Promise<JsonMap | undefined>;
  /** All pages of a list. */
  list(path: string, query?: JsmQuery): Promise<readonly JsonValue[]>;
  /** What is there now; undefined: there is no such thing. */
  change(method: "PUT" | "PATCH", path: string, body: object): Promise<JsonMap | undefined>;
  /** `refused`: the token may not delete. What does not exist counts as done. */
  remove(path: string): Promise<"done" | "refused">;
  /** What was made. If the fate of the request is unknown, `find` looks for it before it is made again; undefined then. */
  create(path: string, body: object, find: () => Promise<boolean>): Promise<JsonMap | undefined>;
  /** Text from the service, without the token and phone numbers. */
  redact(text: string): string;
}

/** Reads may lag behind writes. */
const MAX_POLLS = 5;
const POLL_MS = 1000;
const MAX_PAGES = 1000;
/** The most that any list gives. */
const PAGE = "50";

/** Of the Operations API. `patience`: see `createSender`. */
export async function openSender(http: Http, access: JsmAccess, patience?: number): Promise<Send> {
  const url = `${access.url}/jsm/ops/api/${await findCloudId(http, access)}/v1`;
  return createSender(http, { ...writeDialect(access), url }, patience);
}

function writeDialect({ email, token }: JsmAccess) {
  const authorization = `Basic ${btoa(`${email}:${token}`)}`;
  return { title: TITLE, authorization, hasBareLists: true, readPause };
}

export function createApi(http: Http, access: JsmAccess, patience?: number): JsmApi {
  const { token, siteUrl } = access;
  const redact = (text: string) => maskPhones(text.replaceAll(token, "•••"));
  const dialect = writeDialect(access);
  const fail = (reply: Reply, method: HttpRequest["method"], path: string) =>
    explainFailure(reply, method, path, redact);
  const site = siteUrl === undefined ? undefined : createSender(http, { ...dialect, url: siteUrl }, patience);
  let opening: Promise<Send> | undefined;
  const ops = () => {
    opening ??= openSender(http, access, patience);
    return opening;
  };

  async function get(path: string, query: JsmQuery = {}): Promise<JsonMap | undefined> {
    const reply = await (await ops())("GET", path, query);
    if (isGood(reply)) return reply.body;
    if (reply.status === 404) return undefined;
    throw fail(reply, "GET", path);
  }

  return {
    get,
    async getFromSite(path, query) {
      const reply = await site?.("GET", path, query);
      if (reply === undefined || reply.status === 404) return undefined;
      if (isGood(reply)) return reply.body;
      throw fail(reply, "GET", path);
    },
    async list(path, query = {}) {
      const items: JsonValue[] = [];
      let page: JsmQuery = { ...query, size: PAGE };
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const body = (await get(path, page)) ?? {};
        if (Array.isArray(body["values"])) items.push(...body["values"]);
        const next = readText(body["links"], "next");
        const question = next?.indexOf("?") ?? -1;
        // Only its query: it may lack the base path, or name another host, and the token is sent to ours alone.
        if (next === undefined || question === -1) break;
        const following = Object.fromEntries(new URLSearchParams(next.slice(question)));
        if (JSON.stringify(following) === JSON.stringify(page)) break;
        page = following;
      }
      return items;
    },
    async change(method, path, body) {
      const reply = await (await ops())(method, path, {}, body);
      if (isGood(reply)) return reply.body;
      if (reply.status === 404) return undefined;
      throw fail(reply, method, path);
    },
    async remove(path) {
      const reply = await (await ops())("DELETE", path, {});
      if (isGood(reply) || reply.status === 404) return "done";
      if (reply.status === 401 || reply.status === 403) return "refused";
      throw fail(reply, "DELETE", path);
    },
    async create(path, body, find) {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await (await ops())("POST", path, {}, body);
        if (isGood(reply)) return reply.body;
        const isLost = reply.status === 0;
        for (let poll = 1; (isLost || reply.status === 409) && poll <= MAX_POLLS; poll += 1) {
          if (await find()) return undefined;
          await http.sleep(POLL_MS);
        }
        if (!isLost || attempt === MAX_ATTEMPTS) throw fail(reply, "POST", path);
      }
    },
    redact,
  };
}

function isGood({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** Jira's gateway says it in seconds. */
function readPause(header: (name: string) => string | undefined): number {
  const seconds = Number(header("Retry-After"));
  return seconds > 0 ? seconds * 1000 : 0;
}

/** The site says which cloud id it has to anybody who asks, so no token is sent. */
async function findCloudId(http: Http, { cloudId, siteUrl, account }: JsmAccess): Promise<string> {
  if (cloudId !== undefined) return cloudId;
  const send = createSender(http, {
    ...{ title: "a site of Atlassian", url: siteUrl ?? "", authorization: undefined },
    ...{ hasBareLists: false, readPause },
  });
  const reply = await send("GET", "/_edge/tenant_info", {});
  const found = isGood(reply) ? readText(reply.body, "cloudId") : undefined;
  if (found !== undefined && /^[\w-]+$/.test(found)) return found;
  if (reply.status === 429) throw explainFailure(reply, "GET", "/_edge/tenant_info", (text) => text);
  throw new Fault(
    EXIT.service,
    reply.status === 0
      ? `the site ${account} does not say which cloud id it has: ${reply.reason}`
      : `there is no Atlassian site ${account}`,
    "correct `jsm.site` in the roster, or set JSM_CLOUD_ID",
  );
}
