/** Every behaviour of the real service that nobody could verify, as a switch: what the tests of a push run under. */

/**
 * @typedef {object} Switches
 * @property {"first" | "last" | "later-start" | "earlier-start"} overlap which of two overrides counts where they overlap: by their creation, or by when they begin
 * @property {"update" | "conflict" | "unprocessable"} existingAlias what a POST of an alias that exists does: 201, 409, 422
 * @property {number} aliasLength how long an alias may be; 0: as long as it likes
 * @property {"any" | "safe"} aliasCharacters `safe`: letters, digits and `-_.` alone
 * @property {"uuid" | "short"} madeAlias the form of an alias that nobody chose
 * @property {"listed" | "left-out"} expired whether the list of overrides has those that ended
 * @property {"listed" | "alone" | "never"} rotations where an override shows them: also in the list, only when asked for alone, only if it was sent with some
 * @property {"accepted" | "refused"} ended an override that is wholly past
 * @property {"accepted" | "recent" | "refused"} pastStart an override that has begun; `recent`: at most five minutes ago
 * @property {"kept" | "half-hours"} overrideMinutes
 * @property {"utc" | "zone"} rounding in whose hours the minutes of a rotation are rounded to 0 or 30
 * @property {"kept" | "half-hours"} restrictionMinutes whether the minutes of a time restriction become 0 or 30
 * @property {"kept" | "by-name"} restrictions in which order the weekdays of a time restriction come back
 * @property {"free" | "taken"} rotationNames whether a schedule may have two rotations of one name
 * @property {"kept" | "sorted"} participants whether the order of a rotation's participants is kept
 * @property {"recomputed" | "kept"} appended whether turns are counted anew from a start that stays, or the running one goes on
 * @property {number} longestDelay of a step of an escalation, in minutes; 0: any
 * @property {"replaced" | "added"} rules what the steps in a PATCH of an escalation do with those it has
 * @property {"absent" | "named" | "objects"} nextOnCalls whether it tells who is on call next; as the names or as the description says
 * @property {readonly { readonly domain: string, readonly limits: readonly object[] }[]} requestLimits none: they are not told
 * @property {string} forwarded the type of periods that somebody forwards; empty: the timeline does not show them
 * @property {"replaced" | "refused"} noZone what becomes of a zone that the service does not know
 * @property {"clears" | "ignored" | "refused"} nullEndDate `endDate: null` in a PATCH of a rotation
 * @property {number} page how many a page of a list has; 0: the lists but that of users have no pages
 * @property {number} lag how many reads after a write still see what was before it
 * @property {"kept" | "whole-cycles"} startDate whether a past one is moved forward by whole cycles
 * @property {"kept" | "renamed"} zone whether a zone comes back by another of its names
 * @property {readonly string[]} unknownZones zones that the service does not know, and silently replaces by UTC
 * @property {boolean} milliseconds whether whole seconds are written with milliseconds
 * @property {boolean} merged whether neighbouring periods of one person come as one
 * @property {"absent" | "empty"} noPeriods how a rotation without periods comes
 * @property {"kept" | "hours"} delays the unit in which a delay of whole hours comes back
 * @property {"wall" | "elapsed"} dst whether a rotation keeps to the wall clock, or to weeks of 168 hours
 * @property {"earlier" | "later"} repeatedHour which of the two a handoff in a repeated hour is
 * @property {number} unprocessed how many reads of alerts pass before a request is processed
 * @property {"both" | "isSuccess" | "success"} success which field says whether an alert request succeeded
 * @property {"accepts" | "refuses"} policy what a policy does with an alert that is sent
 * @property {"found" | "hidden"} closedAlias whether an alias still leads to an alert that is closed
 * @property {"username" | "fullName"} names how a report names those who acknowledged or closed
 * @property {"shown" | "forbidden"} recipients whether a key that alerts may see whom an alert notified
 */

/** @type {Switches} */
export const DEFAULT_SWITCHES = {
  overlap: "last",
  existingAlias: "conflict",
  aliasLength: 0,
  aliasCharacters: "any",
  madeAlias: "uuid",
  expired: "listed",
  rotations: "alone",
  ended: "accepted",
  pastStart: "accepted",
  overrideMinutes: "kept",
  rounding: "utc",
  restrictionMinutes: "kept",
  restrictions: "kept",
  rotationNames: "free",
  participants: "kept",
  appended: "recomputed",
  longestDelay: 0,
  rules: "replaced",
  nextOnCalls: "absent",
  requestLimits: [],
  forwarded: "",
  noZone: "replaced",
  nullEndDate: "clears",
  page: 0,
  lag: 0,
  startDate: "kept",
  zone: "kept",
  unknownZones: [],
  milliseconds: false,
  merged: false,
  noPeriods: "absent",
  delays: "kept",
  dst: "wall",
  repeatedHour: "earlier",
  unprocessed: 1,
  success: "both",
  policy: "accepts",
  closedAlias: "found",
  names: "username",
  recipients: "shown",
};

