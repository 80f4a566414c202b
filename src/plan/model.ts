/**
 * What a push is about, in nobody's words: what a provider has, what the roster wants there, and what has to be done.
 * People are roster ids; somebody whom the roster does not know is their name there behind an `@`.
 */

import type { Role } from "../roster/model.ts";
import type { PushRule } from "../rules/ids.ts";
import type { LocalDate, WallTime } from "../time/date.ts";
import type { Instant, Zone } from "../time/zone.ts";

export type Who = string;

/** Half-open. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Who has a stretch of time; null: nobody. Of several at once, all of them with ` + ` between: no name has that in it. */
export interface Held extends Span {
  readonly who: Who | null;
}

/** What somebody has. */
export interface Served extends Held {
  readonly who: Who;
}

/** A rotation as a function of time, for ever: person k has it from `date` plus k × `every` days on, by the zone's wall clock. */
export interface Pattern {
  readonly zone: Zone;
  readonly date: LocalDate;
  readonly time: WallTime;
  /** Calendar days. */
  readonly every: number;
  /** Not empty. */
  readonly people: readonly Who[];
}

export interface RemoteOverride extends Held {
  /** As the provider calls it. */
  readonly key: string;
  /** When the stretch that it is for begins, where it is one of ours; undefined: somebody else's, never to be touched. */
  readonly segment: Instant | undefined;
}

/** A schedule at the provider. */
export interface RemoteSchedule {
  readonly id: string;
  /** Whether it bears our mark. */
  readonly isOurs: boolean;
  /** Whether the push that made it, or made it ours, came to its end: until then its people are nobody's plan. */
  readonly isFinished: boolean;
  readonly isEnabled: boolean;
  readonly zone: Zone | undefined;
  /** Undefined: there is no rotation. `pattern` undefined: there is, and it is no pattern of people. */
  readonly rotation:
    | { readonly id: string; readonly pattern: Pattern | undefined; readonly from: Instant }
    | undefined;
  /** What stands against it and must be undone by hand, in words: a second rotation, an end. */
  readonly faults: readonly string[];
  readonly overrides: readonly RemoteOverride[];
  /** Who is on call in the end, as the provider itself says; what is left out is nobody's. */
  readonly final: readonly Held[];
}

/** Whom an alert reaches: those on call in a role, a person, or somebody else in the provider's words. */
export interface Rule {
  readonly kind: "role" | "person" | "other";
  readonly notify: string;
  readonly minutes: number;
}

export interface Remote {
  readonly account: string;
  /** By role; a schedule that is not there is left out. */
  readonly schedules: ReadonlyMap<Role, RemoteSchedule>;
  readonly escalation:
    | { readonly id: string; readonly isOurs: boolean; readonly rules: readonly Rule[] }
    | undefined;
  /** What is worth knowing and no reason to stop. */
  readonly notes: readonly string[];
}

/** What the roster wants of one role. */
export interface Wanted {
  readonly role: Role;
  /** Of the schedule. */
  readonly name: string;
  readonly pattern: Pattern;
  /** Cut at handoffs, by time, from the running shift on; when the role is vacant or not there, there is none. */
  readonly spans: readonly Served[];
  /** Where the roster is not what the pattern says. */
  readonly overrides: readonly Served[];
  readonly vacancies: readonly Span[];
}

export interface Target {
  readonly roles: readonly Wanted[];
  /** Up to when the roster was looked at, and overrides are made. */
  readonly until: Instant;
  /** Whether the pattern is right for ever after the last override; false: the roster changes again beyond `until`. */
  readonly isForGood: boolean;
  readonly escalation: { readonly name: string; readonly rules: readonly Rule[] } | undefined;
}

/** One call, in the order that leaves no hole. */
export type Step =
  | {
      readonly action: "create" | "update";
      readonly kind: "schedule" | "rotation";
      readonly role: Role;
      readonly name: string;
      readonly pattern: Pattern;
      readonly from: Pattern | undefined;
      /** Of a schedule: whether it bears the mark of a finished one from here on. */
      readonly isFinished: boolean;
    }
  | {
      readonly action: "create" | "update" | "delete";
      readonly kind: "override";
      readonly role: Role;
      readonly name: string;
      readonly segment: Instant;
      readonly from: Held | undefined;
      readonly to: Served | undefined;
    }
  | {
      readonly action: "create" | "update";
      readonly kind: "escalation";
      readonly name: string;
      readonly from: readonly Rule[] | undefined;
      readonly to: readonly Rule[];
    };

/** A stretch of time that goes from one person to another. */
export interface Change extends Span {
  readonly role: Role;
  readonly from: Who | null;
  readonly to: Who;
}

/** An override that somebody made by hand; `against`: where the roster says otherwise, and whom. */
export interface Drift extends Held {
  readonly role: Role;
  readonly key: string;
  readonly against: readonly Served[];
}

export interface Guarded {
  readonly guard: PushRule;
  readonly message: string;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** By start, then in the order of the roles. What a contradicting override holds is not among them. */
  readonly changes: readonly Change[];
  readonly drift: readonly Drift[];
  readonly guards: readonly Guarded[];
  /** What has to be undone by hand before anything may be written. */
  readonly faults: readonly string[];
}
