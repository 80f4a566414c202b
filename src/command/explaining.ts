/** The id of a rule in, what there is to know of it out: the wiring of `oncall lint --explain`, loaded by it alone. */
import { EXIT, Fault } from "../fault.ts";
import { EXPLAINED } from "../lint/explained.ts";
import { jsonDocument } from "../render/json.ts";
import { suggest } from "../roster/suggest.ts";

export function explained(text: string, asJson: boolean): string {
  const rule = EXPLAINED.find(({ id }) => id === text);
  if (rule === undefined) {
    const near = suggest(
      text,
      EXPLAINED.map(({ id }) => id),
    );
    throw new Fault(
      EXIT.usage,
      `there is no rule ${JSON.stringify(text)}`,
      near === undefined ? "README.md lists them" : `did you mean ${near}?`,
    );
  }
  const { id, severity, what, why, fix, silenceable } = rule;
  if (asJson) return jsonDocument({ version: 1, rule: id, severity, what, why, fix, silenceable });
  return `${id} (${severity})
  what  ${what}
  why   ${why}
  fix   ${fix}
${silenceable ? `  To silence it at an entry: # oncall: ignore[${id}] reason\n` : "  It cannot be silenced.\n"}`;
}
