/** Every entry that is new has the approvals that roster.md asks for. Never turned off by `--allow`. */
import type { Entry, Id } from "../../roster/model.ts";
import { findLastEffect } from "../../timeline/entry.ts";
import { type ApprovalProblem, approvalProblems, idleApprovers } from "../approval.ts";
import { again, commandOf, listed, peopleOf } from "../say.ts";
import type { EntryWish } from "../wish.ts";
import type { Objection, Question } from "./question.ts";

export function approvals({ wish, before, after, added, now }: Question): readonly Objection[] {
  if (wish.kind === "undo" || after.roster.policy.approvals === "optional") return [];
  return added.flatMap((entry): readonly Objection[] => {
    const problems = approvalProblems(after.roster, entry);
    if (wish.kind === "approve") return problems.map(stillMissing);
    const isOver = findLastEffect(after, entry) <= now;
    const unready = unreadyApproval(entry, wish, before.roster, isOver);
    if (unready !== undefined) return [unready];
    const idle = problems.length > 0 && !entry.unapproved ? [] : idleApprovers(after.roster, entry);
    const own = idle.filter((id) => peopleOf(entry).includes(id));
    if (own.length > 0) return own.map((id) => byThemselves(id, wish, before.roster));
    if (entry.unapproved) return [];
    return [
      ...problems.map((problem) => missing(problem, wish, before.roster)),
      ...idle.map(
        (id): Objection => ({
          weight: "warning",
          guard: "approval",
          message: `${id} approves for nobody whom this entry concerns`,
          help: "leave that id out of --approved-by",
        }),
      ),
    ];
  });
}

/** Beside an approver who may, too: on record it would say that they did. */
function byThemselves(id: Id, wish: EntryWish, roster: Question["before"]["roster"]): Objection {
  const others = wish.approvedBy.filter((approver) => approver !== id);
  return {
    weight: "refusal",
    guard: "approval",
    message: `${id} cannot approve for ${id}`,
    help: `leave that id out: ${commandOf({ ...wish, approvedBy: others }, roster)}`,
  };
}

/** `unapproved` is for covers at 3 a.m., and for nothing that is over. */
function unreadyApproval(
  entry: Entry,
  wish: EntryWish,
  roster: Question["before"]["roster"],
  isOver: boolean,
): Objection | undefined {
  if (!entry.unapproved || (entry.kind === "cover" && !entry.backdated && !isOver)) return undefined;
  const approved = again(wish, { approvedBy: ["manager"], unapproved: false } as const, roster);
  return {
    weight: "refusal",
    guard: "approval",
    message:
      entry.kind === "cover"
        ? "what is recorded afterwards can be approved first"
        : `only a cover may wait for its approval, not a ${entry.kind}`,
    help: approved,
  };
}

function missing(
  { person, kind, named, may }: ApprovalProblem,
  wish: EntryWish,
  roster: Question["before"]["roster"],
): Objection {
  const others = named.filter((id) => id !== person);
  const words = {
    missing: `nobody has approved for ${person}`,
    self: `${person} cannot approve for ${person}`,
    wrong: `${listed(others)} may not approve for ${person}`,
  };
  const help =
    may.length === 0
      ? `nobody in the roster may: add a manager to ${person} in \`people\``
      : `${listed(may, "or")} may: ${again(wish, { approvedBy: ["manager"] }, roster)}`;
  return { weight: "refusal", guard: "approval", message: words[kind], help };
}

function stillMissing({ person, may }: ApprovalProblem): Objection {
  return {
    weight: "warning",
    guard: "approval",
    message: `it stays unapproved: nobody has approved for ${person} yet`,
    help: may.length === 0 ? undefined : `${listed(may, "or")} may`,
  };
}
