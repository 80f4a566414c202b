/** Says what a test alert says, and judges it by what the service reports: only an acknowledgement by the person it was for is proof. */
import type { Person } from "../roster/model.ts";
import { cutText } from "../text/cut.ts";

export type AlertState =
  /** Accepted, and not created yet. */
  | { readonly kind: "waiting" }
  /** The service created no alert. */
  | { readonly kind: "refused"; readonly reason: string }
  | ({ readonly kind: "open" } & CreatedAlert)
  /** By somebody, or by a policy. It may have been acknowledged before. */
  | ({ readonly kind: "closed"; readonly closedBy: string | undefined } & CreatedAlert);

export interface CreatedAlert {
  readonly isAcknowledged: boolean;
  /** As the service names them. */
  readonly acknowledgedBy: string | undefined;
  /** It was the person whom the alert was for. */
  readonly isProof: boolean;
  /** It went to a team, or to somebody else, who are being alerted now. */
  readonly isAstray: boolean;
  /** The one it was for is not among those whom it went to. */
  readonly isMissed: boolean;
  /** `user bob@example.com`, `team platform`. */
  readonly responders: readonly string[];
  /** How people were notified; empty if the service does not say. */
  readonly notified: readonly Notification[];
}

export interface Notification {
  /** As the service names them. */
  readonly who: string;
  /** It is the person whom the alert was for. */
  readonly isTarget: boolean;
  readonly method: string;
  readonly state: string;
}

export type AlertResult =
  | { readonly kind: "pending" }
  | { readonly kind: "proven" }
  | { readonly kind: "failed"; readonly text: string; readonly help: string }
  /** Others are being alerted. */
  | { readonly kind: "astray"; readonly responders: readonly string[] };

/** The person's name is shortened so that the message is at most `most` UTF-16 units long. */
export function writeTestAlert({ name }: Pick<Person, "name">, most: number) {
  const [before, after] = ["oncall test alert for ", ": acknowledge it"];
  return {
    message: `${before}${cutText(name, most - before.length - after.length)}${after}`,
    description: `This is only a test by oncall: does an alert reach ${name}? Please acknowledge it, that is the proof. It closes by itself.`,
    tag: "oncall-test",
  };
}

/** `title`: what people call the service. */
export function judgeAlert(state: AlertState, person: Pick<Person, "id">, title: string): AlertResult {
  const help = `run it again, and have ${person.id} acknowledge it`;
  if (state.kind === "waiting") return { kind: "pending" };
  if (state.kind === "refused")
    return {
      kind: "failed",
      text: `${title} created no alert: ${state.reason}`,
      help: "look at the alert policies of the account and of the integration",
    };
  if (state.isAstray) return { kind: "astray", responders: state.responders };
  if (state.isProof) return { kind: "proven" };
  if (state.isAcknowledged)
    return {
      kind: "failed",
      text: `not verified: ${state.acknowledgedBy ?? "somebody"} acknowledged it, not ${person.id}`,
      help,
    };
  if (state.kind === "open") return { kind: "pending" };
  return {
    kind: "failed",
    text: `not verified: ${state.closedBy ?? "somebody"} closed it before it was acknowledged`,
    help,
  };
}
