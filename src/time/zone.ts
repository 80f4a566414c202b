/**
 * Converts wall times in a zone to instants and back, by the 'compatible' rule of RFC 5545 and Temporal, which rotation.md
 * prescribes. An instant is a number, so that counting with it needs no zone.
 */
import { DAY_MS, formatDate, formatTime, type LocalDate, type WallTime } from "./date.ts";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A time zone: its IANA name, and what the zone data say about it. */
export interface Zone {
  readonly name: string;
  /** How far local time is ahead of UTC at an instant, in milliseconds; negative to the west. */
  offsetAt(instant: Instant): number;
  /** When the clocks show a wall time, the earliest first: never in a gap, twice in a repeated hour. */
  instantsAt(date: LocalDate, time: WallTime): readonly Instant[];
}

/** A reading of a wall clock. */
export interface WallDateTime {
  readonly date: LocalDate;
  readonly time: WallTime;
}

export const MINUTE_MS = 60_000;

export const UTC: Zone = {
  name: "UTC",
  offsetAt: () => 0,
  instantsAt: (date, time) => [date * DAY_MS + time * MINUTE_MS],
};

/**
 * The instant of a wall time in a zone. A time that the clocks skip moves forward by the length of the gap; of a time that
 * happens twice the earlier counts.
 */
export function instantOf(zone: Zone, date: LocalDate, time: WallTime): Instant {
  const [earliest] = zone.instantsAt(date, time);
  if (earliest !== undefined) return earliest;
  const utc = date * DAY_MS + time * MINUTE_MS;
  return utc - zone.offsetAt(utc - DAY_MS); // by the offset before the change
}

/** How often a wall time happens on that day in that zone: 0 in a gap, 2 in a repeated hour, else 1. */
export function countOccurrences(zone: Zone, date: LocalDate, time: WallTime): 0 | 1 | 2 {
  const [first, second] = zone.instantsAt(date, time);
  return first === undefined ? 0 : second === undefined ? 1 : 2;
}

/** What the wall clock shows at an instant, to the minute. */
export function wallOf(zone: Zone, instant: Instant): WallDateTime {
  const local = instant + zone.offsetAt(instant);
  const date = Math.floor(local / DAY_MS);
  return { date, time: Math.floor((local - date * DAY_MS) / MINUTE_MS) };
}

/** The second that the wall clock shows, 0 to 59. */
export function secondOf(zone: Zone, instant: Instant): number {
  const local = instant + zone.offsetAt(instant);
  return Math.floor((local - Math.floor(local / MINUTE_MS) * MINUTE_MS) / 1000);
}

/** `±HH:MM` at an instant; UTC is `+00:00`. */
export function formatOffset(zone: Zone, instant: Instant): string {
  const offset = zone.offsetAt(instant);
  return `${offset < 0 ? "-" : "+"}${formatTime(Math.round(Math.abs(offset) / MINUTE_MS))}`;
}

/** ISO 8601 with seconds and the offset at that instant: `2026-11-23T12:00:00-05:00`. */
export function formatInstant(zone: Zone, instant: Instant): string {
  const wall = wallOf(zone, instant);
  const second = String(secondOf(zone, instant)).padStart(2, "0");
  return `${formatDate(wall.date)}T${formatTime(wall.time)}:${second}${formatOffset(zone, instant)}`;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads an ISO 8601 date-time with an offset (`Z`, `±HH:MM`); undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!ISO.test(text)) return undefined;
  // Date.parse lets 30 February run on into March, so the date is checked against the calendar first.
  const day = text.slice(0, 10);
  const whole = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(whole.getTime()) || whole.toISOString().slice(0, 10) !== day) return undefined;
  const instant = Date.parse(text.replace(" ", "T"));
  return Number.isNaN(instant) ? undefined : instant;
}
