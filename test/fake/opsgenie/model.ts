/** Types of the state and answers of the local OpsGenie. The fake itself is plain .mjs, so that Node 20 runs it unbuilt. Instants are milliseconds since 1970. */

export interface User {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly timeZone?: string;
  readonly blocked?: boolean;
  /** True if absent. */
  readonly verified?: boolean;
  /** ISO 8601. */
  readonly mutedUntil?: string;
  readonly contacts?: readonly Contact[];
  readonly rules?: readonly NotificationRule[];
}

/** A way to reach somebody; `to` of a phone is `1-2025550101`. */
export interface Contact {
  readonly method: "sms" | "voice" | "email" | "mobile";
  readonly to: string;
  /** True if absent. */
  readonly enabled?: boolean;
  readonly disabledReason?: string;
}

/** Its id is `RULE-` and its name. For new alerts, all of them, at every hour, unless it says otherwise. */
export interface NotificationRule {
  readonly name: string;
  readonly actionType?: string;
  readonly enabled?: boolean;
  readonly criteria?: Filter;
  readonly timeRestriction?: TimeRestriction;
  readonly steps?: readonly NotificationStep[];
}

export interface NotificationStep {
  readonly method: Contact["method"];
  readonly to: string;
  /** Minutes; at once if absent. */
  readonly after?: number;
  readonly enabled?: boolean;
}

export interface Filter {
  readonly type: "match-all" | "match-any-condition" | "match-all-conditions";
  readonly conditions?: readonly Json[];
}

/** Sends somebody's alerts to somebody else for a while; both by username. */
export interface Forwarding {
  readonly from: string;
  readonly to: string;
  readonly start: string;
  readonly end: string;
}

export interface Goal {
  readonly type: "escalation" | "schedule" | "user" | "none";
  readonly name?: string;
}

export interface RoutingRule {
  readonly name: string;
  readonly notify: Goal;
  readonly criteria?: Filter;
  readonly timeRestriction?: TimeRestriction;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Whom the team's default routing rule notifies; nobody if absent. */
  readonly routing?: Goal;
  /** Those before the default one, in their order. */
  readonly rules?: readonly RoutingRule[];
}

/** What brings alerts in. Its id is `INTEGRATION-` and its name. */
export interface Integration {
  readonly name: string;
  readonly type: string;
  /** True if absent. */
  readonly enabled?: boolean;
  /** The name of the team that owns it; the whole account if absent. */
  readonly team?: string;
  /** To whom its alerts go if no team owns it. */
  readonly responders?: readonly { readonly type: "team" | "escalation" | "user"; readonly name: string }[];
  readonly suppressNotifications?: boolean;
}

/** `id` is that of a user, a team or an escalation; nobody has none. */
export interface Participant {
  readonly type: "user" | "team" | "escalation" | "none";
  readonly id?: string;
}

interface ClockTime {
  readonly startHour: number;
  readonly startMin: number;
  readonly endHour: number;
  readonly endMin: number;
}

export type TimeRestriction =
  | { readonly type: "time-of-day"; readonly restriction: ClockTime }
  | {
      readonly type: "weekday-and-time-of-day";
      readonly restrictions: readonly (ClockTime & { readonly startDay: string; readonly endDay: string })[];
    };

export interface Rotation {
  readonly id: string;
  readonly name: string;
  readonly startDate: number;
  readonly endDate?: number;
  readonly type: "daily" | "weekly" | "hourly";
  readonly length: number;
  readonly participants: readonly Participant[];
  readonly timeRestriction?: TimeRestriction;
}

/** Without `rotations` it applies to all rotations, present and future. */
export interface Override {
  readonly alias: string;
  readonly user: Participant;
  readonly startDate: number;
  readonly endDate: number;
  readonly rotations?: readonly string[];
}

/** The parts of a schedule that decide who is on call. */
export interface Config {
  readonly timezone: string;
  readonly enabled: boolean;
  readonly rotations: readonly Rotation[];
  /** In the order of their creation. */
  readonly overrides: readonly Override[];
}

export interface Schedule extends Config {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerTeam?: string;
  /** The state from each instant on, newest last: no change reaches back. */
  readonly epochs: readonly Epoch[];
}

