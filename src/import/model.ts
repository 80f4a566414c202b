/** Describes what a service holds in terms of no service, the rosters made of it, and what could not be carried over. */
import type { Values } from "../edit/model.ts";
import type { Disparity } from "../plan/parity.ts";
import type { Interval } from "../time/interval.ts";
import type { WeekWindow } from "../time/week.ts";
import type { Instant } from "../time/zone.ts";
import type { ImportCode } from "./codes.ts";

/** Whom a place in a rotation, an override or a step of an escalation names. */
export interface FoundRecipient {
  readonly kind: "user" | "team" | "escalation" | "schedule" | "group" | "none";
  readonly id: string | undefined;
  /** A user's is the user name there. */
  readonly name: string | undefined;
}

export interface AccountUser {
  readonly id: string;
  /** How the roster names them if it is no email. */
  readonly username: string;
  readonly name: string;
  readonly zone: string | undefined;
  readonly isActive: boolean;
}

export interface FoundRotation {
  readonly id: string;
  readonly name: string;
  /** Undefined: it cannot be read. */
  readonly start: Instant | undefined;
  readonly end: Instant | undefined;
  readonly unit: string;
  readonly length: number;
  readonly participants: readonly FoundRecipient[];
  /** The hours of the week at which anybody is on call; undefined: always; null: they cannot be read. */
  readonly hours: readonly WeekWindow[] | undefined | null;
}

export interface FoundException extends Interval {
  readonly key: string;
  readonly recipient: FoundRecipient;
  /** The ids of the rotations that it is for; empty: all. */
  readonly rotations: readonly string[];
}

export interface FoundPeriod extends Interval {
  readonly rotation: string;
  /** By the schedule, whoever gets the alerts. */
  readonly recipient: FoundRecipient;
  /** To whom they forward their alerts. */
  readonly forwardedTo?: FoundRecipient | undefined;
}

export interface FoundSchedule {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly isEnabled: boolean;
  readonly team: string | undefined;
  readonly rotations: readonly FoundRotation[];
  readonly overrides: readonly FoundException[];
  /** Who would be on call without overrides, of which a service need not list those that are over; undefined: it was not asked. */
  readonly base?: readonly FoundPeriod[] | undefined;
  /** Who was and will be on call in the end, by the service; undefined: it was not asked. */
  readonly final: readonly FoundPeriod[] | undefined;
}

export interface FoundStep {
  readonly recipient: FoundRecipient;
  /** Since the alert began. */
  readonly minutes: number;
  /** Whether it tells whoever is on call unless somebody has acknowledged. */
  readonly isPlain: boolean;
}

export interface FoundEscalation {
  readonly name: string;
  readonly steps: readonly FoundStep[];
  readonly repeats: boolean;
}

export interface FoundAccount {
  /** The section of the roster. */
  readonly provider: string;
  /** What people call the service. */
  readonly title: string;
  readonly users: readonly AccountUser[];
  readonly schedules: readonly FoundSchedule[];
  readonly escalations: readonly FoundEscalation[];
  readonly notes: readonly ImportNote[];
  /** What the section of the roster has to say of the account itself. */
  readonly section?: Values;
  /** Of an export: what it cannot hold. */
  readonly provenance?: string;
}

/** Something that could not be carried over as it is, or needs a person's eyes. */
export interface ImportNote {
  readonly code: ImportCode;
  /** What it is about, by its name there or its id in the roster; null: all. */
  readonly subject: string | null;
  readonly message: string;
  /** Whether everything is as before nevertheless. */
  readonly isHarmless?: boolean;
}

export interface ImportProof extends Interval {
  readonly disparities: readonly Disparity[];
}

export interface ImportedRoster {
  /** Its name without a folder. */
  readonly file: string;
  readonly text: string;
  /** Undefined: the service's timeline is not known. */
  readonly proof: ImportProof | undefined;
  readonly notes: readonly ImportNote[];
}
