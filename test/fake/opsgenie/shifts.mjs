/** Computes who is on call by a rotation alone: by the wall clock of the schedule's zone, with index 0 at `startDate`. */
import { windowsOf } from "./restrictions.mjs";
import { common } from "./spans.mjs";
import { instantOf, wallAt } from "./zone.mjs";

/** @import { Config, Participant, Rotation } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */
/** @import { Span } from "./spans.mjs" */
/** @typedef {Span & { readonly recipient: Participant }} Shift */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LENGTHS = { hourly: HOUR_MS, daily: DAY_MS, weekly: 7 * DAY_MS };

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
    timeRestriction === undefined
      ? [{ start, end }]
      : windowsOf(timeRestriction, timezone, { start, end }, switches);
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
