/**
 * Describes a push in terms that belong to no service: what the service has, what the roster wants there, and the calls
 * between the two. People are roster ids; somebody who is not in the roster is `@` and their name in the service.
 */
import type { Role, ScheduleAddress } from "../roster/model.ts";
import type { PushRule } from "../rules/ids.ts";
import type { LocalDate, WallTime } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { WeekWindow } from "../time/week.ts";
import type { Instant, Zone } from "../time/zone.ts";

export type Who = string;

/** Who is on call for some time; null is nobody. Several at once are joined by ` + `, which no name contains. */
export interface Assignment extends Interval {
  readonly who: Who | null;
}

/** An assignment that somebody serves. */
export interface Duty extends Assignment {
  readonly who: Who;
}

/** An endless rotation: person k takes over on `date` plus k × `every` days, at `time` by the zone's wall clock. */
export interface Pattern {
  readonly zone: Zone;
  readonly date: LocalDate;
  readonly time: WallTime;
  /** Calendar days. */
  readonly every: number;
  /** Not empty. */
  readonly people: readonly Who[];
  /** The hours of the week at which anybody is on call, by the zone's wall clock; undefined: always. */
  readonly hours: readonly WeekWindow[] | undefined;
}

export interface RemoteOverride extends Assignment {
  /** The service's own key for it. */
  readonly key: string;
  /** The start of the duty that it was made for; undefined: oncall did not make it, so oncall never touches it. */
  readonly segment: Instant | undefined;
  /** What it names instead of a person, in the service's word: a team, an escalation. */
  readonly group?: string | undefined;
}

/** A schedule as the service has it, with one rotation: the only one, or ours among those of others. */
export interface RemoteSchedule {
  readonly id: string;
  /** Whether the schedule bears our mark. */
  readonly isOurs: boolean;
  /**
   * Whether the push that made it ours, or our rotation in it, ran to its end. Until then its people were never agreed to.
   */
  readonly isFinished: boolean;
  readonly isEnabled: boolean;
  readonly zone: Zone | undefined;
  /** Undefined: it has none, or none of ours. `pattern` undefined: it has one that is not a plain pattern of people. */
  readonly rotation:
    | { readonly id: string; readonly pattern: Pattern | undefined; readonly from: Instant }
    | undefined;
  /** What somebody has to undo by hand before a push, in words: a second rotation, an end date. */
  readonly blockers: readonly string[];
  /** Those that apply to the rotation. */
  readonly overrides: readonly RemoteOverride[];
  /** Who is on call by the rotation in the end, as the service computes it. Nobody has the time that is left out. */
  readonly final: readonly Assignment[];
  /** Whose alerts go to somebody else for some time; the schedule is not changed by that. */
  readonly forwardings?: readonly ForwardedTime[];
}

export interface ForwardedTime extends Interval {
  readonly from: Who | null;
  readonly to: Who | null;
}

/** Who is notified by a step of an escalation: those on call in a role, a person, or others in the service's own words. */
export interface EscalationRule {
  readonly kind: "role" | "person" | "other";
  readonly notify: string;
  /** Since the alert began; as a service has them, as its record says. */
  readonly minutes: number;
}

/** What the service has. */
export interface Remote {
  readonly account: string;
  /** By role; schedules that do not exist yet are left out. */
  readonly schedules: ReadonlyMap<Role, RemoteSchedule>;
  readonly escalation:
    | { readonly id: string; readonly isOurs: boolean; readonly rules: readonly EscalationRule[] }
    | undefined;
  /** Worth knowing, and no reason to stop. */
  readonly notes: readonly string[];
}

/** What the roster calls the things that the service keeps for it. */
export interface RemoteNames {
  /** The key of the roster under which they stand. */
  readonly section: string;
  readonly schedules: ReadonlyMap<Role, ScheduleAddress>;
  readonly escalation: string | undefined;
}

