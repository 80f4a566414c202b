/** Explains a rule, for `oncall lint --explain`. */
import { EXIT, Fault } from "../../fault.ts";
import { EXPLAINED, OF_EDITS } from "../../lint/explained.ts";
import type { Page } from "../../render/grid.ts";
import { jsonDocument } from "../../render/json.ts";
import { suggest } from "../../text/suggest.ts";

const LABEL = "silence".length;

const ALL = [...EXPLAINED, ...OF_EDITS.map((rule) => ({ ...rule, silenceable: false }))];

export async function explainRule(text: string, asJson: boolean, page: Page): Promise<string> {
  const rule = ALL.find(({ id }) => id === text);
  if (rule === undefined) {
    const near = suggest(
      text,
      ALL.map(({ id }) => id),
    );
    throw new Fault(
      EXIT.usage,
      `there is no rule ${JSON.stringify(text)}`,
      near === undefined ? "run `oncall help rules` for all of them" : `did you mean ${near}?`,
    );
  }
  const { id, severity, what, why, fix, silenceable } = rule;
  if (asJson) return jsonDocument({ version: 1, rule: id, severity, what, why, fix, silenceable });
  const { writeHanging } = await import("../../render/grid.ts");
  const silence = silenceable ? [["silence", `# oncall: ignore[${id}] reason`]] : [["silence", "never"]];
  const rows = [["what", what], ["why", why], ["fix", fix], ...silence];
  return [
    `${id} (${severity})`,
    ...rows.flatMap(([label = "", text = ""]) =>
      writeHanging(label.padEnd(LABEL), text.split(" "), "body", 2, page, ({ length }) => length),
    ),
  ]
    .map((line) => `${line}\n`)
    .join("");
}
