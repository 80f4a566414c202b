/** Types of the local Jira Service Management. What it has in common with OpsGenie, from which it descends, has OpsGenie's types. */
import type { Escalation, Json, World as Opsgenie, Schedule } from "../opsgenie/model.ts";
import type { Switches } from "./switches.mjs";

export interface Account {
  /** Opaque: `712020:…`, or 24 digits. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Whether their profile keeps the email from others. */
  readonly isHidden?: boolean;
  readonly isInactive?: boolean;
  readonly contacts?: readonly {
    readonly method: string;
    readonly to: string;
    readonly enabled?: boolean;
    readonly disabledReason?: string;
  }[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Whom the team's default routing rule notifies, by name; nobody if absent. */
  readonly routing?: { readonly type: "escalation" | "schedule"; readonly name: string };
}

/** `outsider`: is in no team, and sees empty lists; `no-delete`: a token without that scope. */
export interface Token {
  readonly email: string;
  readonly token: string;
  readonly kind: "admin" | "no-delete" | "read-only" | "outsider";
}

export interface Forwarding {
  /** Emails. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601. */
  readonly start: string;
  readonly end: string;
}

export type Lack = "schedules" | "overrides" | "escalations" | "forwarding-rules" | "contacts" | "alerts";

/** `ops` is what OpsGenie's own computations want to know. */
export interface World {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  readonly forwardings: readonly Forwarding[];
  readonly integrations: readonly Json[];
  readonly cloudId: string;
  readonly lacks: readonly Lack[];
  readonly switches: Switches;
  readonly ops: Opsgenie;
}

export interface State {
  readonly schedules: readonly Schedule[];
  readonly escalations: readonly Escalation[];
}

export interface Call {
  readonly world: World;
  readonly state: State;
  readonly token: Token;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly path: string;
  readonly base: string;
  readonly body: Json;
}

/** `state` only after a write. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly state?: State;
}
