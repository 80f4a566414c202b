/** The roster as the rest of the program sees it: text has become dates, instants and ids, and nothing is optional twice. */
import type { Path } from "../text/json.ts";
import type { LocalDate, WallTime } from "../time/date.ts";
import type { Hours } from "../time/hours.ts";
import type { Instant, Zone } from "../time/zone.ts";

/** Of a person, `[a-z][a-z0-9_-]*`, chosen once. */
export type Id = string;
export type Role = string;

/** rotation.md, "Terms of the rotation": one governs from its `start` on, until the next one's. */
export interface Terms {
  /** Position in `rotation`, oldest first. */
  readonly index: number;
  readonly path: Path;
  readonly start: LocalDate;
  readonly zone: Zone;
  readonly handoff: WallTime;
  /** Length of a shift in calendar days. */
  readonly every: number;
  readonly roles: readonly Role[];
  readonly queue: readonly Id[];
}

interface EntryBase {
  /** Position in `changes`; equal dates act in this order. */
  readonly index: number;
  readonly path: Path;
  /** 1-based line of the file on which the entry begins. */
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
  /** When the two trade back; undefined: never. */
  readonly until: LocalDate | undefined;
}

export interface Skip extends QueueEntryBase {
  readonly kind: "skip";
  readonly person: Id;
  /** `ready` has no end until a `ready` entry. */
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
  /** Whose time it is. */
  readonly person: Id;
  /** Who takes it. */
  readonly by: Id;
  readonly role: Role | undefined;
  readonly span:
    | { readonly kind: "shift"; readonly date: LocalDate }
    | { readonly kind: "time"; readonly start: Instant; readonly end: Instant };
}

/** An entry that acts on the queue at a handoff. */
export type QueueEntry = Join | Leave | Swap | Skip | Ready;

/** One entry of the log, `changes`. */
export type Entry = QueueEntry | Cover;

/** A telephone number as the roster gives it; never printed whole but by `who --contact`. */
export type Phone =
  | { readonly kind: "number"; readonly number: string; readonly private: boolean }
  | { readonly kind: "env"; readonly variable: string };

export interface Person {
  readonly id: Id;
  readonly path: Path;
  /** The id where the file gives no name. */
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: Phone | undefined;
  readonly managers: readonly Id[];
  readonly github: string | undefined;
  readonly slack: string | undefined;
  /** User name in OpsGenie; undefined: found by email. */
  readonly opsgenie: string | undefined;
  readonly zone: Zone | undefined;
  /** Working hours, wall times in the person's zone. */
  readonly hours: Hours | undefined;
  readonly verified: Verified | undefined;
}

/** When a test page last reached somebody, each way, and the last digits of the number that it was sent to. */
export interface Verified {
  readonly sms: LocalDate | undefined;
  readonly voice: LocalDate | undefined;
  readonly ending: string | undefined;
}

/** What the roster is held to; nothing of it decides who is on call. */
export interface Policy {
  readonly approvals: "required" | "optional";
  /** So many swaps, and covers received, per person in so many days. */
  readonly maxExceptions: { readonly count: number; readonly days: number };
  /** How many days old a notification proof may be when a turn begins; `never`: no proof is needed. */
  readonly verifiedWithin: number | "never";
}

/** Who is told of an alert, and how many minutes after it began. */
export interface EscalationStep {
  /** A role or, where no terms have it, the id of a person. */
  readonly notify: Role | Id;
  readonly after: number;
}

/** Where the schedule lives in OpsGenie. */
export interface OpsgenieSection {
  readonly region: "us" | "eu";
  readonly team: string | undefined;
  /** The name of each role's schedule. */
  readonly schedules: ReadonlyMap<Role, string>;
  readonly escalation: string | undefined;
}

export interface Roster {
  /** As messages name the file. */
  readonly file: string;
  readonly team: string;
  /** Oldest first; never empty. */
  readonly rotation: readonly [Terms, ...Terms[]];
  readonly people: ReadonlyMap<Id, Person>;
  readonly policy: Policy;
  /** In file order; undefined: each role that there is, 12 hours after the one before. */
  readonly escalation: readonly EscalationStep[] | undefined;
  /** For which incidents the policy holds, and from when; empty: all, always. */
  readonly inEffect: readonly { readonly from: LocalDate; readonly incidents: readonly string[] }[];
  readonly opsgenie: OpsgenieSection | undefined;
  /** The log in file order. Entries with a fault of their own are not in it. */
  readonly changes: readonly Entry[];
}
