/** A valid roster and what is known around it in, all that the rules have to say of it out. */
import type { Problem } from "../roster/finding.ts";
import { RULES } from "./registry.ts";
import type { Question } from "./rule.ts";

/** In the order of the rules; none of them stops a computation. */
export function lint(question: Question): readonly Problem[] {
  return RULES.flatMap(({ id, severity, check }) =>
    check(question).map((complaint): Problem => ({ ...complaint, rule: id, severity, blocks: false })),
  );
}
