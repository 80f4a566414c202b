/** Every entry that is new has the approvals that roster.md asks for. Never turned off by `--allow`. */
import type { Entry, Id } from "../../roster/model.ts";
import {
  findIdleApprovers,
  findMissingApprovals,
  helpWithoutApprover,
  type MissingApproval,
} from "../../rules/approval.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import type { EntryWish } from "../../rules/wish.ts";
import { joinWords, peopleOf } from "../../rules/words.ts";
import { findLastEffect } from "../../timeline/entry.ts";
import type { GuardAnswer, GuardContext } from "./question.ts";

export function approvals({ wish, before, after, added, now }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind === "undo" || after.roster.policy.approvals === "optional") return [];
  return added.flatMap((entry): readonly GuardAnswer[] => {
    const problems = findMissingApprovals(after.roster, entry);
    if (wish.kind === "approve") return problems.map(stillMissing);
    const isOver = findLastEffect(after, entry) <= now;
    const unready = unreadyApproval(entry, wish, before.roster, isOver);
    if (unready !== undefined) return [unready];
    const idle = problems.length > 0 && !entry.unapproved ? [] : findIdleApprovers(after.roster, entry);
    const own = idle.filter((id) => peopleOf(entry).includes(id));
    if (own.length > 0) return own.map((id) => byThemselves(id, wish, before.roster));
    if (entry.unapproved) return [];
    return [
      ...refuseMissing(problems, wish, before.roster),
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

/** One refusal for all for whom nobody has approved, since one command settles them; the others each their own. */
function refuseMissing(
  problems: readonly MissingApproval[],
  wish: EntryWish,
  roster: GuardContext["before"]["roster"],
): readonly GuardAnswer[] {
  const missing = problems.filter(({ kind }) => kind === "missing");
  const others = problems.filter(({ kind }) => kind !== "missing");
  const people = missing.map(({ person }) => person);
  const all: readonly GuardAnswer[] =
    missing.length === 0
      ? []
      : [
          {
            weight: "refusal",
            rule: "missing-approval",
            message: `nobody has approved for ${joinWords(people)}`,
            help: helpOf(missing, wish, roster),
          },
        ];
  return [
    ...all,
    ...others.map((problem): GuardAnswer => {
      const { person, kind, named } = problem;
      const wrong = joinWords(named.filter((id) => id !== person));
      return {
        weight: "refusal",
        rule: "wrong-approver",
        message: `${kind === "self" ? person : wrong} ${kind === "self" ? "cannot" : "may not"} approve for ${person}`,
        help: helpOf([problem], wish, roster),
      };
    }),
  ];
}

/** Who may approve, by person where that differs, and the command with their approval. */
function helpOf(
  problems: readonly MissingApproval[],
  wish: EntryWish,
  roster: GuardContext["before"]["roster"],
): string {
  const without = problems.filter(({ may }) => may.length === 0).map(({ person }) => person);
  if (without.length > 0) return `nobody in the roster may: ${helpWithoutApprover(without)}`;
  const approvers = problems.map(({ may }) => joinWords(may, "or"));
  const command = rephrase(wish, { approvedBy: ["manager"] }, roster);
  if (new Set(approvers).size === 1) return `${approvers[0]} may: ${command}`;
  const each = problems.map(
    ({ person }, index) => `${approvers[index]} ${index === 0 ? "can approve " : ""}for ${person}`,
  );
  return `${each.join(", ")}: ${command}`;
}

function stillMissing({ person, may }: MissingApproval): GuardAnswer {
  return {
    weight: "warning",
    rule: "missing-approval",
    message: `it stays unapproved: nobody has approved for ${person} yet`,
    help: may.length === 0 ? undefined : `${joinWords(may, "or")} may`,
  };
}
