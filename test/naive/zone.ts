/** Converts between wall times and instants by trying the offsets that Intl knows: slow, but independent of the product. */
import { DAY_MS, type Day, digits, MINUTE_MS, textOf } from "./calendar.ts";

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A wall time read as if it were UTC, in milliseconds. */
type Wall = number;

const HOUR_MS = 60 * MINUTE_MS;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<Instant, number>>();

/** The zone's offset from UTC, in milliseconds. */
export function offsetAt(zone: string, instant: Instant): number {
  const known = offsets.get(zone) ?? new Map<Instant, number>();
  offsets.set(zone, known);
  const before = known.get(instant);
  if (before !== undefined) return before;
  const offset = askOffset(zone, instant);
  // A long search would outgrow a Map.
  if (known.size > 1_000_000) known.clear();
  known.set(instant, offset);
  return offset;
}

function askOffset(zone: string, instant: Instant): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  const name = format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "";
  const parts = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
  if (parts === null) throw new Error(`no offset in ${name}`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = parts;
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
  return sign === "-" ? -size : size;
}

/** Every instant with that wall time in the zone, the earliest first. */
export function instantsAt(zone: string, wall: Wall): readonly Instant[] {
  const tried = new Set<number>();
  const hour = Math.floor(wall / HOUR_MS) * HOUR_MS;
  for (let away = -16; away <= 16; away += 1) tried.add(offsetAt(zone, hour + away * HOUR_MS));
  return [...tried]
    .map((offset) => wall - offset)
    .filter((instant) => instant + offsetAt(zone, instant) === wall)
    .sort((a, b) => a - b);
}

/** "a wall time that a DST change skips moves forward by the length of the gap; one that happens twice is the earlier of the two" */
export function instantOf(zone: string, day: Day, minute: number): Instant {
  const key = `${zone} ${day} ${minute}`;
  const known = instants.get(key) ?? findInstant(zone, day, minute);
  if (instants.size > 1_000_000) instants.clear();
  instants.set(key, known);
  return known;
}

const instants = new Map<string, Instant>();

function findInstant(zone: string, day: Day, minute: number): Instant {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const [earliest] = instantsAt(zone, wall);
  if (earliest !== undefined) return earliest;
  let gapStart = wall;
  while (instantsAt(zone, gapStart - MINUTE_MS).length === 0) gapStart -= MINUTE_MS;
  let gapEnd = wall;
  while (instantsAt(zone, gapEnd).length === 0) gapEnd += MINUTE_MS;
  const [moved] = instantsAt(zone, wall + (gapEnd - gapStart));
  if (moved === undefined) throw new Error(`no such time in ${zone}`);
  return moved;
}

/** `2026-11-23T12:00:00-05:00` */
export function instantText(zone: string, instant: Instant): string {
  const offset = offsetAt(zone, instant);
  const wall = instant + offset;
  const day = Math.floor(wall / DAY_MS);
  const second = Math.floor((wall - day * DAY_MS) / 1000);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const size = Math.abs(offset) / MINUTE_MS;
  const sign = offset < 0 ? "-" : "+";
  const time = clock.map((part) => digits(part, 2)).join(":");
  return `${textOf(day)}T${time}${sign}${digits(Math.floor(size / 60), 2)}:${digits(size % 60, 2)}`;
}
