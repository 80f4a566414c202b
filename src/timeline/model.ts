/** Describes who is on call over time: the shifts of rotation.md's "What comes out", with what led to them. */
import type { Cover, Id, Role, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";

/** A time within one shift in which the same person serves one role, up to but not including `end`. */
export interface Stretch {
  readonly role: Role;
  /** Who serves; null: nobody, the role is vacant. */
  readonly engineer: Id | null;
  /** Whom the queue put there, before covers; null: nobody. */
  readonly scheduled: Id | null;
  readonly start: Instant;
  readonly end: Instant;
  /** The covers that led from `scheduled` to `engineer`, in file order; empty if nobody covers. */
  readonly covers: readonly Cover[];
}

/** Shift k: from handoff k (included) to handoff k+1 (excluded). */
export interface Shift {
  readonly index: number;
  /** The local date of its handoff. */
  readonly date: LocalDate;
  readonly start: Instant;
  readonly end: Instant;
  readonly terms: Terms;
  /** When somebody is on call: sorted, none touching the next. Without hours of duty, the whole shift. */
  readonly duty: readonly Interval[];
  /** By start, then in the order of the roles; for each role they tile the duty. */
  readonly stretches: readonly Stretch[];
  /** Likewise, but what the same people serve before and after time off duty is one: people think in shifts. */
  readonly spells: readonly Stretch[];
}
