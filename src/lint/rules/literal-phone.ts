/** A phone number stands in a file that git tracks. */
import type { Id } from "../../roster/model.ts";
import type { Rule } from "../rule.ts";

export const literalPhone: Rule = {
  id: "literal-phone",
  severity: "info",
  silenceable: true,
  what: "a phone number stands in a file that git tracks",
  why: "it is personal data, and git forgets nothing",
  fix: "`phone: env:ONCALL_PHONE_NAME`, or the private file",
  check: ({ timeline: { roster }, isTracked }) => {
    const literal = [...roster.people.values()].filter(
      ({ phone }) => phone?.kind === "number" && !phone.private,
    );
    if (literal.length === 0 || !isTracked()) return [];
    return literal.map(({ id, path }) => ({
      path: [...path, "phone"],
      message: `the number of ${id} is in git, for everybody who can read it and for good`,
      help: elsewhere(id),
    }));
  },
};

/** How to write a number so that git does not know it. */
export function elsewhere(id: Id): string {
  return `write \`phone: env:ONCALL_PHONE_${id.toUpperCase().replaceAll("-", "_")}\`, or put it into the private file`;
}
