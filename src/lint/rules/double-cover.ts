/** Two covers take the same time of the same person. */

import type { Cover } from "../../roster/model.ts";
import { shiftsIn } from "../../rules/serving.ts";
import { findRelevantCovers } from "../concern.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const doubleCover: Rule = {
  id: "double-cover",
  severity: "error",
  silenceable: true,
  what: "two covers take the same time in the same role from the same person",
  why: "the first in the file has it, and whoever wrote the second believes that they serve",
  fix: "keep one of the two, or let the second cover the person who took over",
  check: doubleCovers,
};

/** What a cover was to take and an earlier one of the same person took, and left it nothing of. */
function doubleCovers(question: RuleContext): readonly RuleFinding[] {
  const covers = findRelevantCovers(question);
  const times = new Map(covers.map((each) => [each.cover, each]));
  return covers.flatMap(({ cover: second, start, end }) => {
    const firsts = new Set<Cover>();
    for (const { stretches } of shiftsIn(question.timeline, { start, end })) {
      for (const stretch of stretches) {
        if (second.role !== undefined && second.role !== stretch.role) continue;
        if (stretch.covers.includes(second)) continue;
        for (const first of stretch.covers) {
          if (first.person !== second.person || first.index > second.index) continue;
          const time = times.get(first);
          const from = Math.max(start, stretch.start, time?.start ?? Infinity);
          if (time !== undefined && from < Math.min(end, stretch.end, time.end)) firsts.add(first);
        }
      }
    }
    return [...firsts].map((first) => complaint(first, second));
  });
}

function complaint(first: Cover, second: Cover): RuleFinding {
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
