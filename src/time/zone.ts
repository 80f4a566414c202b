/**
 * Wall time in a zone to an instant and back, by the 'compatible' rule of RFC 5545 and Temporal, which rotation.md
 * prescribes. Luxon is not used here: for an hour that comes twice its answer depends on today's date.
 */
import { DAY_MS, formatDate, formatTime, type LocalDate, type WallTime } from "./date.ts";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A time zone: an IANA name and what the zone data say of it. */
export interface Zone {
  readonly name: string;
  /** How far local time is ahead of UTC at an instant, in milliseconds; negative to the west. */
  offsetAt(instant: Instant): number;
}

/** A reading of a wall clock. */
export interface WallDateTime {
  readonly date: LocalDate;
  readonly time: WallTime;
}

export const MINUTE_MS = 60_000;

/**
 * The instant of a wall time in a zone. A time that a change of the clocks skips moves forward by the length of the
 * gap; one that comes twice is the earlier of the two.
 */
export function instantOf(zone: Zone, date: LocalDate, time: WallTime): Instant {
  const utc = date * DAY_MS + time * MINUTE_MS;
  // No zone changes its clocks twice within two days, so the offsets a day before and after are all there is.
  const before = zone.offsetAt(utc - DAY_MS);
  const after = zone.offsetAt(utc + DAY_MS);
  const early = utc - Math.max(before, after);
  const late = utc - Math.min(before, after);
  if (early + zone.offsetAt(early) === utc) return early;
  if (late + zone.offsetAt(late) === utc) return late;
  return utc - before; // in the gap: the clock that has not been put forward yet
}

/** How often a wall time comes on that day in that zone: 0 in a gap, 2 in a repeated hour, else 1. */
export function occurrencesOf(zone: Zone, date: LocalDate, time: WallTime): 0 | 1 | 2 {
  const utc = date * DAY_MS + time * MINUTE_MS;
  const before = zone.offsetAt(utc - DAY_MS);
  const after = zone.offsetAt(utc + DAY_MS);
  if (before === after) return 1;
  const hits = [before, after].filter((offset) => zone.offsetAt(utc - offset) === offset).length;
  return hits === 0 ? 0 : hits === 1 ? 1 : 2;
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

/** Reads an ISO 8601 date-time that carries an offset (`Z`, `±HH:MM`); undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!ISO.test(text)) return undefined;
  // Date.parse lets 30 February run on into March: the date itself is held against the calendar first.
  const day = text.slice(0, 10);
  const whole = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(whole.getTime()) || whole.toISOString().slice(0, 10) !== day) return undefined;
  const instant = Date.parse(text.replace(" ", "T"));
  return Number.isNaN(instant) ? undefined : instant;
}
