/** Every behaviour of Jira Service Management that nobody could verify, as a switch: what the tests of a push run under. */
import { DEFAULT_SWITCHES as OPSGENIE } from "../opsgenie/switches.mjs";

/** @import { Switches as OpsgenieSwitches } from "../opsgenie/switches.mjs" */

/**
 * Those that both services have mean the same in both.
 * @typedef {Pick<OpsgenieSwitches, "overlap" | "ended" | "overrideMinutes" | "rounding" | "lag" | "startDate" | "milliseconds" | "merged" | "noPeriods" | "dst" | "repeatedHour" | "unknownZones" | "restrictions" | "participants" | "appended" | "longestDelay" | "noZone"> & {
 *   readonly names: "site" | "team",
 *   readonly ruleChange: "replaced" | "added",
 *   readonly emptyEndDate: "clears" | "refused",
 *   readonly limits: "untold" | "told",
 *   readonly samePost: "two" | "conflict",
 *   readonly pastStart: "accepted" | "recent" | "refused" | "clamped",
 *   readonly boundTo: "null" | "all",
 *   readonly endDate: "clears" | "ignored" | "refused",
 *   readonly page: number,
 *   readonly next: "relative" | "absolute" | "elsewhere",
 *   readonly rules: "kept" | "reversed",
 *   readonly errors: "errors" | "message" | "title",
 *   readonly emptyTimeline: "base" | "historical",
 *   readonly alertStatus: 200 | 202,
 *   readonly acknowledged: "field" | "status",
 *   readonly unprocessed: number,
 * }} Switches
 *
 * `names`: whether a name of a schedule is taken on the whole site, or in its team. `ruleChange`: what the steps in a PATCH
 * of an escalation do with those it has. `emptyEndDate`: what an empty one does. `limits`: whether answers have headers on limits.
 * `samePost`: what a second POST of one override does. `pastStart`, `clamped`: it begins at the moment of the request.
 * `boundTo`: how an override for all rotations shows them. `endDate`: what null does there. `page`: how many items a page
 * has at most. `next`: how the address of the next page is written, or which other host it names. `rules`: in which order an escalation has them. `errors`: which
 * of the shapes errors have. `emptyTimeline`: the type of periods that are past. `acknowledged`: where an alert says so.
 */

const { overlap, ended, overrideMinutes, rounding, lag, startDate, milliseconds, merged, noPeriods } =
  OPSGENIE;
const { dst, repeatedHour, unknownZones, restrictions, participants, appended, longestDelay, noZone } =
  OPSGENIE;

/** @type {Switches} */
export const DEFAULT_SWITCHES = {
  ...{ overlap, ended, overrideMinutes, rounding, lag, startDate, milliseconds, merged, noPeriods },
  ...{ dst, repeatedHour, unknownZones, restrictions, participants, appended, longestDelay, noZone },
  names: "site",
  ruleChange: "replaced",
  emptyEndDate: "clears",
  limits: "untold",
  samePost: "two",
  pastStart: "accepted",
  boundTo: "all",
  endDate: "clears",
  page: 50,
  next: "relative",
  rules: "kept",
  errors: "errors",
  emptyTimeline: "historical",
  alertStatus: 202,
  acknowledged: "field",
  unprocessed: 1,
};

/** Those that OpsGenie's own computations look at. @param {Switches} switches */
export function commonOf({
  overlap,
  rounding,
  startDate,
  milliseconds,
  dst,
  repeatedHour,
  restrictions,
  participants,
  appended,
  unprocessed,
}) {
  const rotations = { rounding, startDate, dst, repeatedHour, restrictions, participants, appended };
  return { ...rotations, overlap, milliseconds, unprocessed };
}

/** @typedef {{ readonly name: string, readonly switches: Partial<Switches> }} Named */

/**
 * Each deviation by itself, then several at once. Under all of these, a push must end with the roster in the service.
 * @type {readonly Named[]}
 */
export const ALL_SWITCHES = [
  { name: "as assumed", switches: {} },
  { name: "the override created first counts", switches: { overlap: "first" } },
  { name: "a second POST of an override is a conflict", switches: { samePost: "conflict" } },
  { name: "overrides that ended are refused", switches: { ended: "refused" } },
  { name: "overrides may begin five minutes ago", switches: { ended: "refused", pastStart: "recent" } },
  { name: "a past start becomes now", switches: { pastStart: "clamped" } },
  { name: "overrides for all rotations show none", switches: { boundTo: "null" } },
  { name: "an endDate cannot be cleared", switches: { endDate: "ignored" } },
  { name: "an endDate of null is refused", switches: { endDate: "refused" } },
  { name: "lists come in pages of one", switches: { page: 1 } },
  { name: "pages have absolute addresses", switches: { page: 1, next: "absolute" } },
  { name: "pages have addresses elsewhere", switches: { page: 1, next: "elsewhere" } },
  { name: "rules of an escalation come in another order", switches: { rules: "reversed" } },
  { name: "two reads see what was before a write", switches: { lag: 2 } },
  { name: "startDate moves by whole cycles", switches: { startDate: "whole-cycles" } },
  { name: "rotations are rounded in their zone", switches: { rounding: "zone" } },
  { name: "dates have milliseconds", switches: { milliseconds: true } },
  { name: "neighbouring periods are merged", switches: { merged: true, noPeriods: "empty" } },
  { name: "what is past is called base, too", switches: { emptyTimeline: "base" } },
  { name: "errors have a message", switches: { errors: "message", samePost: "conflict" } },
  { name: "errors have a title", switches: { errors: "title", samePost: "conflict" } },
  {
    name: "much is otherwise",
    switches: {
      ...{ overlap: "first", samePost: "conflict", ended: "refused", pastStart: "recent", boundTo: "null" },
      ...{ page: 2, next: "absolute", lag: 1, startDate: "whole-cycles", milliseconds: true },
      ...{ merged: true, noPeriods: "empty", rules: "reversed", errors: "title", restrictions: "by-name" },
    },
  },
  {
    name: "much is otherwise again",
    switches: {
      ...{ pastStart: "clamped", boundTo: "null", page: 1, lag: 3, endDate: "refused", rounding: "zone" },
      ...{ startDate: "whole-cycles", errors: "message", emptyTimeline: "base" },
    },
  },
];

/**
 * Under these the service may be unable to hold the roster: a push may fail, but must not claim to be verified.
 * @type {readonly Named[]}
 */
export const HOSTILE_SWITCHES = [
  { name: "no override may begin in the past", switches: { ended: "refused", pastStart: "refused" } },
  { name: "overrides are rounded to half hours", switches: { overrideMinutes: "half-hours" } },
  { name: "the zone is unknown and becomes New York's", switches: { unknownZones: ["America/Chicago"] } },
  { name: "a week is 168 hours", switches: { dst: "elapsed" } },
  { name: "the hour that comes twice is the later one", switches: { repeatedHour: "later" } },
];
