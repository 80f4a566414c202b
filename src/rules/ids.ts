/**
 * Names the rules by which an edit or a push may be refused. One id for one rule: lint, refusals and `--allow` use the same
 * word, and scripts rely on it, so an id never changes.
 */

/** What `--allow` lets pass in an edit. Every rule of lint that finds errors is here or in `BINDING`. */
export const ALLOWABLE = [
  "past-changed",
  "begun-entry",
  "split-turn",
  "both-roles",
  "hollow-cover",
  "double-cover",
  "vacant-role",
  "serves-after-leaving",
  "takes-no-part",
  "no-username",
  // warnings before the edit is written
  "cover-begun",
  "partial-cover",
  "no-effect",
  "skip-moves-everybody",
  "little-rest",
  "too-many-exceptions",
] as const;

/** Refusals of an edit that nothing lets pass. */
export const BINDING = [
  // lint says so too
  "missing-approval",
  "wrong-approver",
  "unapproved-entry",
  // the entry would be invalid
  "not-in-queue",
  "already-in-queue",
  "no-handoff-on-date",
  "until-not-after-from",
  "same-person",
  "bad-id",
  "unknown-person",
  "unknown-role",
  // there is nothing to write
  "known-person",
  "no-turn-ahead",
  "no-exchange",
  "no-such-entry",
] as const;

export type EditRule = (typeof ALLOWABLE)[number] | (typeof BINDING)[number];

/** Refusals of a push; `--allow` lets each of them pass. */
export const PUSH_RULES = [
  "vacant-role",
  "on-call-now",
  "many-changes",
  "foreign-schedule",
  "foreign-group",
] as const;

export type PushRule = (typeof PUSH_RULES)[number];

/** Refusals of a page by hand; `--allow` lets each of them pass. */
export const PAGE_RULES = ["not-in-effect"] as const;
