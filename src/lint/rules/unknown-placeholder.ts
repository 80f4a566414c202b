/** Finds placeholders of `handoff_note` that stand for nothing: people would read them as they are. */
import { findPlaceholders } from "../../text/placeholders.ts";
import { suggest } from "../../text/suggest.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const unknownPlaceholder: Rule = {
  id: "unknown-placeholder",
  severity: "warning",
  silenceable: true,
  what: "a placeholder of `handoff_note` stands for nothing, such as `{{primry}}`",
  why: "the note would show it as it is, and nobody would learn who takes over",
  fix: "write one of `{{primary}}`, `{{next_primary}}` and the like for each role, `{{from}}`, `{{until}}`, `{{notes}}`",
  check: findUnknown,
};

function findUnknown({ timeline: { roster } }: RuleContext): readonly RuleFinding[] {
  const { handoffNote, rotation } = roster;
  if (handoffNote === undefined) return [];
  const roles = [...new Set(rotation.flatMap((terms) => terms.roles))];
  const known = [...roles, ...roles.map((role) => `next_${role}`), "from", "until", "notes"];
  return findPlaceholders(handoffNote).flatMap(({ written, name, index }): readonly RuleFinding[] => {
    if (known.includes(name)) return [];
    const near = suggest(name, known);
    const nth = handoffNote.slice(0, index).split(written).length - 1;
    return [
      {
        path: ["handoff_note"],
        mark: { text: written, nth },
        message: `\`${written}\` stands for nothing`,
        help:
          near === undefined
            ? `write one of ${known.map((each) => `\`{{${each}}}\``).join(", ")}`
            : `did you mean \`{{${near}}}\`?`,
      },
    ];
  });
}
