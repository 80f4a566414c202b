/** Decodes the terms of `rotation`; undefined if they are invalid (docs/rotation.md). */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { capitalize } from "../../text/letters.ts";
import { showWord } from "../../text/mask.ts";
import {
  formatDate,
  formatTime,
  parseTime,
  type WallTime,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from "../../time/date.ts";
import type { Roster, Terms } from "../model.ts";
import { decodeDuty } from "./duty.ts";
import { type Decoder, readDate, readTexts, readZone } from "./scalar.ts";

const DEFAULT_ROLES: readonly string[] = ["primary", "secondary"];
const NOON: WallTime = 12 * 60;

export function decodeRotation(
  decoder: Decoder,
  rotation: JsonValue | undefined,
): Roster["rotation"] | undefined {
  const list = Array.isArray(rotation) ? rotation : [rotation];
  const all = list.map((item, index) =>
    isJsonMap(item)
      ? decodeTerms(decoder, item, index, Array.isArray(rotation) ? ["rotation", index] : ["rotation"])
      : undefined,
  );
  const terms = all.filter((one) => one !== undefined);
  for (const [index, one] of terms.entries()) {
    const before = terms[index - 1];
    if (before === undefined || before.start < one.start) continue;
    decoder.report({
      rule: "terms-order",
      path: [...one.path, "start"],
      message: `these terms start on ${formatDate(one.start)}, no later than the terms before them (${formatDate(before.start)})`,
      help: "list the terms oldest first, each with a later `start`",
    });
  }
  const [first, ...others] = terms;
  return first === undefined || terms.length < list.length ? undefined : [first, ...others];
}

function decodeTerms(decoder: Decoder, map: JsonMap, index: number, path: Path): Terms | undefined {
  const start = readDate(decoder, map["start"], [...path, "start"]);
  const zone = readZone(decoder, map["timezone"], [...path, "timezone"]);
  const every = decodeEvery(map["every"]);
  const handoff = decodeHandoff(map["handoff"]);
  const roles =
    map["roles"] === undefined
      ? DEFAULT_ROLES
      : readTexts(map["roles"])?.map((role) => role.normalize("NFC"));
  const queue = readTexts(map["queue"]);
  if (Array.isArray(map["queue"])) {
    for (const [seat, id] of map["queue"].entries()) {
      if (typeof id === "string") decoder.mention(id, [...path, "queue", seat]);
    }
  }
  checkTwice(decoder, map["queue"], [...path, "queue"]);
  checkTwice(decoder, map["roles"], [...path, "roles"]);
  const hours = decodeDuty(decoder, map["duty"], [...path, "duty"]);
  if (every === undefined || handoff === undefined) return undefined;
  const time = checkHandoff(decoder, { map, path, start, every, handoff });
  if (
    start === undefined ||
    zone === undefined ||
    roles === undefined ||
    queue === undefined ||
    hours === undefined ||
    time === undefined
  ) {
    return undefined;
  }
  return { index, path, start, zone, handoff: time, every: every.days, roles, queue, duty: hours.duty };
}

interface Every {
  readonly days: number;
  /** As written. */
  readonly text: string;
  readonly inWeeks: boolean;
}

function decodeEvery(value: JsonValue | undefined): Every | undefined {
  if (value === undefined) return { days: 7, text: "1 week", inWeeks: true };
  const [text, count, unit] =
    (typeof value === "string" && /^([1-9]\d{0,3}) (day|week)s?$/.exec(value)) || [];
  if (text === undefined) return undefined;
  const inWeeks = unit === "week";
  return { days: Number(count) * (inWeeks ? 7 : 1), text, inWeeks };
}

interface WrittenHandoff {
  /** Undefined if only the time is given. */
  readonly weekday: Weekday | undefined;
  readonly time: WallTime;
  readonly omitted: boolean;
}

function decodeHandoff(value: JsonValue | undefined): WrittenHandoff | undefined {
  if (value === undefined) return { weekday: undefined, time: NOON, omitted: true };
  const [, day, clock = ""] =
    (typeof value === "string" && /^(?:([a-z]+) )?(\d{2}:\d{2})$/.exec(value)) || [];
  const weekday = WEEKDAYS.find((name) => name === day);
  const time = parseTime(clock);
  if (time === undefined || (day !== undefined && weekday === undefined)) return undefined;
  return { weekday, time, omitted: false };
}

interface Boundary {
  readonly map: JsonMap;
  readonly path: Path;
  readonly start: number | undefined;
  readonly every: Every;
  readonly handoff: WrittenHandoff;
}

/** The local time of the handoffs, if `every`, weekday and `start` agree. */
function checkHandoff(decoder: Decoder, { path, start, every, handoff }: Boundary): WallTime | undefined {
  const clock = formatTime(handoff.time);
  const wholeWeeks = every.days % 7 === 0;
  if (handoff.weekday !== undefined && !wholeWeeks) {
    decoder.report({
      rule: "wrong-weekday",
      path: [...path, "handoff"],
      message: `shifts of ${every.text} begin on different weekdays`,
      help: `give the time alone: \`handoff: "${clock}"\``,
    });
    return undefined;
  }
  if (handoff.weekday === undefined && every.inWeeks && !handoff.omitted) {
    const weekday = start === undefined ? "monday" : weekdayOf(start);
    decoder.report({
      rule: "wrong-weekday",
      path: [...path, "handoff"],
      message: "the handoff has no weekday",
      help: `write \`handoff: ${weekday} ${clock}\``,
    });
    return undefined;
  }
  const weekday = handoff.omitted && wholeWeeks ? "monday" : handoff.weekday;
  if (start !== undefined && weekday !== undefined && weekdayOf(start) !== weekday) {
    const wrong = WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(start));
    const nearest = start + (wrong > 3 ? wrong - 7 : wrong < -3 ? wrong + 7 : wrong);
    const byDefault = handoff.omitted ? " by default" : "";
    decoder.report({
      rule: "wrong-weekday",
      path: [...path, "start"],
      message: `${formatDate(start)} is a ${capitalize(weekdayOf(start))}, but the handoff is on ${capitalize(weekday)}${byDefault}`,
      help: `write \`start: ${formatDate(nearest)}\` or \`handoff: ${weekdayOf(start)} ${clock}\``,
    });
    return undefined;
  }
  return handoff.time;
}

function checkTwice(decoder: Decoder, value: JsonValue | undefined, path: Path): void {
  if (!Array.isArray(value)) return;
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    if (typeof item !== "string") continue;
    const word = item.normalize("NFC");
    if (seen.has(word)) {
      decoder.report({
        rule: "repeated-name",
        path: [...path, index],
        message: `\`${showWord(item)}\` is in \`${path.at(-1)}\` twice`,
        help: "delete one of the two",
      });
    }
    seen.add(word);
  }
}