export interface Epoch {
  readonly from: number;
  readonly config: Config;
}

export interface EscalationRule {
  readonly condition: string;
  readonly notifyType: string;
  readonly delay: { readonly timeAmount: number; readonly timeUnit: string };
  readonly recipient: { readonly type: string; readonly id: string };
}

export interface Escalation {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerTeam?: string;
  readonly rules: readonly EscalationRule[];
  readonly repeat?: Readonly<Record<string, unknown>>;
}

/** Each write replaces it as a whole, so that one that fails halfway leaves nothing behind. */
export interface State {
  readonly schedules: readonly Schedule[];
  readonly escalations: readonly Escalation[];
}

export interface Alert {
  readonly id: string;
  readonly tinyId: string;
  readonly alias: string;
  readonly message: string;
  readonly status: "open" | "closed";
  /** How often it was sent while open: only the first time notifies anybody. */
  readonly count: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly responders: readonly { readonly type: string; readonly id: string }[];
  /** Ids of the users who were notified. */
  readonly notified: readonly string[];
  readonly owner: string;
  readonly report: AlertReport;
  /** As it was sent. */
  readonly sent: Json;
}

export interface AlertReport {
  /** Milliseconds after its creation. */
  readonly ackTime?: number;
  readonly closeTime?: number;
  readonly acknowledgedBy?: string;
  readonly closedBy?: string;
}

/** A deferred request on an alert: answered at once, processed after some reads. `id` is the `requestId` of the answer. */
export interface AlertRequest {
  readonly id: string;
  readonly action: "Create" | "Acknowledge" | "Close";
  readonly looks: number;
  readonly result?: { readonly isSuccess: boolean; readonly status: string; readonly alert?: Alert };
}

/** The alerts, and what can be done with them. They are kept beside the state, because reading them may change them. */
export interface Alerts {
  all(): readonly Alert[];
  /** Called on each read: requests that have waited long enough are processed then. */
  looked(): void;
  request(id: string): AlertRequest | undefined;
  /** Returns the id of the request. */
  create(alert: Pick<Alert, "alias" | "message" | "responders" | "sent">): string;
  change(action: "Acknowledge" | "Close", find: () => Alert | undefined, by: string): string;
  /** At once. */
  acknowledge(alert: Alert, by: string): void;
}

/** Part of a schedule: who is on call, and whether by a rotation or an override. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly type: "default" | "override";
  readonly recipient: Participant;
}

/** `global`: an API integration of the account; `restricted`: the same, without access to the configuration. A key of the account may not send alerts. */
export interface Key {
  readonly key: string;
  readonly kind: "account" | "read-only" | "global" | "restricted" | "team";
  /** The name of the team whose integration it is. */
  readonly team?: string;
  /** Parts of paths that it may not read, such as `integrations` or `routing-rules`. */
  readonly hides?: readonly string[];
}

export type Json = Readonly<Record<string, unknown>>;

/** What stays the same during a server's life. */
export interface World {
  readonly users: readonly User[];
  readonly teams: readonly Team[];
  readonly forwardings: readonly Forwarding[];
  readonly integrations: readonly Integration[];
  readonly account: string;
  /** What the account's plan does not have. */
  readonly lacks: readonly Lack[];
  readonly alerts: Alerts;
  readonly switches: import("./switches.mjs").Switches;
  readonly now: () => number;
  readonly newId: () => string;
}

export type Lack =
  | "schedules"
  | "overrides"
  | "escalations"
  | "escalation-repeat"
  | "advanced-escalations"
  | "integrations"
  | "forwarding-rules"
  | "notification-rules"
  | "routing-rules";

export interface Call {
  readonly world: World;
  readonly state: State;
  readonly key: Key;
  /** The named parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly path: string;
  readonly base: string;
  readonly body: Json;
}

/** `state` only after a write. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly state?: State;
}

export interface Recorded {
  /** Counted from one since the start, or since the last `setFaults`. */
  readonly number: number;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** 0: the connection was cut. */
  readonly status: number;
  readonly answer: unknown;
}
