/**
 * Reads WHEN and DATE of the command line (cli.md) as an instant or a date. Words and wall times count in the roster's
 * zone (or `--zone`'s), never in the zone of the machine.
 */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { day, moment } from "../../render/when.ts";
import {
  DAY_MS,
  type LocalDate,
  parseDate,
  parseTime,
  type WallTime,
  WEEKDAYS,
  weekdayIndex,
} from "../../time/date.ts";
import { type Instant, instantOf, MINUTE_MS, parseInstant, UTC, wallOf, type Zone } from "../../time/zone.ts";
import { findViewer } from "./context.ts";
import type { Said } from "./words.ts";

/** What the words of a moment are relative to. */
export interface Reference {
  readonly zone: Zone;
  readonly now: Instant;
  /** A bare time or weekday means the first one from here on; without it, today's or the next such day. */
  readonly after?: Instant;
}

/** Understands what people say, once it is loaded. */
export type ReadWords = (text: string, today: LocalDate) => Said | undefined;

const WHEN_HELP =
  'write now, HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset, or words such as "tomorrow 9:00" or "in 3 hours"';
const DATE_HELP = "write YYYY-MM-DD, today, tomorrow, or a weekday";
const MIDNIGHT = 24 * 60;

/** Reads an instant; a day without a time is its 00:00. What was not written as a date is repeated on stderr. */
export async function readWhen(edges: Edges, text: string, reference: Reference): Promise<Instant> {
  const at = parseWhen(text, reference) ?? parseWhen(text, reference, await loadWords());
  if (at === undefined) throw notATime(text);
  if (!/^(now|\d{4}-.*)$/i.test(text.trim())) echo(edges, text, at, reference.zone);
  return at;
}

/** What the words of a date are relative to. */
export interface DayReference {
  readonly zone: Zone;
  readonly now: Instant;
  /** A weekday means the first one after this date; without it, today or the next such day. */
  readonly after?: LocalDate | undefined;
}

/** Reads a whole day. What was not written as a date is repeated on stderr. */
export async function readDate(edges: Edges, text: string, reference: DayReference): Promise<LocalDate> {
  const date = parseDay(text, reference) ?? parseDay(text, reference, await loadWords());
  if (date === undefined) throw new Fault(EXIT.usage, `${JSON.stringify(text)} is not a date`, DATE_HELP);
  if (!/^\d{4}-/.test(text.trim())) {
    const shown = day(UTC, date * DAY_MS, undefined);
    edges.stderr.write(`${forTerminal(`${JSON.stringify(text)} is ${shown}`)}\n`);
  }
  return date;
}

/** The library that reads English is loaded when nothing simpler fits. */
export async function loadWords(): Promise<ReadWords> {
  return (await import("./words.ts")).parseWords;
}

export function notATime(text: string): Fault {
  return new Fault(EXIT.usage, `${JSON.stringify(text)} is not a time`, WHEN_HELP);
}

/** Undefined if the text is no moment or, without `readWords`, one said in words. */
export function parseWhen(text: string, reference: Reference, readWords?: ReadWords): Instant | undefined {
  const words = text.trim().toLowerCase();
  const { zone, now, after } = reference;
  if (words === "now") return now;
  const instant = parseInstant(text.trim());
  if (instant !== undefined) return instant;
  const span = parseDistance(words);
  if (span !== undefined) return now + span;
  const today = wallOf(zone, now).date;
  const said = parsePlain(words, today) ?? readWords?.(words, today);
  if (said === undefined) return undefined;
  const { date, isWeekday, time, isRelative, distance } = said;
  if (distance !== undefined) return now + distance;
  if (date !== undefined && isRelative === true) return instantAt(zone, date, wallOf(zone, now).time);
  if (date !== undefined && !isWeekday) return instantAt(zone, date, time ?? 0);
  if (date === undefined && time === undefined) return undefined;
  const step = isWeekday ? 7 : 1;
  let day = date ?? (after === undefined ? today : wallOf(zone, after).date);
  if (isWeekday) while (day < today) day += step;
  while (after !== undefined && instantAt(zone, day, time ?? 0) < after) day += step;
  return instantAt(zone, day, time ?? 0);
}

/** Undefined if the text is no day, or has a time. */
export function parseDay(
  text: string,
  { zone, now, after }: DayReference,
  readWords?: ReadWords,
): LocalDate | undefined {
  const words = text.trim().toLowerCase();
  const today = wallOf(zone, now).date;
  if (words === "now") return today;
  const said = parsePlain(words, today) ?? readWords?.(words, today);
  if (said?.date === undefined || said.time !== undefined) return undefined;
  if (!said.isWeekday) return said.date;
  const first = after === undefined ? today : after + 1;
  return said.date + 7 * Math.max(0, Math.ceil((first - said.date) / 7));
}

/** `9:00`, `today`, `friday`, `fri 18:00`, `2026-12-24`, `2026-12-24 22:00`; 24:00 is the end of a day. */
function parsePlain(words: string, today: LocalDate): Said | undefined {
  const clock = parseClock(words);
  if (clock !== undefined) return { date: undefined, isWeekday: false, time: clock };
  const [, name = "", rest] = /^(\S+?)(?:[ t](\d{1,2}:\d{2}))?$/.exec(words) ?? [];
  const time = rest === undefined ? undefined : parseClock(rest);
  if (rest !== undefined && time === undefined) return undefined;
  const weekday = WEEKDAYS.findIndex((each) => each === name || each.slice(0, 3) === name);
  if (weekday !== -1) {
    return { date: today + ((weekday - weekdayIndex(today) + 7) % 7), isWeekday: true, time };
  }
  const date = name === "today" ? today : parseDate(name);
  return date === undefined ? undefined : { date, isWeekday: false, time };
}

function parseClock(text: string): WallTime | undefined {
  if (text === "24:00") return MIDNIGHT;
  return parseTime(text.padStart(5, "0"));
}

/** `in 3 hours`, `90 minutes ago`, `2h`, in milliseconds from now. */
function parseDistance(words: string): number | undefined {
  const [, ahead, count, unit = "", ago] =
    /^(in )?(\d{1,4}) ?(m|min|minutes?|h|hours?)( ago)?$/.exec(words) ?? [];
  if (count === undefined || (ahead !== undefined && ago !== undefined)) return undefined;
  return Number(count) * (unit.startsWith("h") ? 60 : 1) * MINUTE_MS * (ago === undefined ? 1 : -1);
}

function instantAt(zone: Zone, date: LocalDate, time: WallTime): Instant {
  return time === MIDNIGHT ? instantOf(zone, date + 1, 0) : instantOf(zone, date, time);
}

/** Says what the words were taken for, in the roster's zone and in the reader's. */
function echo(edges: Edges, text: string, at: Instant, zone: Zone): void {
  const shown = moment({ zone, viewer: findViewer(edges) }, at, undefined);
  edges.stderr.write(`${forTerminal(`${JSON.stringify(text)} is ${shown}, ${zone.name}`)}\n`);
}
