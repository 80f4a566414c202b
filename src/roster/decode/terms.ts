/** `rotation` in, the terms it consists of out; undefined if they do not hold (rotation.md, "Invalid", Terms). */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
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
import { dateOf, type Reading, textsOf, zoneAt } from "./scalar.ts";

const DEFAULT_ROLES: readonly string[] = ["primary", "secondary"];
const NOON: WallTime = 12 * 60;

export function decodeRotation(
  reading: Reading,
  rotation: JsonValue | undefined,
): Roster["rotation"] | undefined {
  const list = Array.isArray(rotation) ? rotation : [rotation];
  const all = list.map((item, index) =>
    isJsonMap(item)
      ? decodeTerms(reading, item, index, Array.isArray(rotation) ? ["rotation", index] : ["rotation"])
      : undefined,
  );
  const terms = all.filter((one) => one !== undefined);
  for (const [index, one] of terms.entries()) {
    const before = terms[index - 1];
    if (before === undefined || before.start < one.start) continue;
    reading.report({
      rule: "terms-order",
      path: [...one.path, "start"],
      message: `these terms start on ${formatDate(one.start)}, not after the terms before them (${formatDate(before.start)})`,
      help: "list the terms oldest first, each with a later `start`",
    });
  }
  const [first, ...others] = terms;
  return first === undefined || terms.length < list.length ? undefined : [first, ...others];
}

function decodeTerms(reading: Reading, map: JsonMap, index: number, path: Path): Terms | undefined {
  const start = dateOf(reading, map["start"], [...path, "start"]);
  const zone = zoneAt(reading, map["timezone"], [...path, "timezone"]);
  const every = decodeEvery(map["every"]);
  const handoff = decodeHandoff(map["handoff"]);
  const roles =
    map["roles"] === undefined ? DEFAULT_ROLES : textsOf(map["roles"])?.map((role) => role.normalize("NFC"));
  const queue = textsOf(map["queue"]);
  if (Array.isArray(map["queue"])) {
    for (const [seat, id] of map["queue"].entries()) {
      if (typeof id === "string") reading.mention(id, [...path, "queue", seat]);
    }
  }
  noneTwice(reading, map["queue"], [...path, "queue"]);
  noneTwice(reading, map["roles"], [...path, "roles"]);
  if (every === undefined || handoff === undefined) return undefined;
  const time = handoffTime(reading, { map, path, start, every, handoff });
  if (
    start === undefined ||
    zone === undefined ||
    roles === undefined ||
    queue === undefined ||
    time === undefined
  ) {
    return undefined;
  }
  return { index, path, start, zone, handoff: time, every: every.days, roles, queue };
}

interface Every {
  readonly days: number;
  /** As the file has it. */
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

interface Handoff {
  /** Undefined where the file gives the time alone. */
  readonly weekday: Weekday | undefined;
  readonly time: WallTime;
  readonly omitted: boolean;
}

function decodeHandoff(value: JsonValue | undefined): Handoff | undefined {
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
  readonly handoff: Handoff;
}

/** The wall time of the handoffs, if period, weekday and `start` agree. */
function handoffTime(reading: Reading, { path, start, every, handoff }: Boundary): WallTime | undefined {
  const clock = formatTime(handoff.time);
  const wholeWeeks = every.days % 7 === 0;
  if (handoff.weekday !== undefined && !wholeWeeks) {
    reading.report({
      rule: "wrong-weekday",
      path: [...path, "handoff"],
      message: `shifts of ${every.text} do not begin on the same weekday each time`,
      help: `write the time alone: \`handoff: "${clock}"\``,
    });
    return undefined;
  }
  if (handoff.weekday === undefined && every.inWeeks && !handoff.omitted) {
    const weekday = start === undefined ? "monday" : weekdayOf(start);
    reading.report({
      rule: "wrong-weekday",
      path: [...path, "handoff"],
      message: "the weekday of the handoff is missing",
      help: `write \`handoff: ${weekday} ${clock}\``,
    });
    return undefined;
  }
  const weekday = handoff.omitted && wholeWeeks ? "monday" : handoff.weekday;
  if (start !== undefined && weekday !== undefined && weekdayOf(start) !== weekday) {
    const wrong = WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(start));
    const nearest = start + (wrong > 3 ? wrong - 7 : wrong < -3 ? wrong + 7 : wrong);
    const byDefault = handoff.omitted ? " by default" : "";
    reading.report({
      rule: "wrong-weekday",
      path: [...path, "start"],
      message: `${formatDate(start)} is a ${weekdayOf(start)}, and the handoff is on ${weekday}${byDefault}`,
      help: `write \`start: ${formatDate(nearest)}\` or \`handoff: ${weekdayOf(start)} ${clock}\``,
    });
    return undefined;
  }
  return handoff.time;
}

function noneTwice(reading: Reading, value: JsonValue | undefined, path: Path): void {
  if (!Array.isArray(value)) return;
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    if (typeof item !== "string") continue;
    const word = item.normalize("NFC");
    if (seen.has(word)) {
      reading.report({
        rule: "repeated-name",
        path: [...path, index],
        message: `\`${shown(item)}\` is in \`${path.at(-1)}\` twice`,
        help: "take one of the two out",
      });
    }
    seen.add(word);
  }
}
