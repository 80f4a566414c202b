/** All rules of `oncall lint` beyond what makes a roster invalid, one a file, in the order in which people look for them. */
import { begunEntry } from "./base/begun.ts";
import { guardedChange } from "./base/guarded.ts";
import { pastChanged } from "./base/past.ts";
import { invalidBase, newRoster } from "./base/unknown.ts";
import type { Rule } from "./rule.ts";
import { vacantRole } from "./rules/vacant-role.ts";

export const RULES: readonly Rule[] = Object.freeze([
  vacantRole,
  pastChanged,
  begunEntry,
  guardedChange,
  invalidBase,
  newRoster,
]);