/** @typedef {{ readonly name: string, readonly switches: Partial<Switches> }} Named */

/**
 * Each deviation by itself, then several at once. Under all of these, a push must end with the roster in the service.
 * @type {readonly Named[]}
 */
export const ALL_SWITCHES = [
  { name: "as assumed", switches: {} },
  { name: "the override created first counts", switches: { overlap: "first" } },
  { name: "a POST of an existing alias updates it", switches: { existingAlias: "update" } },
  { name: "a POST of an existing alias is not processable", switches: { existingAlias: "unprocessable" } },
  { name: "ended overrides are not listed", switches: { expired: "left-out" } },
  { name: "overrides are listed with their rotations", switches: { rotations: "listed" } },
  { name: "overrides never show rotations that were not sent", switches: { rotations: "never" } },
  { name: "overrides that ended are refused", switches: { ended: "refused" } },
  { name: "overrides may begin five minutes ago", switches: { ended: "refused", pastStart: "recent" } },
  { name: "rotations are rounded in their zone", switches: { rounding: "zone" } },
  { name: "minutes of a restriction become 0 or 30", switches: { restrictionMinutes: "half-hours" } },
  { name: "weekdays of a restriction come back by name", switches: { restrictions: "by-name" } },
  { name: "two rotations cannot have one name", switches: { rotationNames: "taken" } },
  { name: "an endDate cannot be cleared", switches: { nullEndDate: "ignored" } },
  { name: "an endDate of null is refused", switches: { nullEndDate: "refused" } },
  { name: "lists come in pages of one", switches: { page: 1 } },
  { name: "two reads see what was before a write", switches: { lag: 2 } },
  { name: "startDate moves by whole cycles", switches: { startDate: "whole-cycles" } },
  { name: "a zone comes back by its other name", switches: { zone: "renamed" } },
  { name: "dates have milliseconds", switches: { milliseconds: true } },
  { name: "neighbouring periods are merged", switches: { merged: true, noPeriods: "empty" } },
  { name: "delays come back in hours", switches: { delays: "hours" } },
  {
    name: "much is otherwise",
    switches: {
      ...{ overlap: "first", existingAlias: "update", expired: "left-out", rotations: "listed" },
      ...{ ended: "refused", pastStart: "recent", page: 2, lag: 1, startDate: "whole-cycles" },
      ...{ restrictions: "by-name", rotationNames: "taken" },
      ...{ zone: "renamed", milliseconds: true, merged: true, noPeriods: "empty", delays: "hours" },
    },
  },
  {
    name: "much is otherwise again",
    switches: {
      ...{ overlap: "last", existingAlias: "unprocessable", expired: "left-out", rotations: "never" },
      ...{ ended: "refused", pastStart: "recent", page: 1, lag: 3, nullEndDate: "refused", rounding: "zone" },
      ...{ startDate: "whole-cycles", milliseconds: true, restrictionMinutes: "half-hours" },
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
  { name: "the zone is unknown and becomes UTC", switches: { unknownZones: ["America/New_York"] } },
  { name: "a week is 168 hours", switches: { dst: "elapsed" } },
  { name: "the hour that comes twice is the later one", switches: { repeatedHour: "later" } },
];

/**
 * For alerts alone. Under all of these, a test alert must show who acknowledged it, and be closed in the end.
 * @type {readonly Named[]}
 */
export const ALERT_SWITCHES = [
  { name: "as assumed", switches: {} },
  { name: "all is done at once", switches: { unprocessed: 0 } },
  { name: "all is done late", switches: { unprocessed: 4 } },
  { name: "success has one name", switches: { success: "isSuccess" } },
  { name: "success has its other name", switches: { success: "success" } },
  { name: "an alias leads to open alerts alone", switches: { closedAlias: "hidden" } },
  { name: "reports have full names", switches: { names: "fullName" } },
  { name: "recipients may not be seen", switches: { recipients: "forbidden" } },
  {
    name: "much is otherwise with alerts",
    switches: { unprocessed: 3, success: "success", closedAlias: "hidden", recipients: "forbidden" },
  },
];
