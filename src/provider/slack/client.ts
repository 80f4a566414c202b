/**
 * Calls Slack through its own client library, over our own requests: proxies count as everywhere, no redirect is followed,
 * and nothing that the library would print or repeat by itself happens. Its errors may hold what was sent, so only their
 * kind and Slack's word for them are used.
 */
import type { WebClient } from "@slack/web-api";
import type { Http } from "../../edge/edges.ts";
import { MAX_ATTEMPTS } from "../retry.ts";
import type { SlackAccess } from "./environment.ts";
import { explainFailure, type SlackFailure } from "./failure.ts";

type Library = typeof import("@slack/web-api");
type Fetch = NonNullable<NonNullable<ConstructorParameters<typeof WebClient>[1]>["fetch"]>;

export interface Slack {
  /** Repeats what gets no answer, so only for what may be done twice. `action` says what it is, for a Fault. */
  ask<Answer>(action: string, call: (client: WebClient) => Promise<Answer>): Promise<Answer>;
  /** Asks once, and throws no Fault. */
  try<Answer>(call: (client: WebClient) => Promise<Answer>): Promise<SlackReply<Answer>>;
}

export type SlackReply<Answer> = { readonly kind: "done"; readonly answer: Answer } | SlackFailure;

const TIMEOUT_MS = 20_000;
const MAX_PAUSE_MS = 60_000;

export async function connectSlack(http: Http, { url, token }: SlackAccess): Promise<Slack> {
  const library = await import("@slack/web-api");
  const client = new library.WebClient(token, {
    slackApiUrl: url,
    allowAbsoluteUrls: false,
    fetch: createFetch(http),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // It would write to the console.
    logger: { ...SILENT, getLevel: () => library.LogLevel.ERROR },
  });
  const tryOnce: Slack["try"] = async (call) => {
    try {
      return { kind: "done", answer: await call(client) };
    } catch (error) {
      return classify(library, error);
    }
  };
  return {
    try: tryOnce,
    async ask(action, call) {
      for (let attempt = 1; ; attempt += 1) {
        const tried = await tryOnce(call);
        if (tried.kind === "done") return tried.answer;
        if (tried.kind !== "lost" || attempt === MAX_ATTEMPTS) throw explainFailure(tried, action);
        await http.sleep(choosePause(attempt));
      }
    },
  };
}

/** Waits as long as Slack asks for: what it throttles, it has not done. */
function createFetch(http: Http): Fetch {
  return async (url, init) => {
    const request = {
      ...({ method: "POST", url: String(url), timeout: TIMEOUT_MS } as const),
      ...{ headers: { ...init?.headers }, body: String(init?.body) },
    };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await http.send(request);
      if (answer.kind === "failed") throw new Error(answer.reason);
      const { status, text, header } = answer;
      if (status !== 429 || attempt === MAX_ATTEMPTS)
        // The library takes a throttled answer for a bug if it does not say how long to wait.
        return new Response(text || null, { status, headers: { "Retry-After": "60" } });
      const seconds = Number(header("Retry-After"));
      await http.sleep(seconds > 0 ? Math.min(seconds * 1000, MAX_PAUSE_MS) : choosePause(attempt));
    }
  };
}

function choosePause(attempt: number): number {
  return Math.random() * 500 * 2 ** attempt;
}

/** Slack's words for "something went wrong here, and perhaps only after it was done". */
const LOST = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];

function classify(
  { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIHTTPError, WebAPIRequestError }: Library,
  error: unknown,
): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: "throttled" };
  if (error instanceof WebAPIRequestError) return { kind: "lost", reason: error.original.message };
  if (error instanceof WebAPIHTTPError) return { kind: "lost", reason: `it answers ${error.statusCode}` };
  if (!(error instanceof WebAPIPlatformError)) throw error;
  const { data } = error;
  const word = String(data.error);
  // The library puts any text that is not JSON there.
  if (!isWord(word)) return { kind: "lost", reason: "the server there is not Slack" };
  if (LOST.includes(word)) return { kind: "lost", reason: `it says ${word}` };
  if (word === "ratelimited" || word === "rate_limited") return { kind: "throttled" };
  const needed = "needed" in data ? String(data.needed) : "";
  return { kind: "refused", word, needed: /^[a-z.:,]{1,200}$/.test(needed) ? needed : undefined };
}

const isWord = (text: string) => /^[a-z][a-z0-9_]{1,60}$/.test(text);

const nothing = () => undefined;
const SILENT = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing },
};
