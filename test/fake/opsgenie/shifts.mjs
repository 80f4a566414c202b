/** Computes who is on call by a rotation alone: by the wall clock of the schedule's zone, with index 0 at `startDate`. */
import { instantOf, wallAt } from "./zone.mjs";

/** @import { Config, Participant, Rotation, TimeRestriction } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */
/** @typedef {{ readonly start: number, readonly end: number }} Span */
/** @typedef {Span & { readonly recipient: Participant }} Shift */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LENGTHS = { hourly: HOUR_MS, daily: DAY_MS, weekly: 7 * DAY_MS };
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** @param {Rotation} rotation @returns {number} milliseconds of wall time */
export const lengthOf = ({ type, length }) => LENGTHS[type] * length;

/**
 * Cut to the span; nobody before `startDate` or after `endDate`.
 * @param {Config} config @param {Rotation} rotation @param {Span} within @param {Switches} switches
 * @returns {readonly Shift[]}
 */
export function shiftsOf(config, rotation, within, switches) {
  const { timezone } = config;
  const { startDate, endDate = Number.POSITIVE_INFINITY, participants, timeRestriction } = rotation;
  const { start } = within;
  const end = Math.min(within.end, endDate);
  const length = lengthOf(rotation);
  const anchor = wallAt(timezone, startDate);
  const elapsed = switches.dst === "elapsed";
  /** @param {number} index */
  const handoff = (index) => {
    if (index === 0 || elapsed) return startDate + index * length;
    return instantOf(timezone, anchor + index * length, switches.repeatedHour);
  };
  /** @param {number} instant */
  const indexAt = (instant) =>
    Math.floor((elapsed ? instant - startDate : wallAt(timezone, instant) - anchor) / length);
  const allowed =
    timeRestriction === undefined ? [{ start, end }] : windowsOf(timeRestriction, timezone, { start, end });
  /** @type {Shift[]} */
  const shifts = [];
  if (start >= end) return shifts;
  // One more on either side: a change of clocks moves a handoff away from where division finds it.
  for (let index = Math.max(0, indexAt(start) - 1); handoff(index) < end; index += 1) {
    const recipient = participants[index % participants.length];
    const shift = { start: Math.max(start, handoff(index)), end: Math.min(end, handoff(index + 1)) };
    if (recipient === undefined || shift.start >= shift.end) continue;
    shifts.push(
      ...allowed.flatMap((window) => common(shift, window)).map((span) => ({ ...span, recipient })),
    );
  }
  return shifts;
}

/** @param {Span} one @param {Span} other @returns {readonly Span[]} none or one */
export function common(one, other) {
  const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return span.start < span.end ? [span] : [];
}

/**
 * When a time restriction lets the rotation apply. An end that is not after its start is on the next day, or in the next week.
 * @param {TimeRestriction} restriction @param {string} zone @param {Span} within @returns {readonly Span[]}
 */
function windowsOf(restriction, zone, within) {
  const weekly = restriction.type === "weekday-and-time-of-day";
  const period = weekly ? 7 : 1;
  const spans = weekly
    ? restriction.restrictions.map((each) => ({
        ...each,
        from: WEEKDAYS.indexOf(each.startDay),
        until: WEEKDAYS.indexOf(each.endDay),
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
      found.push(...common({ start: instantOf(zone, start), end: instantOf(zone, later) }, within));
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
