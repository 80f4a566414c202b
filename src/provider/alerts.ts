/** Declares what oncall asks of a service that alerts people: for tests of their notifications, and for pages by hand. */
import type { AlertState } from "../proof/alert.ts";
import type { Person } from "../roster/model.ts";

/** Whom an alert is for; escalations and schedules by their name in the service. */
export type AlertTarget =
  | { readonly kind: "escalation"; readonly name: string }
  | { readonly kind: "schedule"; readonly name: string }
  | { readonly kind: "person"; readonly person: Person };

/** The first is the most urgent. */
export const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"] as const;

export type Priority = (typeof PRIORITIES)[number];

export interface NewAlert {
  readonly to: AlertTarget;
  /** Used once: while an alert with the same alias is open, another one notifies nobody. */
  readonly alias: string;
  /** Neither longer than the service's limits. */
  readonly message: string;
  readonly description: string;
  readonly tag: string;
  /** Undefined: what the service takes without one. */
  readonly priority: Priority | undefined;
}

/** Reading and following are apart from sending: nothing is sent before `PreparedAlert.send`. */
export interface AlertService {
  /** In UTF-16 units. */
  readonly limits: { readonly message: number; readonly description: number };
  /** The account's name; undefined if the key may not see it. Throws a Fault if the key is wrong. */
  readAccountName(): Promise<string | undefined>;
  /** Sends nothing yet, so that the alert can be closed whether or not sending works. */
  prepare(alert: NewAlert): PreparedAlert;
}

export interface PreparedAlert {
  /**
   * Never creates two: if the fate of a request is unknown, looks the alert up by its alias before sending it again. Throws
   * a Fault. `giveUp`: to look no further.
   */
  send(giveUp?: AbortSignal): Promise<void>;
  /** Throws a Fault. */
  readState(): Promise<AlertState>;
  /** Works at any time, even while it is being sent. True: the service says that it is closed, or that there is none. */
  close(): Promise<boolean>;
  /** What is known of it so far. */
  trace(): AlertTrace;
}

export interface AlertTrace {
  /** `unsent`: no request has left, or each was refused; `unknown`: one has left, and nobody knows what became of it. */
  readonly fate: "unsent" | "unknown" | "accepted";
  /** The ids of the request and of the alert, once the service has told them. */
  readonly request: string | undefined;
  readonly alert: string | undefined;
}
