/**
 * Describes what a service has on the way of an alert, in terms that belong to no service. Whatever could not be read says
 * why: that is never the same as being absent.
 */
import type { EscalationRule, Plan, Remote, Target, Who } from "../plan/model.ts";
import type { ProofOnRecord } from "../proof/validity.ts";
import type { Person, Role, Roster } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { CheckName } from "./model.ts";

export type Reading<Value> = { readonly kind: "read"; readonly value: Value } | Unread;

/** Why something could not be read, as half a sentence. */
export interface Unread {
  readonly kind: "unread";
  readonly reason: string;
  readonly help?: string | undefined;
}

export type KeyState =
  | {
      readonly kind: "accepted";
      /** What it stands in: a variable. */
      readonly name: string;
      /** Undefined if it may not see that. */
      readonly account: string | undefined;
    }
  /** It is missing or unknown there (`useless`), or may not do what is needed. */
  | {
      readonly kind: "useless" | "lacking";
      readonly name: string;
      readonly account: string | undefined;
      readonly message: string;
      readonly help: string;
    }
  | {
      readonly kind: "unread";
      readonly name: string;
      readonly reason: string;
      readonly help?: string | undefined;
    };

/** What reading never tells about a service, in a sentence. */
export interface BlindSpot {
  readonly check: CheckName;
  readonly message: string;
  readonly help: string;
}

export interface EscalationState {
  readonly rules: readonly EscalationRule[];
  readonly isEnabled: boolean;
  /** How often it begins again if nobody acknowledges, and whether it closes the alert after that. */
  readonly repeat: { readonly count: number; readonly minutes: number; readonly closes: boolean } | undefined;
}

/** Where alerts to the team go; rules in the order in which an alert meets them, the default one last. */
export type TeamRouting =
  | { readonly kind: "rules"; readonly team: string; readonly rules: readonly RoutingRule[] }
  /** The service has no such team. */
  | { readonly kind: "missing"; readonly team: string }
  /** The roster names no team. */
  | { readonly kind: "unnamed" };

export interface RoutingRule {
  /** Null: the default rule. */
  readonly name: string | null;
  /** `escalation pf_escalation`; undefined: nobody. */
  readonly goal: string | undefined;
  /** It leads to the escalation of the roster. */
  readonly isRight: boolean;
  /** When it applies, in a few words; undefined: at every hour. */
  readonly hours: string | undefined;
  /** It applies to some alerts alone. */
  readonly isConditional: boolean;
}

/** An integration that may bring alerts in. */
export interface AlertSource {
  readonly name: string;
  readonly type: string;
  readonly isEnabled: boolean;
  /** Where its alerts go. */
  readonly goal:
    | { readonly kind: "team" }
    /** In words; undefined: to nobody. */
    | { readonly kind: "elsewhere"; readonly whom: string | undefined }
    | { readonly kind: "unread"; readonly reason: string };
  /** Its alerts notify nobody. */
  readonly isSilent: boolean;
}

/** Takes the alerts of one person to another, or to nobody. */
export interface Forwarding extends Interval {
  readonly from: Who | null;
  readonly to: Who | null;
}

export type Account =
  | {
      readonly kind: "found";
      /** What is known to be right about it, in a few words: `verified, not muted`. */
      readonly standing: string;
      readonly isVerified: boolean;
      readonly isBlocked: boolean;
      readonly mutedUntil: Instant | undefined;
    }
  | { readonly kind: "missing"; readonly message: string; readonly help: string };

export interface ContactMethod {
  /** `phone`: by text or call. */
  readonly kind: "phone" | "other";
  /** In the service's word: `sms`, `voice`, `email`. */
  readonly method: string;
  readonly to: string;
  readonly isEnabled: boolean;
  /** Why it is disabled, if that is said. */
  readonly reason: string | undefined;
}

/** What happens for somebody at a new alert. */
export interface NotificationRule {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly hours: string | undefined;
  readonly isConditional: boolean;
  readonly steps: readonly NotificationStep[];
}

export interface NotificationStep {
  readonly method: string;
  readonly to: string;
  readonly minutes: number;
  readonly isEnabled: boolean;
}

/** Who is on call at an instant. */
export interface OnCallReading {
  readonly role: Role;
  /** Of the schedule. */
  readonly name: string;
  readonly at: Instant;
  /** By the roster. */
  readonly expected: Who | null;
  /** The roster should have somebody, and has not. */
  readonly isVacant: boolean;
  /** Whether others may be on call in the same schedule. */
  readonly isShared: boolean;
  readonly actual: Reading<Who | null>;
}

export interface ServiceComparison {
  readonly remote: Remote;
  readonly plan: Plan;
}

/** Somebody whose reach is examined. */
export interface Examinee {
  readonly person: Person;
  /** Their coming duties, by start. */
  readonly duties: readonly Interval[];
  /** The digits of their phone in the roster, or only the last of them; undefined: the roster has none to compare. */
  readonly digits: string | undefined;
  readonly number: ProofOnRecord["number"];
  /** The day on which a proof must be good. */
  readonly day: LocalDate;
}

export interface PersonFacts {
  readonly account: Reading<Account>;
  readonly contacts: Reading<readonly ContactMethod[]>;
  /** In the order in which they are tried. */
  readonly rules: Reading<readonly NotificationRule[]>;
}

export interface Facts {
  readonly configurationKey: KeyState;
  readonly alertKey: KeyState;
  readonly blindSpots: readonly BlindSpot[];
  readonly comparison: Reading<ServiceComparison>;
  readonly onCall: readonly OnCallReading[];
  /** By role; undefined: the service has none. */
  readonly schedules: ReadonlyMap<Role, Reading<{ readonly isEnabled: boolean } | undefined>>;
  readonly escalation: Reading<EscalationState | undefined>;
  readonly routing: Reading<TeamRouting>;
  /** By what the roster calls each. */
  readonly sources: ReadonlyMap<string, Reading<readonly AlertSource[]>>;
  readonly forwardings: Reading<readonly Forwarding[]>;
  readonly people: ReadonlyMap<string, PersonFacts>;
}

/** What is examined, and how to speak of it. */
export interface Examination {
  readonly roster: Roster;
  readonly now: Instant;
  /** What people call the service, and what they type for it. */
  readonly title: string;
  readonly provider: string;
  readonly target: Target;
  /** What the roster calls the escalation policy. */
  readonly escalation: string | undefined;
  /** The service has come to its end. */
  readonly closed: { readonly message: string; readonly help: string } | undefined;
  /** Why the service cannot hold the roster; then the target is empty. */
  readonly unfit: readonly string[];
  readonly people: readonly Examinee[];
  /** The end of the time that is examined. */
  readonly until: Instant;
  readonly facts: Facts;
  readonly nameOf: (who: Who | null) => string;
  readonly moment: (instant: Instant) => string;
  readonly rulesText: (rules: readonly EscalationRule[]) => string;
  /** `5 min`. */
  readonly length: (minutes: number) => string;
}
