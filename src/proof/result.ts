/** Judges the result of a test page: proven by the code that is typed back, or merely reported as delivered by the service. */
import { MINUTE_MS } from "../time/zone.ts";
import { CODE_MS, type CodeVerdict, MAX_TRIES } from "./code.ts";
import type { LocalTime } from "./hours.ts";
import type { Channel, DeliveryStatus, Reason } from "./model.ts";

export type PageResult =
  | { readonly kind: "proven" }
  /** By status alone. */
  | { readonly kind: "delivered"; readonly text: string }
  | ({ readonly kind: "failed" } & Reason)
  /** Interrupted; what was sent before, if anything. */
  | { readonly kind: "stopped"; readonly text: string | undefined };

export interface CodePage {
  readonly channel: Channel;
  /** Of what was typed last; undefined: nothing was. */
  readonly verdict: CodeVerdict | undefined;
  readonly status: DeliveryStatus | undefined;
  readonly isExpired: boolean;
  /** What was shown of the delivery. */
  readonly progress: string;
}

/** The right code proves it, unless a machine has heard the code too. */
export function judgeCode({ channel, verdict, status, isExpired, progress }: CodePage): PageResult {
  if (verdict?.kind === "right" && status?.isVoid !== true) return { kind: "proven" };
  if (status?.stage === "failed") return { kind: "failed", text: status.text, help: status.help };
  if (verdict?.kind === "void")
    return {
      kind: "failed",
      text: `${MAX_TRIES} wrong codes were typed`,
      help: "run it again in a minute, for a new code",
    };
  if (verdict?.kind === "expired" || isExpired)
    return {
      kind: "failed",
      text: `the code was not typed within ${CODE_MS / MINUTE_MS} minutes (${progress})`,
      help: status?.help ?? "run it again, for a new code",
    };
  return { kind: "failed", text: `no code came (${progress})`, help: status?.help ?? UNSEEN[channel] };
}

const UNSEEN: Readonly<Record<Channel, string>> = {
  sms: "check whether the phone filters texts from unknown senders, and whether the number in the roster is right",
  voice:
    "check that the phone rings for unknown callers (Do Not Disturb, Silence Unknown Callers), and that the number in the roster is right",
};

/** This proves nothing. `status`: the last that was seen. */
export function judgeStatus(status: DeliveryStatus | undefined): PageResult {
  if (status?.stage === "reached") return { kind: "delivered", text: status.text };
  if (status?.stage === "failed") return { kind: "failed", text: status.text, help: status.help };
  const text =
    status === undefined
      ? "nothing is known of it"
      : status.isFinal
        ? status.text
        : `${status.text}, after two minutes`;
  return {
    kind: "failed",
    text,
    help: "only a code typed back would prove it: run it at a terminal, without --no-input",
  };
}

/** Others took their time: a phone that was allowed to ring at first may not be any more. */
export function refuseByHours({ clock, hours, isWithin }: LocalTime): PageResult | undefined {
  return isWithin
    ? undefined
    : {
        kind: "failed",
        text: `not sent, because it is ${clock} there now and a test may ring only from ${hours}`,
        help: "run it again within these hours, or with --any-hour",
      };
}

export function describeResult(result: PageResult): string {
  switch (result.kind) {
    case "proven":
      return "verified: the code was typed back";
    case "delivered":
      return result.text;
    case "failed":
      return `not verified: ${result.text}`;
    case "stopped":
      return result.text === undefined ? "not sent" : `stopped: ${result.text}`;
  }
}
