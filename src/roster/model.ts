/** Models the roster for the rest of the program: text has become dates, instants and ids. */
import type { Path } from "../text/json.ts";
import type { LocalDate, WallTime } from "../time/date.ts";
import type { Hours } from "../time/hours.ts";
import type { WeekWindow } from "../time/week.ts";
import type { Instant, Zone } from "../time/zone.ts";

/** Of a person: `[a-z][a-z0-9_-]*`; never changes. */
export type Id = string;
export type Role = string;

/** The rules of the rotation from `start` until the `start` of the next terms (docs/rotation.md). */
export interface Terms {
  /** Position in `rotation`, oldest first. */
  readonly index: number;
  readonly path: Path;
  readonly start: LocalDate;
  readonly zone: Zone;
  readonly handoff: WallTime;
  /** Length of a shift in days. */
  readonly every: number;
  readonly roles: readonly Role[];
  readonly queue: readonly Id[];
  /** At which hours of the week somebody is on call; undefined: always. */
  readonly duty: DutyHours | undefined;
}

/** Hours of the week in wall time of the terms' zone; they never fill it. */
export interface DutyHours {
  readonly windows: readonly WeekWindow[];
  /** Whether somebody is on call at all other times, instead of in the windows. */
  readonly outside: boolean;
}

interface EntryBase {
  /** Position in `changes`: the order for entries of the same date. */
  readonly index: number;
  readonly path: Path;
  /** The 1-based line on which the entry begins. */
  readonly line: number;
  readonly approvedBy: readonly Id[];
  readonly reason: string | undefined;
  readonly backdated: boolean;
  readonly unapproved: boolean;
}

interface QueueEntryBase extends EntryBase {
  readonly from: LocalDate;
}

export interface Join extends QueueEntryBase {
  readonly kind: "join";
  readonly person: Id;
  readonly after: Id | undefined;
}

export interface Leave extends QueueEntryBase {
  readonly kind: "leave";
  readonly person: Id;
}

export interface Swap extends QueueEntryBase {
  readonly kind: "swap";
  readonly people: readonly [Id, Id];
  /** When the two trade back; undefined if never. */
  readonly until: LocalDate | undefined;
}

export interface Skip extends QueueEntryBase {
  readonly kind: "skip";
  readonly person: Id;
  /** `ready`: until a `ready` entry. */
  readonly length:
    | { readonly kind: "turns"; readonly turns: number }
    | { readonly kind: "until"; readonly until: LocalDate }
    | { readonly kind: "ready" };
}

export interface Ready extends QueueEntryBase {
  readonly kind: "ready";
  readonly person: Id;
}

export interface Cover extends EntryBase {
  readonly kind: "cover";
  /** Whose time is covered. */
  readonly person: Id;
  /** Who takes over. */
  readonly by: Id;
  readonly role: Role | undefined;
  readonly span:
    | { readonly kind: "shift"; readonly date: LocalDate }
    | { readonly kind: "time"; readonly start: Instant; readonly end: Instant };
}

/** An entry that changes the queue at a handoff. */
export type QueueEntry = Join | Leave | Swap | Skip | Ready;

/** One entry of the log, `changes`. */
export type Entry = QueueEntry | Cover;

/** A phone number as the roster gives it; printed whole by `who --contact` alone. */
export type Phone =
  | { readonly kind: "number"; readonly number: string; readonly private: boolean }
  | { readonly kind: "env"; readonly variable: string };

export interface Person {
  readonly id: Id;
  readonly path: Path;
  /** The id if the file gives no name. */
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: Phone | undefined;
  readonly managers: readonly Id[];
  readonly github: string | undefined;
  readonly slack: string | undefined;
  /** Username in OpsGenie; undefined if it is the email. */
  readonly opsgenie: string | undefined;
  /** Account id in Jira Service Management; undefined if it is found by email. */
  readonly jsm: string | undefined;
  readonly zone: Zone | undefined;
  /** Working hours in the person's zone. */
  readonly hours: Hours | undefined;
  /** ISO 3166, `US` or `DE-BY`: whose public holidays count in stats. */
  readonly country: string | undefined;
  readonly verified: Verified | undefined;
}

/** When a test page last reached the person by each channel, and the last digits of the number. */
export interface Verified {
  readonly sms: LocalDate | undefined;
  readonly voice: LocalDate | undefined;
  readonly ending: string | undefined;
}

/** The rules that lint holds changes to; they do not decide who is on call. */
export interface Policy {
  readonly approvals: "required" | "optional";
  /** How many swaps and covers received a person may have in how many days. */
  readonly maxExceptions: { readonly count: number; readonly days: number };
  /** How many days old a notification proof may be when a turn begins; `never`: no proof is needed. */
  readonly verifiedWithin: number | "never";
}

/** Whom an alert notifies, and how many minutes after it began. */
export interface EscalationStep {
  /** A role, or the id of a person. */
  readonly notify: Role | Id;
  readonly after: number;
}

/** Where a role's rotation is in a service. */
export interface ScheduleAddress {
  readonly schedule: string;
  /** Ours, beside rotations of others; undefined: the only rotation of the schedule, which is wholly ours. */
  readonly rotation: string | undefined;
}

/** Where the schedule is in a service. */
export interface ServiceSection {
  readonly team: string | undefined;
  readonly schedules: ReadonlyMap<Role, ScheduleAddress>;
  readonly escalation: string | undefined;
}

export interface OpsgenieSection extends ServiceSection {
  readonly region: "us" | "eu";
  /** When Atlassian moved the account: from then on nothing is written there. What is no date must not let writes through. */
  readonly migrated: LocalDate | "unreadable" | undefined;
}

export interface JsmSection extends ServiceSection {
  /** Host name of the Atlassian site. */
  readonly site: string | undefined;
}

export interface SlackSection {
  readonly channel: string | undefined;
  /** The user group whose members are whoever is on call. */
  readonly usergroup: string | undefined;
}

/** That somebody is not there. The rotation does not look at it. */
export interface Absence {
  /** Position in `away`. */
  readonly index: number;
  readonly path: Path;
  /** The line on which it begins; 0 if it is not written yet. */
  readonly line: number;
  readonly person: Id;
  /** The first day away and the first day back, in the zone of the person, or else of the terms in force. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly note: string | undefined;
}

export interface Roster {
  /** As messages name the file. */
  readonly file: string;
  readonly team: string;
  /** Oldest first; never empty. */
  readonly rotation: readonly [Terms, ...Terms[]];
  readonly people: ReadonlyMap<Id, Person>;
  readonly policy: Policy;
  /** In file order; undefined: each role in turn, 12 hours after the one before. */
  readonly escalation: readonly EscalationStep[] | undefined;
  /** Which incidents the policy covers, and from when; empty: all, always. */
  readonly inEffect: readonly { readonly from: LocalDate; readonly incidents: readonly string[] }[];
  readonly opsgenie: OpsgenieSection | undefined;
  readonly jsm: JsmSection | undefined;
  readonly slack: SlackSection | undefined;
  /** The integrations, by type or name, that must bring alerts in. */
  readonly alertSources: readonly string[];
  /** How many minutes after it began an alert must ring at the latest. */
  readonly ringWithin: number;
  /** The team's own words for the handoff note, in Markdown with placeholders. */
  readonly handoffNote: string | undefined;
  /** In file order. */
  readonly away: readonly Absence[];
  /** The log in file order, without invalid entries. */
  readonly changes: readonly Entry[];
}
