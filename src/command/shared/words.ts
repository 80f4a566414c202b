/**
 * Reads dates and times as people say them (`tomorrow 9am`, `next friday`), with the library that knows English. Only the
 * wall-clock fields of its answer are used: what it makes of the machine's time zone never counts.
 */
import { parse } from "chrono-node/en";
import { civilOf, dateOf, type LocalDate, type WallTime } from "../../time/date.ts";

/** What was said of a moment; what was not said is undefined. */
export interface Said {
  readonly date: LocalDate | undefined;
  /** The date is that of a weekday, and has to come after now. */
  readonly isWeekday: boolean;
  readonly time: WallTime | undefined;
}

/** `today` is the date where the words count. Undefined unless all of the text is understood, and exact. */
export function parseWords(text: string, today: LocalDate): Said | undefined {
  // What looks like ISO 8601 and is not is a slip, which the library would read its own way.
  if (/^\d{4}-/.test(text)) return undefined;
  const { year, month, day } = civilOf(today);
  // At noon no zone changes its clocks, so the dates around it are the same on every machine.
  const [result, ...others] = parse(text, new Date(year, month - 1, day, 12));
  // Slashes are read differently on both sides of the Atlantic.
  if (result === undefined || others.length > 0 || result.text !== text || text.includes("/"))
    return undefined;
  const { start, end } = result;
  if (end !== undefined && end !== null) return undefined;
  const has = start.isCertain.bind(start);
  const isVague = [...start.tags()].some((tag) => /\/(tonight|evening|night|morning|afternoon)$/.test(tag));
  if (isVague && !has("hour")) return undefined;
  const isWeekday = has("weekday") && !has("day");
  const isDate = isWeekday || has("day") || has("month");
  const time = has("hour") ? (start.get("hour") ?? 0) * 60 + (start.get("minute") ?? 0) : undefined;
  const date = dateOf(start.get("year") ?? year, start.get("month") ?? month, start.get("day") ?? day);
  if (isDate && !has("year") && !isWeekday && date < today) return undefined;
  return { date: isDate ? date : undefined, isWeekday, time };
}
