/** Reports phone numbers in a file that git tracks. */
import type { Id } from "../../roster/model.ts";
import type { Rule } from "../rule.ts";

export const literalPhone: Rule = {
  id: "literal-phone",
  severity: "info",
  silenceable: true,
  what: "a phone number is in a file that git tracks",
  why: "it is personal data, and git never forgets",
  fix: "`phone: env:ONCALL_PHONE_NAME`, or the private file",
  check: ({ timeline: { roster }, isTracked }) => {
    const literal = [...roster.people.values()].filter(
      ({ phone }) => phone?.kind === "number" && !phone.private,
    );
    if (literal.length === 0 || !isTracked()) return [];
    return literal.map(({ id, path }) => ({
      path: [...path, "phone"],
      message: `${id}'s number is in git, where everybody with access can read it, for good`,
      help: elsewhere(id),
    }));
  },
};

/** How to write a number so that git never has it. */
export function elsewhere(id: Id): string {
  return `write \`phone: env:ONCALL_PHONE_${id.toUpperCase().replaceAll("-", "_")}\`, or move it to the private file`;
}
