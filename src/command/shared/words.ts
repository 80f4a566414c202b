/**
 * Reads dates and times as people say them (`tomorrow 9am`, `next friday`, `in two hours`), with the library that knows
 * English. Of its answer only wall-clock fields and distances are used: what it makes of the machine's zone never counts.
 */
import { type ParsedResult, parse } from "chrono-node/en";
import { civilOf, dateOf, type LocalDate, type WallTime } from "../../time/date.ts";

/** What was said of a moment; what was not said is undefined. */
export interface Said {
  readonly date: LocalDate | undefined;
  /** The date is that of a weekday, and has to come after now. */
  readonly isWeekday: boolean;
  readonly time: WallTime | undefined;
  /** `in 2 days`: at the same time of day as now. */
  readonly isRelative?: boolean;
  /** `in two hours`: milliseconds from now. */
  readonly distance?: number;
}

/** Distances are measured from a noon that is far from any change of the clocks. */
const ELSEWHERE = new Date(2001, 0, 15, 12);

/** Vague times of day, zones, lengths, and dates that the Atlantic divides. */
const REFUSED = /^\d{4}-|^for\b|\/|\b(utc|gmt|z)\b/;

/** `today` is the date where the words count. Undefined unless all of the text is understood, and exact. */
export function parseWords(text: string, today: LocalDate): Said | undefined {
  if (REFUSED.test(text)) return undefined;
  const { year, month, day } = civilOf(today);
  // At noon no zone changes its clocks, so the dates around it are the same on every machine.
  const result = parseAll(text, new Date(year, month - 1, day, 12));
  if (result === undefined) return undefined;
  const { start } = result;
  const tags = start.tags();
  if (tags.has("result/relativeDateAndTime")) return measure(text);
  const has = start.isCertain.bind(start);
  if (has("timezoneOffset")) return undefined;
  const isVague = [...tags].some((tag) => /\/(tonight|evening|night|morning|afternoon)$/.test(tag));
  if (isVague && !has("hour")) return undefined;
  const isWeekday = has("weekday") && !has("day") && !/\b(last|previous|past)\b/.test(text);
  const isDate = has("weekday") || has("day") || has("month");
  const time = has("hour") ? (start.get("hour") ?? 0) * 60 + (start.get("minute") ?? 0) : undefined;
  const date = dateOf(start.get("year") ?? year, start.get("month") ?? month, start.get("day") ?? day);
  if (has("month") && !has("year") && date < today) return undefined;
  const isRelative = tags.has("result/relativeDate") && time === undefined;
  return { date: isDate ? date : undefined, isWeekday, time, isRelative };
}

function measure(text: string): Said | undefined {
  const result = parseAll(text, ELSEWHERE);
  if (result === undefined) return undefined;
  const distance = result.start.date().getTime() - ELSEWHERE.getTime();
  return { date: undefined, isWeekday: false, time: undefined, distance };
}

/** Undefined if a part of the text is left over, or says a span of time. */
function parseAll(text: string, reference: Date): ParsedResult | undefined {
  const [result, ...others] = parse(text, reference);
  const isWhole = result !== undefined && others.length === 0 && result.text === text;
  return isWhole && (result.end === undefined || result.end === null) ? result : undefined;
}
