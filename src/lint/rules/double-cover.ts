/** Two covers take the same time of the same person. */
import { shiftsIn } from "../../intent/serving.ts";
import type { Cover } from "../../roster/model.ts";
import { coversOf } from "../concern.ts";
import type { Complaint, Question, Rule } from "../rule.ts";

export const doubleCover: Rule = {
  id: "double-cover",
  severity: "error",
  silenceable: true,
  what: "two covers take the same time in the same role from the same person",
  why: "the first in the file has it, and whoever wrote the second believes that they serve",
  fix: "keep one of the two, or let the second cover the person who took over",
  check: doubleCovers,
};

function doubleCovers(question: Question): readonly Complaint[] {
  const byPerson = new Map<string, ReturnType<typeof coversOf>[number][]>();
  for (const each of coversOf(question)) {
    const { person } = each.cover;
    byPerson.set(person, [...(byPerson.get(person) ?? []), each]);
  }
  return [...byPerson.values()].flatMap((covers) => {
    const sorted = covers.toSorted((one, other) => one.start - other.start);
    return sorted.flatMap((one, position) => {
      const found: Complaint[] = [];
      for (const other of sorted.slice(position + 1)) {
        if (other.start >= one.end) break;
        const span = { start: other.start, end: Math.min(one.end, other.end) };
        const [first, second] =
          one.cover.index < other.cover.index ? [one.cover, other.cover] : [other.cover, one.cover];
        if (clash(question, first, second, span)) found.push(complaint(first, second));
      }
      return found;
    });
  });
}

/** Whether the first took in that time what the second was to take, and has left it nothing of it. */
function clash(
  { timeline }: Question,
  first: Cover,
  second: Cover,
  span: { readonly start: number; readonly end: number },
): boolean {
  return shiftsIn(timeline, span).some(({ stretches }) =>
    stretches.some(
      ({ role, start, end, covers }) =>
        start < span.end &&
        end > span.start &&
        covers.includes(first) &&
        !covers.includes(second) &&
        (second.role === undefined || second.role === role),
    ),
  );
}

function complaint(first: Cover, second: Cover): Complaint {
  const { person, by, path } = second;
  return {
    path,
    message: `${first.by} has taken this time of ${person} already, by the cover in line ${first.line}`,
    help:
      by === first.by
        ? "keep one of the two"
        : `keep one of the two; if ${by} is to take it over from ${first.by}, write \`cover: ${first.by}\``,
  };
}
