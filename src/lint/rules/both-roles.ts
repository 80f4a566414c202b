/** One person serves two roles for more than a day. */

import { type Double, findDoubles } from "../../rules/doubles.ts";
import { type Span, shiftsIn } from "../../rules/serving.ts";
import { formatSpan, joinWords } from "../../rules/words.ts";
import type { Path } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Timeline } from "../../timeline/build.ts";
import { windowAhead } from "../ahead.ts";
import type { Rule } from "../rule.ts";

export const bothRoles: Rule = {
  id: "both-roles",
  severity: "error",
  silenceable: true,
  what: "one person serves two roles for more than 24 hours to come",
  why: "they are their own backup: when they do not answer, nobody does",
  fix: "let somebody else cover one of the two roles, or exchange the roles: `oncall cover … --exchange`",
  check: ({ timeline, now }) =>
    joined(doublesAhead(timeline, windowAhead(timeline, now)))
      .filter(({ start, end }) => end - start > DAY_MS)
      .map((double) => ({
        path: pathOf(timeline, double),
        message: `${double.person} is ${joinWords(double.roles)} at once ${formatSpan(timeline.roster, double)}`,
        help: "let somebody else cover one of the two: oncall cover ID --by ID --role ROLE",
      })),
};

function doublesAhead(timeline: Timeline, span: Span): readonly Double[] {
  return findDoubles(timeline, span).map((double) => ({
    ...double,
    start: Math.max(double.start, span.start),
  }));
}

/** Those of one person that follow one another, over handoffs too, as one. */
function joined(all: readonly Double[]): readonly Double[] {
  const found: Double[] = [];
  for (const double of all) {
    const last = found.findLastIndex(({ person, end }) => person === double.person && end === double.start);
    const before = found[last];
    if (before === undefined) found.push(double);
    else {
      const roles = [...new Set([...before.roles, ...double.roles])];
      found[last] = { ...before, roles, end: double.end };
    }
  }
  return found;
}

/** The queue never does it by itself: the last cover that led there. */
function pathOf(timeline: Timeline, { person, start, end }: Double): Path {
  const covers = shiftsIn(timeline, { start, end }).flatMap(({ stretches }) =>
    stretches.flatMap((stretch) =>
      stretch.engineer === person && stretch.start < end && stretch.end > start ? stretch.covers : [],
    ),
  );
  const last = covers.reduce<(typeof covers)[number] | undefined>(
    (latest, cover) => (latest === undefined || cover.index > latest.index ? cover : latest),
    undefined,
  );
  return last?.path ?? ["rotation"];
}
