/** The entries whose approvals are judged, and what is wrong with those of one kind out (roster.md, "approved_by"). */

import type { Entry } from "../roster/model.ts";
import {
  findConcerned,
  findIdleApprovers,
  findMissingApprovals,
  type MissingApproval,
} from "../rules/approval.ts";
import { joinWords } from "../rules/words.ts";
import { compare } from "../timeline/compare.ts";
import { findLastEffect } from "../timeline/entry.ts";
import type { RuleContext, RuleFinding } from "./rule.ts";

/** New against the base, or approved otherwise there; without a base, those that still change a shift to come. */
function judged({ timeline, before, now }: RuleContext): readonly Entry[] {
  const { changes } = timeline.roster;
  if (before === undefined) return changes.filter((entry) => findLastEffect(timeline, entry) > now);
  const { kept } = compare(before.timeline, timeline);
  const settled = new Set([...kept].flatMap(([old, entry]) => (isSame(old, entry) ? [entry] : [])));
  return changes.filter((entry) => !settled.has(entry));
}

function isSame(old: Entry, entry: Entry): boolean {
  return (
    old.unapproved === entry.unapproved &&
    old.backdated === entry.backdated &&
    old.approvedBy.join() === entry.approvedBy.join()
  );
}

export function judgeApprovals(
  question: RuleContext,
  isKind: (problem: MissingApproval) => boolean,
  say: (problem: MissingApproval) => string,
): readonly RuleFinding[] {
  return judged(question)
    .filter(({ unapproved }) => !unapproved)
    .flatMap((entry) =>
      problemsOf(question, entry)
        .filter(isKind)
        .map((problem): RuleFinding => {
          const path = problem.named.length > 0 ? [...entry.path, "approved_by"] : entry.path;
          return { path, message: say(problem), help: mayText(problem) };
        }),
    );
}

/** Who is named for nobody but themselves, beside somebody who may: on record it would say that they did. */
export function findSelfApprovals(question: RuleContext): readonly RuleFinding[] {
  return judged(question).flatMap((entry) => {
    if (entry.unapproved || question.guards.policy.approvals === "optional") return [];
    const open = findMissingApprovals(question.guards, entry).map(({ person }) => person);
    const concerned = findConcerned(question.guards, entry);
    return findIdleApprovers(question.guards, entry)
      .filter((id) => concerned.includes(id) && !open.includes(id))
      .map((id) => ({
        path: [...entry.path, "approved_by"],
        message: `${id} cannot approve for ${id}`,
        help: "leave that id out",
      }));
  });
}

/** Who has rightly approved for one engineer is not wrong because nobody has for the other. */
function problemsOf({ guards }: RuleContext, entry: Entry): readonly MissingApproval[] {
  const idle = findIdleApprovers(guards, entry);
  return findMissingApprovals(guards, entry).map((problem) =>
    problem.kind !== "wrong" || problem.named.some((id) => idle.includes(id))
      ? problem
      : { ...problem, kind: "missing" },
  );
}

function mayText({ person, may }: MissingApproval): string {
  return may.length === 0
    ? `nobody in the roster may: give ${person} a manager in \`people\` first`
    : `${joinWords(may, "or")} may: write whoever did into \`approved_by\``;
}
