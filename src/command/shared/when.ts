/**
 * The moments that people type: WHEN and DATE of the command line in, an instant or a date out. Words and wall times
 * are read in the roster's zone (or `--zone`'s), never in the zone of whoever types.
 */
import { EXIT, Fault } from "../../fault.ts";
import { type LocalDate, parseDate, parseTime, WEEKDAYS, weekdayIndex } from "../../time/date.ts";
import { type Instant, instantOf, parseInstant, wallOf, type Zone } from "../../time/zone.ts";

const WHEN_HELP = "write now, HH:MM, a weekday, YYYY-MM-DD, YYYY-MM-DD HH:MM, or ISO 8601 with an offset";
const DATE_HELP = "write YYYY-MM-DD, today, or a weekday";

/** An instant. A weekday is the next such day, today included; a day without a time is its 00:00. */
export function readWhen(text: string, zone: Zone, now: Instant): Instant {
  const words = text.trim();
  if (words.toLowerCase() === "now") return now;
  const instant = parseInstant(words);
  if (instant !== undefined) return instant;
  const today = wallOf(zone, now).date;
  const clock = parseTime(words);
  if (clock !== undefined) return instantOf(zone, today, clock);
  const [, day, time] = /^(\S+?)(?:[ T](\d{2}:\d{2}))?$/.exec(words) ?? [];
  const date = day === undefined ? undefined : dayOf(day, today);
  const wall = time === undefined ? 0 : parseTime(time);
  if (date === undefined || wall === undefined) {
    throw new Fault(EXIT.usage, `${JSON.stringify(text)} is not a time`, WHEN_HELP);
  }
  return instantOf(zone, date, wall);
}

/** A whole day. */
export function readDate(text: string, zone: Zone, now: Instant): LocalDate {
  const date = dayOf(text.trim(), wallOf(zone, now).date);
  if (date === undefined) throw new Fault(EXIT.usage, `${JSON.stringify(text)} is not a date`, DATE_HELP);
  return date;
}

function dayOf(text: string, today: LocalDate): LocalDate | undefined {
  const word = text.toLowerCase();
  if (word === "today" || word === "now") return today;
  const weekday = WEEKDAYS.findIndex((name) => name === word || name.slice(0, 3) === word);
  if (weekday !== -1) return today + ((weekday - weekdayIndex(today) + 7) % 7);
  return parseDate(text);
}
