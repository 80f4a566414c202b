/** Decides whether a page that is only a test may ring somebody's phone at an instant. */
import type { Person } from "../roster/model.ts";
import { formatTime, type WallTime } from "../time/date.ts";
import { type Hours, isWithin } from "../time/hours.ts";
import { type Instant, wallOf, type Zone } from "../time/zone.ts";

const HOUR: WallTime = 60;
/** For people without `hours` in the roster. */
const WAKING: Hours = { start: 8 * HOUR, end: 21 * HOUR };

export interface LocalTime {
  /** `22:40`. */
  readonly clock: string;
  /** `09:00 to 17:30`. */
  readonly hours: string;
  readonly isWithin: boolean;
}

/** In the person's own zone, else in `fallback`. */
export function readLocalTime(person: Person, at: Instant, fallback: Zone): LocalTime {
  const hours = person.hours ?? WAKING;
  const { time } = wallOf(person.zone ?? fallback, at);
  return {
    clock: formatTime(time),
    hours: `${formatTime(hours.start)} to ${formatTime(hours.end)}`,
    isWithin: isWithin(hours, time),
  };
}
