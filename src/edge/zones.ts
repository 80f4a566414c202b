/**
 * The zone data of this machine: an IANA name in, a Zone out.
 *
 * `Date` under `process.env.TZ` answers offsets from the same data as Intl without the 11 ms that the first Intl
 * object of a process costs, and agrees with Temporal in every zone (measured). But a name that it does not know it
 * takes for UTC or, when the name is short or ends in digits, for a POSIX rule. So only a name of the form Area/City
 * whose clocks do differ from UTC is answered that way; every other one is put to Intl. Intl takes `america/new_york` too,
 * which other readers of the file do not, and which would be shown as it was written: such a name is none here.
 */
import { DAY_MS } from "../time/date.ts";
import { type Instant, MINUTE_MS, type Zone } from "../time/zone.ts";

const AREA_AND_CITY = /^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_-]*[a-z])+$/;
const IANA_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
/** The names of UTC that people write; the rarer ones are put to Intl. */
const ALWAYS_UTC = new Set(["UTC", "Etc/UTC", "GMT", "Etc/GMT"]);

/** Milliseconds ahead of UTC at an instant. */
type Offset = (instant: Instant) => number;

/** From an instant on, until the next row, the offset is this. */
interface Row {
  readonly from: Instant;
  readonly offset: number;
}

const known = new Map<string, Zone | undefined>();

/** The release of this machine's zone data; two machines with different ones may be an hour apart in some zone. */
export const zoneData: string = process.versions["tz"] ?? "of an unknown release";

/** The zone of that name; undefined if this machine's zone data have none. */
export function zoneOf(name: string): Zone | undefined {
  if (!known.has(name)) known.set(name, openZone(name));
  return known.get(name);
}

/**
 * What the process takes TZ for where that is no name: the clocks of a POSIX rule (`JST-9`), and UTC for anything else.
 * Unlike other zones it is asked anew for each instant.
 */
export function processZone(name: string): Zone {
  return isUnlikeUtc(dateOffset) ? { name, offsetAt: dateOffset } : { name: "UTC", offsetAt: () => 0 };
}

/** In English, and as America has it: `EST`, `GMT+1`. Asked of Intl, by the few commands that say it. */
export function shortName({ name: timeZone }: Zone, instant: Instant): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" });
  return format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

function openZone(name: string): Zone | undefined {
  if (!IANA_FORM.test(name)) return undefined;
  if (ALWAYS_UTC.has(name)) return { name, offsetAt: () => 0 };
  if (AREA_AND_CITY.test(name) && underTz(name, () => isUnlikeUtc(dateOffset))) {
    return tabled(name, (year) => underTz(name, () => rowsOf(year, dateOffset)));
  }
  const offset = intlOffset(name);
  if (offset === undefined || !isSpeltSo(name, offset)) return undefined;
  return tabled(name, (year) => rowsOf(year, offset));
}

/** A zone that keeps a table of offsets for each year asked about: a change of TZ or an Intl call costs too much for each date. */
function tabled(name: string, yearRows: (year: number) => readonly Row[]): Zone {
  const years = new Map<number, readonly Row[]>();
  return {
    name,
    offsetAt(instant) {
      const year = new Date(instant).getUTCFullYear();
      let rows = years.get(year);
      if (rows === undefined) {
        rows = yearRows(year);
        years.set(year, rows);
      }
      let offset = 0;
      for (const row of rows) {
        if (row.from > instant) break;
        offset = row.offset;
      }
      return offset;
    },
  };
}

/** The offsets of one UTC year, found by a look at each day and a bisection where two days differ. */
function rowsOf(year: number, offset: Offset): readonly Row[] {
  const start = new Date(0).setUTCFullYear(year, 0, 1);
  const end = new Date(0).setUTCFullYear(year + 1, 0, 1);
  const rows: Row[] = [{ from: start, offset: offset(start) }];
  for (let day = start; day < end; day += DAY_MS) {
    const before = offset(day);
    const after = offset(day + DAY_MS);
    if (before === after) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    rows.push({ from: high, offset: after });
  }
  return rows;
}

/** Runs a look at the zone data with the process in another zone, and puts the process back. */
function underTz<T>(name: string, look: () => T): T {
  const before = process.env["TZ"];
  process.env["TZ"] = name;
  try {
    return look();
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
}

function dateOffset(instant: Instant): number {
  return -new Date(instant).getTimezoneOffset() * MINUTE_MS;
}

/** Two looks half a year apart tell all but the zones that are UTC under another name, now and in living memory. */
function isUnlikeUtc(offset: Offset): boolean {
  return offset(Date.UTC(2026, 0, 1)) !== 0 || offset(Date.UTC(2026, 6, 1)) !== 0;
}

/** The older names of UTC that are no Area/City. */
const OLD_UTC = /^(?:Etc\/)?(?:UTC|UCT|GMT(?:[+-]?0)?|Greenwich|Universal|Zulu)$|^Iceland$/;

/** Whether the zone data have the name in just these capitals; it is one that Intl takes. */
function isSpeltSo(name: string, offset: Offset): boolean {
  const canonical = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  if (canonical.toLowerCase() === name.toLowerCase()) return canonical === name;
  // An older name of the zone. To `Date` capitals matter, but it cannot tell UTC from a name that it does not know.
  if (isUnlikeUtc(offset)) return underTz(name, () => isUnlikeUtc(dateOffset));
  return AREA_AND_CITY.test(name) || OLD_UTC.test(name);
}

function intlOffset(name: string): Offset | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined; // RangeError: no such zone
  }
  return (instant) => {
    const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(part.get(type));
    const year = part.get("era") === "BC" ? 1 - number("year") : number("year");
    const local = new Date(0).setUTCFullYear(year, number("month") - 1, number("day"));
    const time = (number("hour") * 60 + number("minute")) * MINUTE_MS + number("second") * 1000;
    return local + time - Math.floor(instant / 1000) * 1000;
  };
}
