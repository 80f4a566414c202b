/** Describes what somebody wants, with ids, dates and instants instead of what was typed. */
import type { Id, Role, Skip } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";

/** Who approves: an id, or a manager on record of each engineer concerned. */
export type Approver = Id | "manager";

/** What every command that writes an entry takes. */
export interface Remarks {
  /** From when the entry counts; without it, from the date that cli.md names. Not for covers, which have a span. */
  readonly from?: LocalDate | undefined;
  readonly reason?: string | undefined;
  readonly approvedBy: readonly Approver[];
  readonly backdated: boolean;
  /** Nobody could be asked; for covers. */
  readonly unapproved: boolean;
  /** The ids of the rules to let pass. */
  readonly allow: readonly string[];
}

export interface SwapWish extends Remarks {
  readonly kind: "swap";
  readonly people: readonly [Id, Id];
  readonly until?: LocalDate | undefined;
  /** Until both have had their turn. */
  readonly once: boolean;
}

export interface CoverWish extends Remarks {
  readonly kind: "cover";
  readonly person: Id;
  readonly by: Id;
  readonly span: CoverSpan;
  readonly role?: Role | undefined;
  /** And `person` takes the time of `by`. */
  readonly exchange: boolean;
}

/** The whole shift whose handoff is dated `date`, or a time. */
export type CoverSpan =
  | { readonly kind: "shift"; readonly date: LocalDate }
  | { readonly kind: "time"; readonly start: Instant; readonly end: Instant };

export interface SkipWish extends Remarks {
  readonly kind: "skip";
  readonly person: Id;
  readonly length: Skip["length"];
}

export interface ReadyWish extends Remarks {
  readonly kind: "ready";
  readonly person: Id;
}

export interface JoinWish extends Remarks {
  readonly kind: "join";
  readonly person: Id;
  readonly after?: Id | undefined;
  /** The turns to skip from the start, so that the weeks of the others move only once. */
  readonly skip?: Skip["length"] | undefined;
  /** What to write about somebody who is not in `people` yet; keys and values of the file. */
  readonly fields?: PersonFields | undefined;
}

export interface PersonFields {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly manager?: Id | readonly Id[] | undefined;
}

export interface LeaveWish extends Remarks {
  readonly kind: "leave";
  readonly person: Id;
  /** Who covers the time that `person` would still serve after leaving. */
  readonly coveredBy?: Id | undefined;
}

/** A wish for an entry of the log. */
export type EntryWish = SwapWish | CoverWish | SkipWish | ReadyWish | JoinWish | LeaveWish;

export interface UndoWish {
  readonly kind: "undo";
  /** Of the file, where the entry begins. */
  readonly line: number;
  /** The people who are not committed: whoever came with a join goes with it. */
  readonly uncommitted?: readonly Id[] | undefined;
  readonly allow: readonly string[];
}

/** For a line under `away`. */
export interface AwayWish {
  readonly kind: "away";
  readonly person: Id;
  readonly from: LocalDate;
  /** The first day back. */
  readonly until: LocalDate;
  readonly note: string | undefined;
}

export interface ApproveWish {
  readonly kind: "approve";
  readonly line: number;
  readonly by: readonly Approver[];
  readonly allow: readonly string[];
}

/** An override as a service has it: somebody has the role for that time, whatever the roster says. */
export interface KnownOverride extends Interval {
  readonly role: Role;
  /** The service's own key for it. */
  readonly key: string;
  /** An id of the roster; somebody whom the roster does not know is `@` and their name there; null: nobody. */
  readonly who: string | null;
  /** What it names instead of a person, in the service's word: a team, an escalation. */
  readonly group?: string | undefined;
}

/** Covers for what was made by hand in a service. They wait for approval. */
export interface AdoptWish {
  readonly kind: "adopt";
  /** What people call the service. */
  readonly title: string;
  readonly byHand: readonly KnownOverride[];
  readonly ours: readonly KnownOverride[];
  readonly reason?: string | undefined;
  readonly unapproved: true;
  readonly allow: readonly string[];
}

/** A wish about the log, which guards judge. */
export type Wish = EntryWish | UndoWish | ApproveWish | AdoptWish;

/** Whatever a command may write. */
export type EditWish = Wish | AwayWish;
