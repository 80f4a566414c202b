/** Describes what a site is made from: rosters, each with its coming weeks, as of a date. */
import type { TimeAway } from "../render/schedule.ts";
import type { Id, Role, Roster } from "../roster/model.ts";
import type { Stats } from "../stats/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Zone } from "../time/zone.ts";
import type { Shift } from "../timeline/model.ts";

/** What the site shows of a roster. The same values give the same bytes. */
export interface SiteRoster {
  readonly roster: Roster;
  /** For people: tells apart rosters that have the same team. */
  readonly team: string;
  /** The day of the roster's zone on which the site is made. */
  readonly date: LocalDate;
  readonly zone: Zone;
  /** From the shift that is running when `date` begins. */
  readonly shifts: readonly [Shift, ...Shift[]];
  /** From the beginning of the first to the end of the last. */
  readonly span: Interval;
  /** Whoever is in the queue in that time, or serves, in the order of the roster. */
  readonly people: readonly Id[];
  readonly roles: readonly Role[];
  readonly away: readonly TimeAway[];
  /** Half a year back and ahead of `date`. */
  readonly stats: Stats;
  readonly showEmails: boolean;
}

/** One of several rosters, by the name of its file in messages. */
export interface NamedRoster extends SiteRoster {
  readonly file: string;
}

/** The text of each file by its path, which has `/` between folders. */
export type SiteFiles = ReadonlyMap<string, string>;
