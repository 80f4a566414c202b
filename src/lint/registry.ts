/** All rules of `oncall lint` beyond what makes a roster invalid, one a file, in the order in which people look for them. */
import type { Rule } from "./rule.ts";
import { vacantRole } from "./rules/vacant-role.ts";

export const RULES: readonly Rule[] = Object.freeze([vacantRole]);
