/** A valid roster, what is known around it and the comments that silence a rule in; all that there is to say of it out. */
import type { UnplacedFinding } from "../roster/finding.ts";
import type { Ignore } from "../roster/ignores.ts";
import { applyIgnores } from "./ignores.ts";
import { RULES } from "./registry.ts";
import type { RuleContext } from "./rule.ts";

/** In the order of the rules; none of them stops a computation. */
export function lint(question: RuleContext, ignores: readonly Ignore[] = []): readonly UnplacedFinding[] {
  const told = RULES.flatMap(({ id, severity, check }) =>
    check(question).map(
      (complaint): UnplacedFinding => ({ ...complaint, rule: id, severity, blocks: false }),
    ),
  );
  return ignores.length === 0 ? told : applyIgnores(told, ignores);
}
