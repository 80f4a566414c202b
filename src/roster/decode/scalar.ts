/**
 * Reads single values: dates, times, zones. A value of the wrong form is undefined without a finding, since the schema has reported it;
 * what only the calendar or the zone data know is reported here.
 */

import type { JsonValue, Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { type LocalDate, parseDate, parseTime, type WallTime } from "../../time/date.ts";
import { type Instant, parseInstant, type Zone } from "../../time/zone.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { UnplacedFinding } from "../finding.ts";
import type { Id, Role } from "../model.ts";
import { sayWhose } from "../schema/words.ts";

/** What decoding needs, and where its findings go. */
export interface Decoder {
  readonly zoneOf: (name: string) => Zone | undefined;
  readonly report: (finding: UnplacedFinding) => void;
  /** Notes who is named where; checked against `people` at the end. */
  readonly mention: (id: Id, path: Path) => void;
  /** Whether messages must not quote values: the private file. */
  readonly secret: boolean;
}

export function toText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && /\S/.test(value) ? value : undefined;
}

export function matchText(value: JsonValue | undefined, form: RegExp): string | undefined {
  return typeof value === "string" && form.test(value) ? value : undefined;
}

/** Roles are compared, and a role may be typed composed in one place and decomposed in another. */
export function readRole(value: JsonValue | undefined): Role | undefined {
  return toText(value)?.normalize("NFC");
}

/** A list of texts; other items are left out. */
export function readTexts(value: JsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;

export function readDate(decoder: Decoder, value: JsonValue | undefined, path: Path): LocalDate | undefined {
  if (typeof value !== "string" || !DATE_FORM.test(value)) return undefined;
  const date = parseDate(value);
  if (date === undefined) noSuchDay(decoder, value, path);
  return date;
}

function noSuchDay(decoder: Decoder, text: string, path: Path): void {
  decoder.report({
    rule: "bad-date",
    path,
    message: decoder.secret ? "there is no such day" : `there is no ${text}`,
    help: "months go from 01 to 12, and the month must have that day",
  });
}

const ZONE_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

export function readZone(decoder: Decoder, value: JsonValue | undefined, path: Path): Zone | undefined {
  if (typeof value !== "string" || !ZONE_FORM.test(value)) return undefined;
  const zone = decoder.zoneOf(value);
  if (zone === undefined) {
    const near = decoder.secret ? undefined : suggestZone(value, decoder.zoneOf);
    const name = decoder.secret ? "of that name" : `\`${showWord(value)}\``;
    decoder.report({
      rule: "unknown-zone",
      path,
      message: `\`timezone\`${sayWhose(path)}: there is no time zone ${name}`,
      help:
        near === undefined ? "write an IANA name, such as `America/New_York`" : `did you mean \`${near}\`?`,
    });
  }
  return zone;
}

/** The start or end of a cover: a local time, whose zone depends on the terms, or an instant. */
export type Moment =
  | { readonly kind: "wall"; readonly date: LocalDate; readonly time: WallTime }
  | { readonly kind: "instant"; readonly instant: Instant };

const WALL_FORM = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/;
const ISO_FORM = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

export function readMoment(decoder: Decoder, value: JsonValue | undefined, path: Path): Moment | undefined {
  if (typeof value !== "string") return undefined;
  const [, day, clock = "00:00"] = WALL_FORM.exec(value) ?? [];
  if (day !== undefined) {
    const time = parseTime(clock);
    const date = time === undefined ? undefined : readDate(decoder, day, path);
    return date === undefined || time === undefined ? undefined : { kind: "wall", date, time };
  }
  if (!ISO_FORM.test(value)) return undefined;
  const instant = parseInstant(value);
  if (instant !== undefined) return { kind: "instant", instant };
  if (parseDate(value.slice(0, 10)) === undefined) {
    noSuchDay(decoder, value.slice(0, 10), path);
  } else {
    decoder.report({
      rule: "bad-date",
      path,
      message: `there is no such time as ${showWord(value)}`,
      help: "hours go from 00 to 23, minutes and seconds from 00 to 59, offsets up to 23:59",
    });
  }
  return undefined;
}
