/**
 * Single values of the file in, dates, times and zones out. A value that is not of its form answers undefined without a
 * word, since the schema has told it; what only a calendar or the zone data can know is told here.
 */

import type { JsonValue, Path } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { type LocalDate, parseDate, parseTime, type WallTime } from "../../time/date.ts";
import { type Instant, parseInstant, type Zone } from "../../time/zone.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { UnplacedFinding } from "../finding.ts";
import type { Id, Role } from "../model.ts";
import { ofPerson } from "../schema/words.ts";

/** What decoding goes by, and where it puts what it finds. */
export interface Reading {
  readonly zoneOf: (name: string) => Zone | undefined;
  readonly report: (flaw: UnplacedFinding) => void;
  /** Someone is named there; whether `people` has them is asked when all is read. */
  readonly mention: (id: Id, path: Path) => void;
  /** Whether messages may not quote a value: the private file. */
  readonly secret: boolean;
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && /\S/.test(value) ? value : undefined;
}

/** Roles are compared, and a role may be typed composed in one place and decomposed in another. */
export function roleOf(value: JsonValue | undefined): Role | undefined {
  return textOf(value)?.normalize("NFC");
}

/** A list of texts; an item that is none is left out. */
export function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;

export function dateOf(reading: Reading, value: JsonValue | undefined, path: Path): LocalDate | undefined {
  if (typeof value !== "string" || !DATE_FORM.test(value)) return undefined;
  const date = parseDate(value);
  if (date === undefined) noSuchDay(reading, value, path);
  return date;
}

function noSuchDay(reading: Reading, text: string, path: Path): void {
  reading.report({
    rule: "bad-date",
    path,
    message: reading.secret ? "the calendar has no such day" : `the calendar has no ${text}`,
    help: "a month from 01 to 12, and a day that the month has",
  });
}

const ZONE_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

export function zoneAt(reading: Reading, value: JsonValue | undefined, path: Path): Zone | undefined {
  if (typeof value !== "string" || !ZONE_FORM.test(value)) return undefined;
  const zone = reading.zoneOf(value);
  if (zone === undefined) {
    const near = reading.secret ? undefined : suggestZone(value, reading.zoneOf);
    const name = reading.secret ? "of that name" : `\`${shown(value)}\``;
    reading.report({
      rule: "unknown-zone",
      path,
      message: `\`timezone\`${ofPerson(path)}: there is no time zone ${name}`,
      help:
        near === undefined
          ? "write an IANA name, for example `America/New_York`"
          : `did you mean \`${near}\`?`,
    });
  }
  return zone;
}

/** A point in time as a cover has it: wall time in a zone still to be found, or an instant. */
export type Moment =
  | { readonly kind: "wall"; readonly date: LocalDate; readonly time: WallTime }
  | { readonly kind: "instant"; readonly instant: Instant };

const WALL_FORM = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/;
const ISO_FORM = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

export function momentOf(reading: Reading, value: JsonValue | undefined, path: Path): Moment | undefined {
  if (typeof value !== "string") return undefined;
  const [, day, clock = "00:00"] = WALL_FORM.exec(value) ?? [];
  if (day !== undefined) {
    const time = parseTime(clock);
    const date = time === undefined ? undefined : dateOf(reading, day, path);
    return date === undefined || time === undefined ? undefined : { kind: "wall", date, time };
  }
  if (!ISO_FORM.test(value)) return undefined;
  const instant = parseInstant(value);
  if (instant !== undefined) return { kind: "instant", instant };
  if (parseDate(value.slice(0, 10)) === undefined) {
    noSuchDay(reading, value.slice(0, 10), path);
  } else {
    reading.report({
      rule: "bad-date",
      path,
      message: `there is no such time as ${shown(value)}`,
      help: "hours from 00 to 23, minutes and seconds from 00 to 59, an offset of less than a day",
    });
  }
  return undefined;
}
