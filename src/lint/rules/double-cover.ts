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

/** Where the first took what the second was to take, and has left it nothing of it: asked of the shifts, not of all pairs. */
function doubleCovers(question: Question): readonly Complaint[] {
  const covers = coversOf(question);
  const all = new Set(covers.map(({ cover }) => cover));
  return covers.flatMap(({ cover: second, start, end }) => {
    const takers = shiftsIn(question.timeline, { start, end }).flatMap(({ stretches }) =>
      stretches.flatMap((stretch) =>
        stretch.start < end &&
        stretch.end > start &&
        (second.role === undefined || second.role === stretch.role) &&
        !stretch.covers.includes(second)
          ? stretch.covers.filter(
              (first) => first.person === second.person && first.index < second.index && all.has(first),
            )
          : [],
      ),
    );
    return [...new Set(takers)].map((first) => complaint(first, second));
  });
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
