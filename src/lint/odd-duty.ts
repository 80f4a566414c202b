/** Finds hours of duty that begin or end at a wall time which a clock change skips or repeats. */
import type { Terms } from "../roster/model.ts";
import { type LocalDate, type WallTime, weekdayIndex } from "../time/date.ts";
import { findWindow, type WeekWindow } from "../time/week.ts";
import { countOccurrences, type Instant, wallOf } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";

/** A window on the first day of a year on which one of its ends is skipped or comes twice. */
export interface OddDuty {
  readonly terms: Terms;
  readonly date: LocalDate;
  readonly time: WallTime;
  /** How long it lasts then, in milliseconds; nothing or less: it is not there that day. */
  readonly lasts: number;
}

const YEAR_DAYS = 366;

/** At most one for each window: of the year from now on, or of the first year of later terms. */
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
  for (let day = first; day < last; day += 1) {
    if (!window.days.includes(weekdayIndex(day))) continue;
    for (const [date, time] of [[day, window.start] as const, [day + window.later, window.end] as const]) {
      if (countOccurrences(terms.zone, date, time) === 1) continue;
      const { start, end } = findWindow(terms.zone, window, day);
      return [{ terms, date, time, lasts: end - start }];
    }
  }
  return [];
}
