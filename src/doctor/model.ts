/** Defines what an examination of the alert path says: a line for each thing looked at, whether it holds, and the cure. */

/** In the order in which an alert travels. Permanent: scripts know them. */
export const CHECK_NAMES = [
  "configuration-key",
  "alert-key",
  "in-sync",
  "on-call-now",
  "schedule-enabled",
  "escalation",
  "routing",
  "alert-source",
  "forwarding",
  "account",
  "contact",
  "rule",
  "proof",
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

export interface Check {
  readonly check: CheckName;
  /** An id of the roster, the name of an object in the service, or null. */
  readonly subject: string | null;
  /** `unknown`: nobody may take it for good. */
  readonly status: "ok" | "broken" | "unknown";
  /** A sentence without a full stop. */
  readonly message: string;
  readonly help: string | null;
}

/** Writes the lines of one check. */
export interface Reporter {
  pass(subject: string | null, message: string): Check;
  fail(subject: string | null, message: string, help: string): Check;
  doubt(subject: string | null, message: string, help?: string): Check;
}

export function reportFor(check: CheckName): Reporter {
  return {
    pass: (subject, message) => ({ check, subject, status: "ok", message, help: null }),
    fail: (subject, message, help) => ({ check, subject, status: "broken", message, help }),
    doubt: (subject, message, help) => ({ check, subject, status: "unknown", message, help: help ?? null }),
  };
}