/** What the roster wants of the schedule of one role. */
export interface TargetRole {
  readonly role: Role;
  readonly address: ScheduleAddress;
  /** The address as the roster writes it. */
  readonly name: string;
  readonly pattern: Pattern;
  /** Cut at handoffs, in order, from the current shift on. None while the role is vacant or does not exist. */
  readonly duties: readonly Duty[];
  /** Where the roster differs from the pattern. */
  readonly overrides: readonly Duty[];
  readonly vacancies: readonly Interval[];
  /** The time off duty until the horizon. */
  readonly idle: readonly Interval[];
  /** When the shifts begin, from the current one on. */
  readonly handoffs: readonly Instant[];
}

/** What the roster wants of the service. */
export interface Target {
  readonly roles: readonly TargetRole[];
  /** The end of the time for which overrides are made. */
  readonly until: Instant;
  readonly escalation: { readonly name: string; readonly rules: readonly EscalationRule[] } | undefined;
}

/** One thing that has to be otherwise. How many calls that takes, and which, is the provider's affair. */
export type PushStep =
  /** From when on a role has which base order: with the schedule around it, or alone. */
  | {
      readonly action: "create" | "update";
      readonly kind: "schedule" | "rotation";
      readonly role: Role;
      readonly address: ScheduleAddress;
      readonly name: string;
      readonly pattern: Pattern;
      readonly from: Pattern | undefined;
      /** Whether it is marked as finished from here on. */
      readonly isFinished: boolean;
      /** Of a schedule: the commit that it is marked with, where the service keeps one. */
      readonly pushed: string | undefined;
    }
  /** For which stretch of time which person serves a role instead of whom. */
  | {
      readonly action: "create" | "update" | "delete";
      readonly kind: "override";
      readonly role: Role;
      readonly name: string;
      readonly segment: Instant;
      readonly from: RemoteOverride | undefined;
      /** Undefined: nobody in particular, so that the base order counts again. */
      readonly to: Duty | undefined;
      /** Whom the base order has in the meantime. */
      readonly instead: readonly Duty[];
    }
  /** When each role is told. */
  | {
      readonly action: "create" | "update";
      readonly kind: "escalation";
      readonly name: string;
      readonly from: readonly EscalationRule[] | undefined;
      readonly to: readonly EscalationRule[];
      /** The delay of each rule of `to`, in minutes, counted as the service does. */
      readonly delays: readonly number[];
    };

/** Time that changes hands. */
export interface Reassignment extends Interval {
  readonly role: Role;
  readonly from: Who | null;
  /** Null: off duty, nobody. */
  readonly to: Who | null;
}

/** What changes in one shift between the same two people. */
export interface ShiftMove extends Reassignment {
  /** How much of its time changes, in milliseconds. */
  readonly length: number;
  /** Whether there are hours of duty between its beginning and its end that stay as they are. */
  readonly isPart: boolean;
}

/** An override that somebody made by hand. */
export interface Drift extends Assignment {
  readonly role: Role;
  readonly key: string;
  /** The duties of the roster that it contradicts. */
  readonly against: readonly Duty[];
  /** In how much of its time, from now on, the roster has nobody on call: off duty, or vacant. */
  readonly unserved: "none" | "some" | "all";
}

/** Why a push stops unless `--allow` names the guard. */
export interface PushRefusal {
  readonly guard: PushRule;
  readonly message: string;
}

export interface Plan {
  /** In the order that leaves nobody out. */
  readonly steps: readonly PushStep[];
  /** By start, then in the order of the roles. Time held by a contradicting override is left out. */
  readonly changes: readonly Reassignment[];
  /** The same by shifts, as people see it. */
  readonly moves: readonly ShiftMove[];
  readonly drift: readonly Drift[];
  readonly refusals: readonly PushRefusal[];
  /** What somebody has to undo by hand before anything may be written. */
  readonly blockers: readonly string[];
  /** Overrides of ours that are left over, since they name whomever the rotation has anyway; by the name of their schedule. */
  readonly left: readonly (Assignment & { readonly name: string })[];
}
