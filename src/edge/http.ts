/** The network: a request in, its answer as text or why there is none out. No redirect is followed: it would carry the key on. */
import type { Http } from "./edges.ts";

/** What is written with its name is not met by those who read the error. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name cannot be looked up",
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  TimeoutError: "no answer in time",
  "unexpected redirect": "it leads elsewhere, and is not followed",
  "bad port": "nothing is asked on that port",
};

export const http: Http = {
  async send({ method, url, headers, body, timeout }) {
    try {
      const answer = await fetch(url, {
        method,
        headers,
        ...(body !== undefined && { body }),
        redirect: "error",
        signal: AbortSignal.timeout(timeout),
      });
      return {
        kind: "answer",
        status: answer.status,
        header: (name) => answer.headers.get(name) ?? undefined,
        text: await answer.text(),
      };
    } catch (error) {
      return { kind: "failed", reason: reasonOf(error) };
    }
  },
  sleep: (ms, ending) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        ending?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      ending?.addEventListener("abort", end);
      if (ending?.aborted === true) end();
    }),
};

/** By code or name, or by a message that is always the same: any other may hold what was sent. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "the request failed";
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  return REASONS[code] ?? REASONS[cause.message] ?? `the request failed (${code})`;
}
