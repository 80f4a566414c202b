/** Reads and shows the time restriction of a rotation, and finds the windows in which it lets the rotation apply. */
import { unprocessable } from "./answer.mjs";
import { needed, oneOfIn, recordIn, recordsIn, textIn, wholeIn } from "./fields.mjs";
import { common, joined } from "./spans.mjs";
import { instantOf, wallAt } from "./zone.mjs";

/** @import { Json, TimeRestriction, World } from "./model.ts" */
/** @import { Span } from "./spans.mjs" */
/** @import { Switches } from "./switches.mjs" */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const KINDS = ["time-of-day", "weekday-and-time-of-day"];
/** As OpsGenie's description says. */
const MOST = 15;

/** @param {World} world @param {Json} body @returns {TimeRestriction | undefined} */
export function restrictionIn({ switches }, body) {
  const value = recordIn(body, "timeRestriction");
  if (value === undefined) return undefined;
  oneOfIn(value, "type", KINDS);
  if (needed(textIn(value, "type"), "timeRestriction.type") === "time-of-day") {
    const restriction = clockIn(switches, needed(recordIn(value, "restriction"), "restriction"));
    return { type: "time-of-day", restriction };
  }
  const restrictions = needed(recordsIn(value, "restrictions"), "restrictions").map((each) => ({
    ...clockIn(switches, each),
    startDay: needed(oneOfIn(each, "startDay", DAYS), "startDay"),
    endDay: needed(oneOfIn(each, "endDay", DAYS), "endDay"),
  }));
  if (restrictions.length === 0 || restrictions.length > MOST)
    throw unprocessable({ restrictions: `size must be between 1 and ${MOST}` });
  return { type: "weekday-and-time-of-day", restrictions };
}

/** Minutes may become 0 or 30, whichever is nearer and in the same hour. @param {Switches} switches @param {Json} body */
function clockIn({ restrictionMinutes }, body) {
  /** @param {string} field */
  const minute = (field) => {
    const minutes = wholeIn(body, field, 0, 59) ?? 0;
    return restrictionMinutes === "kept" ? minutes : minutes < 15 ? 0 : 30;
  };
  return {
    startHour: needed(wholeIn(body, "startHour", 0, 23), "startHour"),
    startMin: minute("startMin"),
    endHour: needed(wholeIn(body, "endHour", 0, 23), "endHour"),
    endMin: minute("endMin"),
  };
}

/** @param {World} world @param {TimeRestriction} restriction @returns {TimeRestriction} */
export function restrictionText({ switches }, restriction) {
  if (restriction.type === "time-of-day" || switches.restrictions === "kept") return restriction;
  const byName = restriction.restrictions.toSorted((one, other) =>
    one.startDay < other.startDay ? -1 : one.startDay > other.startDay ? 1 : one.startHour - other.startHour,
  );
  return { ...restriction, restrictions: byName };
}

/**
 * By the wall clock of the schedule's zone, cut to the span. An end that is not after its start is on the next day, or in
 * the next week. Windows that touch or overlap are one.
 * @param {TimeRestriction} restriction @param {string} zone @param {Span} within @param {Switches} switches
 * @returns {readonly Span[]}
 */
export function windowsOf(restriction, zone, within, { repeatedHour }) {
  const weekly = restriction.type === "weekday-and-time-of-day";
  const period = weekly ? 7 : 1;
  const spans = weekly
    ? restriction.restrictions.map((each) => ({
        ...each,
        from: DAYS.indexOf(each.startDay),
        until: DAYS.indexOf(each.endDay),
      }))
    : [{ ...restriction.restriction, from: 0, until: 0 }];
  const firstDay = Math.floor(wallAt(zone, within.start) / DAY_MS) - period;
  // 1970-01-01 was a Thursday: Mondays are the days whose number plus three is a multiple of seven.
  const monday = weekly ? firstDay - ((firstDay + 3) % 7) : firstDay;
  /** @type {Span[]} */
  const found = [];
  for (let day = monday; instantOf(zone, day * DAY_MS) < within.end; day += period) {
    for (const { from, until, startHour, startMin, endHour, endMin } of spans) {
      const start = (day + from) * DAY_MS + (startHour * 60 + startMin) * MINUTE_MS;
      const end = (day + until) * DAY_MS + (endHour * 60 + endMin) * MINUTE_MS;
      const later = end > start ? end : end + period * DAY_MS;
      const window = {
        start: instantOf(zone, start, repeatedHour),
        end: instantOf(zone, later, repeatedHour),
      };
      found.push(...common(window, within));
    }
  }
  return joined(found);
}
