/** Judges a test alert by what the service reports: only an acknowledgement by the person it was for is proof. */
import type { Id } from "../roster/model.ts";

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
  /** `user bob@example.com`, `team platform`. */
  readonly responders: readonly string[];
  /** How the person was notified; empty if the service does not say. */
  readonly notified: readonly { readonly method: string; readonly state: string }[];
}

export type AlertResult =
  | { readonly kind: "pending" }
  | { readonly kind: "proven" }
  | { readonly kind: "failed"; readonly text: string; readonly help: string }
  /** Others are being alerted. */
  | { readonly kind: "astray"; readonly responders: readonly string[] };

export function judgeAlert(state: AlertState, person: Id): AlertResult {
  if (state.kind === "waiting") return { kind: "pending" };
  if (state.kind === "refused")
    return {
      kind: "failed",
      text: `OpsGenie created no alert: ${state.reason}`,
      help: "look at the alert policies of the account and of the integration",
    };
  if (state.isAstray) return { kind: "astray", responders: state.responders };
  if (state.isProof) return { kind: "proven" };
  if (state.isAcknowledged)
    return {
      kind: "failed",
      text: `not verified: ${state.acknowledgedBy ?? "somebody"} acknowledged it, not ${person}`,
      help: `run it again, and have ${person} acknowledge it`,
    };
  if (state.kind === "open") return { kind: "pending" };
  return {
    kind: "failed",
    text: `not verified: ${state.closedBy ?? "somebody"} closed it before it was acknowledged`,
    help: `run it again, and have ${person} acknowledge it`,
  };
}
