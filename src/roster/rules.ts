/** Lists the rule ids of the reader; permanent, since scripts and comments refer to them. */

export const ROSTER_RULES = Object.freeze([
  // the text
  "not-utf8",
  "too-large",
  "control-character",
  "merge-conflict",
  "empty-file",
  // YAML
  "yaml-syntax",
  "tab-indent",
  "second-document",
  "duplicate-key",
  "yaml-alias",
  "yaml-tag",
  "cut-off-value",
  // the form of the values
  "unknown-key",
  "missing-key",
  "wrong-type",
  "bad-value",
  "bad-date",
  "unquoted-phone",
  "premium-rate-phone",
  "unknown-zone",
  // people
  "bad-id",
  "unknown-person",
  "repeated-name",
  "same-person",
  // the rotation
  "wrong-weekday",
  "terms-order",
  "unknown-role",
  // the log
  "entry-kind",
  "until-not-after-from",
  "cover-span",
  // the private file
  "private-file",
] as const);
