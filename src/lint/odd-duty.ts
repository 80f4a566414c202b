/** Finds hours of duty that a clock change cuts: they begin or end at a wall time that it skips or repeats, or it lies in them. */
import type { Terms } from "../roster/model.ts";
import { type LocalDate, type WallTime, weekdayIndex } from "../time/date.ts";
import { findWindow, measureWindow, type WeekWindow } from "../time/week.ts";
import { countOccurrences, type Instant, MINUTE_MS, wallOf } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";

/** A wall time that happens not once on some day. */
export interface OddTime {
  readonly time: WallTime;
  readonly count: 0 | 2;
}

/** Undefined: it happens once on that day. */
export function findOddTime(
  { zone }: Pick<Terms, "zone">,
  date: LocalDate,
  time: WallTime,
): OddTime | undefined {
  const count = countOccurrences(zone, date, time);
  return count === 1 ? undefined : { time, count };
}

/** A window on the first day of a year on which a clock change cuts it. */
export interface OddDuty {
  readonly terms: Terms;
  /** The day of `odd`, else the one on which the window begins. */
  readonly date: LocalDate;
  /** The end that is skipped or comes twice; undefined: neither, but the window is shorter than on other days. */
  readonly odd: OddTime | undefined;
  /** How long it lasts then, in milliseconds; nothing or less: it is not there that day. */
  readonly lasts: number;
  /** How long it lasts on other days. */
  readonly usual: number;
}

const YEAR_DAYS = 366;

/** At most one of each kind for a window: of the year from now on, or of the first year of later terms. */
export function findOddDuty({ roster, rotation: { handoffs } }: Timeline, now: Instant): readonly OddDuty[] {
  return roster.rotation.flatMap((terms, index) => {
    const next = roster.rotation[index + 1];
    if (
      terms.duty === undefined ||
      (next !== undefined && handoffs.at(handoffs.from(next.start)).instant <= now)
    )
      return [];
    const first = Math.max(terms.start, wallOf(terms.zone, now).date);
    const last = Math.min(first + YEAR_DAYS, next?.start ?? Infinity);
    return terms.duty.windows.flatMap((window) => findFirstOdd(terms, window, first, last));
  });
}

function findFirstOdd(
  terms: Terms,
  window: WeekWindow,
  first: LocalDate,
  last: LocalDate,
): readonly OddDuty[] {
  const usual = measureWindow(window) * MINUTE_MS;
  // Where duty is outside the windows, a shorter one takes no hour of duty away; and a whole day is as long as it is.
  const isWholeDays = window.start === 0 && window.end === 0;
  const canShorten = terms.duty?.outside === false && !isWholeDays;
  let odd: OddDuty | undefined;
  let short: OddDuty | undefined;
  for (let day = first; day < last; day += 1) {
    if (odd !== undefined && (short !== undefined || !canShorten)) break;
    if (!window.days.includes(weekdayIndex(day))) continue;
    const { start, end } = findWindow(terms.zone, window, day);
    const found = { terms, lasts: end - start, usual };
    const ends = [[day, window.start] as const, [day + window.later, window.end] as const];
    const [cut] = ends.flatMap(([date, time]) => {
      const found = findOddTime(terms, date, time);
      return found === undefined ? [] : [{ date, odd: found }];
    });
    if (cut !== undefined) odd ??= { ...found, ...cut };
    else if (canShorten && end - start < usual) short ??= { ...found, date: day, odd: undefined };
  }
  return [odd, short].filter((each) => each !== undefined);
}
