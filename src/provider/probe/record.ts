/** Keeps what is asked of a service and what it answers, and lets an interruption end a probe between two requests. */
import type { Http, HttpAnswer, HttpRequest } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";

export interface RecordedExchange {
  readonly request: HttpRequest;
  readonly answer: HttpAnswer;
  seen?: string;
}

export interface Recorder {
  readonly http: Http;
  /** What was exchanged since the last time. */
  take(): readonly RecordedExchange[];
  /** Puts beside the last answer what was taken from it. */
  note(seen: string): void;
  listLimits(): { readonly headers: readonly string[]; readonly wasThrottled: boolean };
  /** From now on requests are sent whether or not the probe was interrupted: what was made has to be deleted. */
  ignoreInterrupt(): void;
}

/** Which of these a service sends is one of the questions. */
const LIMIT_HEADERS = [
  ...["Retry-After", "X-RateLimit-State", "X-RateLimit-Reason", "X-RateLimit-Period-In-Sec"],
  ...["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-NearLimit"],
  ...["RateLimit", "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"],
  "RateLimit-Reason",
];

const TOO_MANY = 429;

export function recordExchanges(http: Http, stopping: AbortSignal): Recorder {
  const headers = new Set<string>();
  let exchanges: RecordedExchange[] = [];
  let wasThrottled = false;
  let stops = true;
  return {
    http: {
      async send(request) {
        if (stops && stopping.aborted) throw new Fault(EXIT.interrupted, "the probe was interrupted");
        const answer = await http.send(request);
        exchanges.push({ request, answer });
        if (answer.kind === "answer") {
          wasThrottled ||= answer.status === TOO_MANY;
          for (const name of LIMIT_HEADERS) {
            const value = answer.header(name);
            if (value !== undefined) headers.add(`${name}: ${value}`);
          }
        }
        return answer;
      },
      sleep: (ms, ending) => http.sleep(ms, stops ? (ending ?? stopping) : ending),
    },
    take() {
      const taken = exchanges;
      exchanges = [];
      return taken;
    },
    note(seen) {
      const last = exchanges.at(-1);
      if (last !== undefined) last.seen = seen;
    },
    listLimits: () => ({ headers: [...headers].toSorted(), wasThrottled }),
    ignoreInterrupt() {
      stops = false;
    },
  };
}
