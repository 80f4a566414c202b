/** Reports people who serve two roles for more than a day. */
import { type Double, findDoubles, isOffDutyBetween, joinDoubles } from "../../rules/doubles.ts";
import { formatSpan, joinWords } from "../../rules/words.ts";
import type { Path } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import { shiftsIn } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findWindow } from "../ahead.ts";
import type { Rule, RuleContext } from "../rule.ts";

export const bothRoles: Rule = {
  id: "both-roles",
  severity: "error",
  silenceable: true,
  what: "one person is to serve two roles for more than 24 hours",
  why: "they are their own backup: if they do not answer, nobody does",
  fix: "have somebody else cover one of the two roles, or exchange them: `oncall cover … --exchange`",
  check: (context) =>
    joinAdjoining(context)
      .filter(({ length }) => length > DAY_MS)
      .map((double) => ({
        path: findCause(context.timeline, double),
        message: `${double.person} is ${joinWords(double.roles)} at once ${formatSpan(context.timeline.roster, double)}`,
        help: "have somebody else cover one of the two: oncall cover ID --by ID --role ROLE",
        identity: { key: `both roles ${double.person}`, span: double },
      })),
};

/** Joins those of one person that follow each other, across handoffs and time off duty too. */
function joinAdjoining(context: RuleContext): readonly Double[] {
  const { timeline } = context;
  const doubles = findDoubles(timeline, findWindow(context));
  const people = [...new Set(doubles.map(({ person }) => person))];
  return people
    .flatMap((person) =>
      joinDoubles(
        doubles.filter((double) => double.person === person),
        (one, next) => one.end === next.start || isOffDutyBetween(timeline, one.end, next.start),
      ),
    )
    .sort((one, other) => one.start - other.start);
}

/** The last cover that led to it: the queue never does it by itself. */
function findCause(timeline: Timeline, { person, start, end }: Double): Path {
  const covers = shiftsIn(timeline, { start, end }).flatMap(({ stretches }) =>
    stretches.flatMap((stretch) =>
      stretch.engineer === person && stretch.start < end && stretch.end > start ? stretch.covers : [],
    ),
  );
  return covers.toSorted((one, other) => one.index - other.index).at(-1)?.path ?? ["rotation"];
}
