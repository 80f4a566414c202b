/**
 * Opens time zones by their names, from the zone data of this machine.
 *
 * luxon would do for all of them, but the first question to Intl takes 11 ms, and `oncall who` should be quick at night.
 * `Date` under `process.env.TZ` has the same data at once, but takes an unknown name for UTC or for a POSIX rule. So it
 * answers for names like Area/City whose clocks differ from UTC, and luxon for all others and around changes of the clocks.
 * Intl also takes `america/new_york`, which other programs do not: such a name is refused.
 */
import { createRequire } from "node:module";
import { DAY_MS, type LocalDate, type WallTime } from "../time/date.ts";
import { type Instant, MINUTE_MS, UTC, type Zone } from "../time/zone.ts";

const AREA_AND_CITY = /^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_-]*[a-z])+$/;
const IANA_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
/** Names that Intl knows and the zone data do not: to it `BST` is Dhaka, and `ACT` is Darwin. */
const OF_INTL_ALONE =
  /^(?:ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*)$/;
/** The common names of UTC; luxon answers for the rare ones. */
const ALWAYS_UTC = new Set(["UTC", "Etc/UTC", "GMT", "Etc/GMT"]);

/** Milliseconds ahead of UTC at an instant. */
type Offset = (instant: Instant) => number;

/** The offset from an instant on. */
interface OffsetRow {
  readonly from: Instant;
  readonly offset: number;
}

const opened = new Map<string, Zone | undefined>();

/** The release of the zone data; with different ones, two machines may be an hour apart in some zone. */
export const zoneData: string = process.versions["tz"] ?? "of an unknown release";

/** The zone of that name; undefined if the zone data have none. */
export function zoneOf(name: string): Zone | undefined {
  if (!opened.has(name)) opened.set(name, openZone(name));
  return opened.get(name);
}

/** The zone of the process if TZ is not a name: a POSIX rule such as `JST-9`, or UTC. Times are shown in it, never read. */
export function processZone(name: string): Zone {
  return isUnlikeUtc(dateOffset)
    ? {
        name,
        offsetAt: dateOffset,
        instantsAt: (date, time) => [utcOf(date, time) - dateOffset(utcOf(date, time))],
      }
    : UTC;
}

/** As Americans write it: `EST`, `GMT+1`. */
export function shortName({ name }: Zone, instant: Instant): string {
  const parts = openNaming(name).formatToParts(instant);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? name;
}

const namings = new Map<string, Intl.DateTimeFormat>();

/** Kept, since opening one takes far longer than asking it, and `who` asks for each role of each roster. */
function openNaming(name: string): Intl.DateTimeFormat {
  const open =
    namings.get(name) ?? new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "short" });
  namings.set(name, open);
  return open;
}

function openZone(name: string): Zone | undefined {
  if (!IANA_FORM.test(name) || OF_INTL_ALONE.test(name)) return undefined;
  if (ALWAYS_UTC.has(name)) return { ...UTC, name };
  if (AREA_AND_CITY.test(name) && underTz(name, () => isUnlikeUtc(dateOffset)))
    return makeZone(
      name,
      remember((year) => underTz(name, () => tabulate(year))),
    );
  const { IANAZone } = loadLuxon();
  const zone = IANAZone.create(name);
  const offset: Offset = (instant) => zone.offset(instant) * MINUTE_MS;
  return zone.isValid && isSpelledSo(name, offset) ? makeZone(name, offset) : undefined;
}

function makeZone(name: string, offsetAt: Offset): Zone {
  return {
    name,
    offsetAt,
    instantsAt(date, time) {
      const utc = utcOf(date, time);
      // No zone changes its clocks twice within two days, so there are no other offsets than those a day before and after.
      const before = offsetAt(utc - DAY_MS);
      const after = offsetAt(utc + DAY_MS);
      if (before === after) return [utc - before];
      // On the day of a change, most times are shown under one of the two offsets alone.
      const isShown = (offset: number) => offsetAt(utc - offset) === offset;
      if (isShown(before) !== isShown(after)) return [utc - (isShown(before) ? before : after)];
      const { DateTime } = loadLuxon();
      const shown = new Set<Instant>();
      for (const offset of [before, after]) {
        for (const possible of DateTime.fromMillis(utc - offset, { zone: name }).getPossibleOffsets()) {
          const instant = possible.toMillis();
          if (instant + offsetAt(instant) === utc) shown.add(instant);
        }
      }
      return [...shown].sort((one, other) => one - other);
    },
  };
}

/** What the wall clock shows, as if it were UTC. */
function utcOf(date: LocalDate, time: WallTime): Instant {
  return date * DAY_MS + time * MINUTE_MS;
}

/** Loaded on demand: most answers need no Intl. */
function loadLuxon(): typeof import("luxon") {
  return createRequire(import.meta.url)("luxon");
}

/** Keeps a table of offsets for each year: a change of TZ costs too much for each date. */
function remember(rowsOfYear: (year: number) => readonly OffsetRow[]): Offset {
  const years = new Map<number, readonly OffsetRow[]>();
  return (instant) => {
    const year = new Date(instant).getUTCFullYear();
    const rows = years.get(year) ?? rowsOfYear(year);
    years.set(year, rows);
    return rows.findLast(({ from }) => from <= instant)?.offset ?? 0;
  };
}

/** The offsets of a UTC year in the zone of the process: a look at each day, and a bisection if two days differ. */
function tabulate(year: number): readonly OffsetRow[] {
  const start = new Date(0).setUTCFullYear(year, 0, 1);
  const end = new Date(0).setUTCFullYear(year + 1, 0, 1);
  const rows: OffsetRow[] = [{ from: start, offset: dateOffset(start) }];
  for (let day = start; day < end; day += DAY_MS) {
    const before = dateOffset(day);
    const after = dateOffset(day + DAY_MS);
    if (before === after) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (dateOffset(middle) === before) low = middle;
      else high = middle;
    }
    rows.push({ from: high, offset: after });
  }
  return rows;
}

/** Asks the zone data with the process in another zone, and puts the process back. */
function underTz<T>(name: string, ask: () => T): T {
  const before = process.env["TZ"];
  process.env["TZ"] = name;
  try {
    return ask();
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
}

function dateOffset(instant: Instant): number {
  return -new Date(instant).getTimezoneOffset() * MINUTE_MS;
}

/** Half a year apart: a zone that differs at neither is UTC by another name. */
function isUnlikeUtc(offset: Offset): boolean {
  return offset(Date.UTC(2026, 0, 1)) !== 0 || offset(Date.UTC(2026, 6, 1)) !== 0;
}

/** The older names of UTC that are not Area/City. */
const OLD_UTC = /^(?:Etc\/)?(?:UTC|UCT|GMT(?:[+-]?0)?|Greenwich|Universal|Zulu)$|^Iceland$/;

/** Whether the zone data have a name that Intl knows in these capitals. */
function isSpelledSo(name: string, offset: Offset): boolean {
  const canonical = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  if (canonical.toLowerCase() === name.toLowerCase()) return canonical === name;
  // An older name of the zone. `Date` minds capitals, but cannot tell UTC from an unknown name.
  if (isUnlikeUtc(offset)) return underTz(name, () => isUnlikeUtc(dateOffset));
  return AREA_AND_CITY.test(name) || OLD_UTC.test(name);
}
