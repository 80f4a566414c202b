/** Sends a request to OpsGenie, and repeats it if that is safe: at the pace that OpsGenie asks for, else ever more slowly. */
import type { Http, HttpAnswer, HttpRequest } from "../../edge/edges.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import type { OpsgenieAccess } from "./environment.ts";

export const MAX_ATTEMPTS = 6;
const TIMEOUT_MS = 20_000;

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

/** `patience`: how often a request is made that gets no answer. */
export function createSender(http: Http, { url, key }: OpsgenieAccess, patience = MAX_ATTEMPTS): Send {
  let pause = 0;
  return async (method, path, query, body) => {
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
      pause = readPause(answer);
      const reply = readReply(answer);
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

/** Any answer may ask for a pause; a 429 seldom does. */
function readPause(answer: HttpAnswer): number {
  if (answer.kind === "failed" || answer.header("X-RateLimit-State") !== "THROTTLED") return 0;
  const seconds = Number(answer.header("X-RateLimit-Period-In-Sec"));
  return Math.min(seconds > 0 ? seconds : 1, 60) * 1000;
}

function readReply(answer: HttpAnswer): Reply {
  if (answer.kind === "failed") return { status: 0, body: {}, reason: answer.reason };
  const { status, text } = answer;
  const isLost = status >= 500 && status !== 501;
  const body = parseMap(text);
  // OpsGenie says in JSON what it does not have: a bare 404 comes from some other server.
  if (body === undefined && (status < 300 || status === 404))
    return { status: 0, body: {}, reason: "the server there is not OpsGenie" };
  return { status: isLost ? 0 : status, body: body ?? {}, reason: `it answers ${status}` };
}

function parseMap(text: string): JsonMap | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
