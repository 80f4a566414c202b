/** Sends a request to a service, and repeats it if that is safe: at the pace that the service asks for, else ever more slowly. */
import type { Http, HttpAnswer, HttpRequest } from "../edge/edges.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";

export const MAX_ATTEMPTS = 6;
const TIMEOUT_MS = 20_000;
const MAX_PAUSE_MS = 60_000;

export interface Reply {
  /** 0: no answer came, or none that says what was done. */
  readonly status: number;
  readonly body: JsonMap;
  readonly reason: string;
}

export type Send = (
  method: HttpRequest["method"],
  path: string,
  query: Readonly<Record<string, string>>,
  body?: object,
) => Promise<Reply>;

export interface Dialect {
  /** What people call the service. */
  readonly title: string;
  /** The address that paths follow. */
  readonly url: string;
  /** The value of that header; undefined: it is not sent. */
  readonly authorization: string | undefined;
  /** Whether an answer may be a list alone, which is taken for the `values` of a map. */
  readonly hasBareLists: boolean;
  /** How long an answer asks to wait, in milliseconds; 0: not at all. */
  readonly readPause: (header: (name: string) => string | undefined) => number;
}

/** `patience`: how often a request is made that gets no answer. */
export function createSender(http: Http, dialect: Dialect, patience = MAX_ATTEMPTS): Send {
  const { url, authorization, readPause } = dialect;
  let pause = 0;
  return async (method, path, query, body) => {
    const search = new URLSearchParams(query).toString();
    for (let attempt = 1; ; attempt += 1) {
      if (pause > 0) await http.sleep(pause);
      const answer = await http.send({
        method,
        url: `${url}${path}${search === "" ? "" : `?${search}`}`,
        headers: {
          ...(authorization !== undefined && { Authorization: authorization }),
          ...(body && { "Content-Type": "application/json; charset=utf-8" }),
        },
        body: body && JSON.stringify(body),
        timeout: TIMEOUT_MS,
      });
      pause = answer.kind === "failed" ? 0 : Math.min(readPause(answer.header), MAX_PAUSE_MS);
      const reply = readReply(answer, dialect);
      const most = reply.status === 0 ? patience : MAX_ATTEMPTS;
      if (attempt >= most || !shouldRetry(reply, method)) return reply;
      if (pause === 0) await http.sleep(Math.random() * 500 * 2 ** attempt);
    }
  };
}

/** A POST whose fate is unknown may have created something: the caller looks for that first. */
function shouldRetry({ status }: Reply, method: HttpRequest["method"]): boolean {
  return status === 429 || (status === 0 && method !== "POST");
}

function readReply(answer: HttpAnswer, { title, hasBareLists }: Dialect): Reply {
  if (answer.kind === "failed") return { status: 0, body: {}, reason: answer.reason };
  const { status, text } = answer;
  const isLost = status >= 500 && status !== 501;
  const body = parseMap(text, hasBareLists);
  // A service says in JSON what it does not have: a bare 404 comes from some other server.
  if (body === undefined && ((status < 300 && status !== 204) || status === 404))
    return { status: 0, body: {}, reason: `the server there is not ${title}` };
  return { status: isLost ? 0 : status, body: body ?? {}, reason: `it answers ${status}` };
}

function parseMap(text: string, hasBareLists: boolean): JsonMap | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    if (hasBareLists && Array.isArray(value)) return { values: value };
    return isJsonMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
