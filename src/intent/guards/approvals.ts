/** Every entry that is new has the approvals that roster.md asks for. Never turned off by `--allow`. */
import type { Entry, Id } from "../../roster/model.ts";
import { findIdleApprovers, findMissingApprovals, type MissingApproval } from "../../rules/approval.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import type { EntryWish } from "../../rules/wish.ts";
import { joinWords, peopleOf } from "../../rules/words.ts";
import { lastEffectOf } from "../../timeline/compare.ts";
import type { GuardAnswer, GuardContext } from "./question.ts";

export function approvals({ wish, before, after, added, now }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind === "undo" || after.roster.policy.approvals === "optional") return [];
  return added.flatMap((entry): readonly GuardAnswer[] => {
    const problems = findMissingApprovals(after.roster, entry);
    if (wish.kind === "approve") return problems.map(stillMissing);
    const isOver = lastEffectOf(after, entry) <= now;
    const unready = unreadyApproval(entry, wish, before.roster, isOver);
    if (unready !== undefined) return [unready];
    const idle = problems.length > 0 && !entry.unapproved ? [] : findIdleApprovers(after.roster, entry);
    const own = idle.filter((id) => peopleOf(entry).includes(id));
    if (own.length > 0) return own.map((id) => byThemselves(id, wish, before.roster));
    if (entry.unapproved) return [];
    return [
      ...problems.map((problem) => missing(problem, wish, before.roster)),
      ...idle.map(
        (id): GuardAnswer => ({
          weight: "warning",
          rule: "wrong-approver",
          message: `${id} approves for nobody whom this entry concerns`,
          help: "leave that id out of --approved-by",
        }),
      ),
    ];
  });
}

/** Beside an approver who may, too: on record it would say that they did. */
function byThemselves(id: Id, wish: EntryWish, roster: GuardContext["before"]["roster"]): GuardAnswer {
  const others = wish.approvedBy.filter((approver) => approver !== id);
  return {
    weight: "refusal",
    rule: "wrong-approver",
    message: `${id} cannot approve for ${id}`,
    help: `leave that id out: ${writeCommand({ ...wish, approvedBy: others }, roster)}`,
  };
}

/** `unapproved` is for covers at 3 a.m., and for nothing that is over. */
function unreadyApproval(
  entry: Entry,
  wish: EntryWish,
  roster: GuardContext["before"]["roster"],
  isOver: boolean,
): GuardAnswer | undefined {
  if (!entry.unapproved || (entry.kind === "cover" && !entry.backdated && !isOver)) return undefined;
  const approved = rephrase(wish, { approvedBy: ["manager"], unapproved: false } as const, roster);
  return {
    weight: "refusal",
    rule: "unapproved-entry",
    message:
      entry.kind === "cover"
        ? "what is recorded afterwards can be approved first"
        : `only a cover may wait for its approval, not a ${entry.kind}`,
    help: approved,
  };
}

function missing(
  { person, kind, named, may }: MissingApproval,
  wish: EntryWish,
  roster: GuardContext["before"]["roster"],
): GuardAnswer {
  const others = named.filter((id) => id !== person);
  const words = {
    missing: `nobody has approved for ${person}`,
    self: `${person} cannot approve for ${person}`,
    wrong: `${joinWords(others)} may not approve for ${person}`,
  };
  const help =
    may.length === 0
      ? `nobody in the roster may: add a manager to ${person} in \`people\``
      : `${joinWords(may, "or")} may: ${rephrase(wish, { approvedBy: ["manager"] }, roster)}`;
  return {
    weight: "refusal",
    rule: kind === "missing" ? "missing-approval" : "wrong-approver",
    message: words[kind],
    help,
  };
}

function stillMissing({ person, may }: MissingApproval): GuardAnswer {
  return {
    weight: "warning",
    rule: "missing-approval",
    message: `it stays unapproved: nobody has approved for ${person} yet`,
    help: may.length === 0 ? undefined : `${joinWords(may, "or")} may`,
  };
}
