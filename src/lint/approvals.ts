/** Judges the approvals of entries (roster.md, "approved_by"). */
import type { Entry, Roster } from "../roster/model.ts";
import {
  findConcerned,
  findIdleApprovers,
  findMissingApprovals,
  helpWithoutApprover,
  type MissingApproval,
} from "../rules/approval.ts";
import { joinWords } from "../rules/words.ts";
import { compare } from "../timeline/compare.ts";
import { effectKey, findLastEffect } from "../timeline/entry.ts";
import type { Identity, RuleContext, RuleFinding } from "./rule.ts";

/** Finds what is wrong with approvals, of the given kinds. */
export function judgeApprovals(
  context: RuleContext,
  kinds: readonly MissingApproval["kind"][],
): readonly RuleFinding[] {
  return findJudged(context)
    .filter(({ unapproved }) => !unapproved)
    .flatMap((entry) =>
      findMissingApprovals(context.guards, entry)
        .filter(({ kind }) => kinds.includes(kind))
        .map((missing) => ({
          path: entry.approvedBy.length > 0 ? [...entry.path, "approved_by"] : entry.path,
          message: describe(missing),
          help: suggestApprover(context.guards, missing, entry),
          identity: identify(entry, missing.person),
        })),
    );
}

/** Finds people who are named for their own change, beside somebody who may approve: it would be on record that they did. */
export function findSelfApprovals(context: RuleContext): readonly RuleFinding[] {
  const { guards } = context;
  return findJudged(context).flatMap((entry) => {
    if (entry.unapproved || guards.policy.approvals === "optional") return [];
    const open = findMissingApprovals(guards, entry).map(({ person }) => person);
    const concerned = findConcerned(guards, entry);
    return findIdleApprovers(guards, entry)
      .filter((id) => concerned.includes(id) && !open.includes(id))
      .map((id) => ({
        path: [...entry.path, "approved_by"],
        message: `${id} cannot approve for themselves`,
        help: "leave that id out",
        identity: identify(entry, `${id} alone`),
      }));
  });
}

/** Entries that are new against the base, or approved differently there; without a base, those that still affect a shift to come. */
function findJudged({ timeline, before, now }: RuleContext): readonly Entry[] {
  const { changes } = timeline.roster;
  if (before === undefined) return changes.filter((entry) => findLastEffect(timeline, entry) > now);
  const { kept } = compare(before.timeline, timeline);
  const settled = new Set([...kept].flatMap(([old, entry]) => (isApprovedAlike(old, entry) ? [entry] : [])));
  return changes.filter((entry) => !settled.has(entry));
}

function isApprovedAlike(old: Entry, entry: Entry): boolean {
  return (
    old.unapproved === entry.unapproved &&
    old.backdated === entry.backdated &&
    old.approvedBy.join() === entry.approvedBy.join()
  );
}

function describe({ person, kind, wrong }: MissingApproval): string {
  switch (kind) {
    case "missing":
      return `nobody has approved for ${person}`;
    case "self":
      return `${person} cannot approve for themselves`;
    case "wrong":
      return `${joinWords(wrong)} may not approve for ${person}`;
  }
}

function suggestApprover(guards: Roster, { person, may }: MissingApproval, { line }: Entry): string {
  const [only, ...others] = may;
  if (only === undefined) {
    return guards.policy.approvals === "optional"
      ? `name who approved it: oncall approve ${line} --by ID`
      : helpWithoutApprover(guards, [person]);
  }
  return `${joinWords(may, "or")} may: oncall approve ${line} --by ${others.length === 0 ? only : "ID"}`;
}

/** The same lack of approval, whether nobody is named or the wrong person. */
function identify(entry: Entry, about: string): Identity {
  return { key: `approval for ${about} ${effectKey(entry)}` };
}
