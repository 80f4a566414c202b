/** Describes who has served how much, and who owes whom. */
import type { Id, Person, Role } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Zone } from "../time/zone.ts";

/** What one person serves in one role. Times are in milliseconds, of duty alone. */
export interface Served {
  /** Shifts that begin in the span and of which they serve the most. */
  readonly shifts: number;
  readonly time: number;
  /** The part of `time` that is over. */
  readonly past: number;
  /** 22:00 to 07:00 in their own zone. */
  readonly night: number;
  /** Saturdays and Sundays with any duty, in their own zone. A day counts where its first duty does. */
  readonly weekendDays: number;
  /** Public holidays with any duty, likewise. */
  readonly holidays: number;
  /** An equal part of the duty in each shift, for the time that they were in the queue. */
  readonly share: number;
}

export interface PersonStats {
  readonly id: Id;
  /** One for each role of the span. */
  readonly roles: ReadonlyMap<Role, Served>;
  /** All roles together. */
  readonly total: Served;
  /** Time they served for others, in milliseconds. */
  readonly given: number;
  /** Time that others served for them. */
  readonly taken: number;
  /** Swaps dated in the span. */
  readonly swaps: number;
}

/** What a person serves over all roles and rosters. */
export interface Total extends Served {
  readonly name: string;
}

/** How much longer one covered for the other than the other way round. */
export interface Debt {
  readonly debtor: Id;
  readonly creditor: Id;
  readonly time: number;
}

export interface Stats {
  readonly team: string;
  readonly zone: Zone;
  /** The first day, and the one after the last. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** From midnight to midnight in the roster's zone. */
  readonly span: Interval;
  readonly roles: readonly Role[];
  /** Those in the queue at some time of the span, and who else served or swapped; in the order of the roster. */
  readonly people: readonly PersonStats[];
  /** How long nobody served each role, in milliseconds of duty. */
  readonly vacant: ReadonlyMap<Role, number>;
  /** The largest first. */
  readonly debts: readonly Debt[];
  readonly profiles: ReadonlyMap<Id, Person>;
}

/** Whether a date is a public holiday for a person. */
export type IsHoliday = (person: Person, date: LocalDate) => boolean;
