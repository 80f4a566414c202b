/** Runs all rules on a valid roster. */
import type { UnplacedFinding } from "../roster/finding.ts";
import type { Ignore } from "../roster/ignores.ts";
import { applyIgnores } from "./ignores.ts";
import { RULES } from "./registry.ts";
import type { RuleContext } from "./rule.ts";

/** In the order of the rules; none of them stops a computation. */
export function lint(context: RuleContext, ignores: readonly Ignore[] = []): readonly UnplacedFinding[] {
  const findings = RULES.flatMap(({ id, severity, check }) =>
    check(context).map(
      ({ identity: _, ...finding }): UnplacedFinding => ({ severity, ...finding, rule: id, blocks: false }),
    ),
  );
  return ignores.length === 0 ? findings : applyIgnores(findings, ignores);
}
