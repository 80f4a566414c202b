/** Reports covers of time that an earlier cover has taken already. */
import type { Cover } from "../../roster/model.ts";
import { shiftsIn } from "../../timeline/ask.ts";
import { findRelevantCovers } from "../concern.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const doubleCover: Rule = {
  id: "double-cover",
  severity: "error",
  silenceable: true,
  what: "two covers take the same time in the same role from the same person",
  why: "the first in the file counts, and whoever wrote the second believes they are on call",
  fix: "keep one of the two, or have the second cover the person who took over",
  check: findDoubleCovers,
};

/** The time that a cover should take over, but an earlier cover of the same person already has. */
function findDoubleCovers(context: RuleContext): readonly RuleFinding[] {
  const covers = findRelevantCovers(context);
  const times = new Map(covers.map((each) => [each.cover, each]));
  return covers.flatMap(({ cover: second, start, end }) => {
    const firsts = new Set<Cover>();
    for (const { stretches } of shiftsIn(context.timeline, { start, end })) {
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
    return [...firsts].map((first) => report(first, second));
  });
}

function report(first: Cover, second: Cover): RuleFinding {
  const { person, by, path, line } = second;
  return by === first.by
    ? {
        path,
        message: `${by} covers ${person} twice for the same time, the first time in line ${first.line}`,
        help: `take this one back: oncall undo ${line}`,
      }
    : {
        path,
        message: `${first.by} already covers ${person} for this time, in line ${first.line}, so ${by} does not`,
        help: `keep one of the two; if ${by} takes over from ${first.by}, write \`cover: ${first.by}\``,
      };
}
