/**
 * Writes instants as people read them: weekday, date, time and length, in English and in a given zone. Names come from
 * tables: the first Intl object of a process costs 11 ms, and its words vary with the machine's data.
 */
import { civilOf, formatTime, weekdayOf } from "../time/date.ts";
import { countOccurrences, formatOffset, type Instant, secondOf, wallOf, type Zone } from "../time/zone.ts";

/** Three letters each. */
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** The zones in which to show an instant: the roster's, and the reader's if that is another. */
export interface Faces {
  readonly zone: Zone;
  readonly viewer: Zone | undefined;
}

/** The year in a zone, to show it only when it changes. */
export function yearOf(zone: Zone, instant: Instant): number {
  return civilOf(wallOf(zone, instant).date).year;
}

/** `Mon`. */
export function weekday(zone: Zone, instant: Instant): string {
  const name = weekdayOf(wallOf(zone, instant).date);
  return name.charAt(0).toUpperCase() + name.slice(1, 3);
}

/** `Mon 7 Dec`; with a year other than `year` (or `year` undefined) `Mon 7 Dec 2026`. */
export function day(zone: Zone, instant: Instant, year: number | undefined): string {
  const civil = civilOf(wallOf(zone, instant).date);
  const month = MONTHS.slice(3 * civil.month - 3, 3 * civil.month);
  const text = `${weekday(zone, instant)} ${civil.day} ${month}`;
  return civil.year === year ? text : `${text} ${civil.year}`;
}

/** `09:00`, with seconds only if there are any; in an hour that happens twice it says which: `01:30 (UTC-05:00)`. */
export function clock(zone: Zone, instant: Instant): string {
  const wall = wallOf(zone, instant);
  const second = secondOf(zone, instant);
  const text = `${formatTime(wall.time)}${second === 0 ? "" : `:${String(second).padStart(2, "0")}`}`;
  const twice = countOccurrences(zone, wall.date, wall.time) === 2;
  return twice ? `${text} (UTC${formatOffset(zone, instant)})` : text;
}

/** `Mon 7 Dec 09:00 (14:00 yours)`: date and time, in the reader's zone too. `year` as for `day`. */
export function moment(faces: Faces, instant: Instant, year: number | undefined): string {
  const yours = viewerClock(faces, instant);
  const text = `${day(faces.zone, instant, year)} ${clock(faces.zone, instant)}`;
  return yours === undefined ? text : `${text} (${yours} yours)`;
}

/** The reader's wall clock, with the weekday if it is another day there; undefined if both clocks agree. */
export function viewerClock({ zone, viewer }: Faces, instant: Instant): string | undefined {
  if (viewer === undefined || viewer.offsetAt(instant) === zone.offsetAt(instant)) return undefined;
  const text = clock(viewer, instant);
  const sameDay = wallOf(viewer, instant).date === wallOf(zone, instant).date;
  return sameDay ? text : `${weekday(viewer, instant)} ${text}`;
}

const SECOND = { ms: 1000, one: "s", many: "s" } as const;

const UNITS = [
  { ms: 7 * 86_400_000, one: "week", many: "weeks" },
  { ms: 86_400_000, one: "day", many: "days" },
  { ms: 3_600_000, one: "h", many: "h" },
  { ms: 60_000, one: "min", many: "min" },
  SECOND,
] as const;

/** A time to wait, in one unit, rounded: `13 h`, `45 min`. */
export function roughly(ms: number): string {
  const { ms: size, one, many } = UNITS.find((unit) => unit.one !== "week" && ms >= 2 * unit.ms) ?? SECOND;
  const count = Math.round(ms / size);
  return `${count} ${count === 1 ? one : many}`;
}

/** A length of time in its two largest neighbouring units, rounded down: `6 days 2 h`, `45 min`. */
export function length(ms: number): string {
  const first = UNITS.findIndex((unit) => ms >= unit.ms);
  if (first === -1) return "0 s";
  let rest = ms;
  const words: string[] = [];
  for (const unit of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    if (count > 0) words.push(`${count} ${count === 1 ? unit.one : unit.many}`);
  }
  return words.join(" ");
}
