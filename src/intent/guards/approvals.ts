/** Holds new entries to the approvals of roster.md ("approved_by"). `--allow` has no effect here. */
import type { Entry, Id, Roster } from "../../roster/model.ts";
import {
  findConcerned,
  findIdleApprovers,
  findMissingApprovals,
  helpWithoutApprover,
  type MissingApproval,
} from "../../rules/approval.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import type { Approver, EntryWish } from "../../rules/wish.ts";
import { joinWords, peopleOf } from "../../rules/words.ts";
import { findLastEffect } from "../../timeline/entry.ts";
import { findUndecided } from "../approver.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function approvals({ wish, before, after, added, now }: GuardContext): readonly GuardAnswer[] {
  // What is adopted waits for approval: it is in force already, and nobody was asked.
  if (wish.kind === "undo" || wish.kind === "adopt") return [];
  const isRequired = after.roster.policy.approvals === "required";
  if (wish.kind === "approve") {
    return added.flatMap((entry) => findMissingApprovals(after.roster, entry)).map(warnIncomplete);
  }
  const missing: MissingApproval[] = [];
  const answers = added.flatMap((entry): readonly GuardAnswer[] => {
    if (!isRequired && !entry.backdated) return [];
    const needless = refuseWaiting(entry, wish, before.roster, findLastEffect(after, entry) <= now);
    if (needless !== undefined) return [needless];
    const open = entry.unapproved ? [] : findMissingApprovals(after.roster, entry);
    missing.push(...open);
    if (open.length > 0 || !isRequired) return [];
    const idle = findIdleApprovers(after.roster, entry);
    const own = idle.filter((id) => peopleOf(entry).includes(id));
    if (own.length > 0) return own.map((id) => refuseSelf(id, wish, before.roster));
    // An approval that is not required is fine.
    return entry.unapproved || findConcerned(after.roster, entry).length === 0 ? [] : idle.map(warnIdle);
  });
  return [...answers, ...refuseMissing(missing, wish, after.roster)];
}

function warnIdle(id: Id): GuardAnswer {
  return {
    weight: "warning",
    rule: "wrong-approver",
    message: `${id} may approve for nobody in this entry`,
    help: "leave that id out of --approved-by",
  };
}

/** Even beside somebody who may approve: it would be on record that they approved their own change. */
function refuseSelf(id: Id, wish: EntryWish, roster: Roster): GuardAnswer {
  const others = wish.approvedBy.filter((approver) => approver !== id);
  return {
    weight: "refusal",
    rule: "wrong-approver",
    message: `${id} cannot approve for themselves`,
    help: `leave that id out: ${writeCommand({ ...wish, approvedBy: others }, roster)}`,
  };
}

/** `--unapproved` is for covers at 3 a.m., not for what is over. */
function refuseWaiting(
  entry: Entry,
  wish: EntryWish,
  roster: Roster,
  isOver: boolean,
): GuardAnswer | undefined {
  if (!entry.unapproved || (entry.kind === "cover" && !entry.backdated && !isOver)) return undefined;
  return {
    weight: "refusal",
    rule: "unapproved-entry",
    message:
      entry.kind === "cover"
        ? "a cover recorded afterwards can be approved first"
        : `only a cover may wait for approval, not a ${entry.kind}`,
    help: rephrase(
      wish,
      { approvedBy: ["manager"], unapproved: false, backdated: wish.backdated || isOver } as const,
      roster,
    ),
  };
}

/** One refusal for all the people for whom the same is missing. */
function refuseMissing(
  missing: readonly MissingApproval[],
  wish: EntryWish,
  roster: Roster,
): readonly GuardAnswer[] {
  const words = {
    missing: (people: string) => `nobody has approved for ${people}`,
    self: (people: string) => `${people} cannot approve for themselves`,
    wrong: (people: string, wrong: string) => `${wrong} may not approve for ${people}`,
  };
  return (["missing", "self", "wrong"] as const).flatMap((kind): readonly GuardAnswer[] => {
    const alike = missing.filter((each) => each.kind === kind);
    if (alike.length === 0) return [];
    const people = [...new Set(alike.map(({ person }) => person))];
    const wrong = [...new Set(alike.flatMap((each) => each.wrong))].filter((id) => !people.includes(id));
    return [
      {
        weight: "refusal",
        rule: kind === "missing" ? "missing-approval" : "wrong-approver",
        message: words[kind](joinWords(people), joinWords(wrong)),
        help: suggestApprovers(alike, wish, roster),
      },
    ];
  });
}

/** `mia may: oncall …`, or `mia may for bob, mia or max for dave: oncall …`. */
function suggestApprovers(missing: readonly MissingApproval[], wish: EntryWish, roster: Roster): string {
  const people = [...new Set(missing.filter(({ may }) => may.length === 0).map(({ person }) => person))];
  if (people.length > 0) return helpWithoutApprover(roster, people);
  const groups = new Map<string, Id[]>();
  for (const { person, may } of missing) {
    const names = joinWords(may, "or");
    const group = groups.get(names) ?? [];
    if (!group.includes(person)) groups.set(names, [...group, person]);
  }
  const [first, ...others] = [...groups];
  const rest = others.map(([names, group]) => `${names} for ${joinWords(group)}`);
  const own =
    first === undefined ? "" : `${first[0]} may${rest.length === 0 ? "" : ` for ${joinWords(first[1])}`}`;
  // Where several may, `manager` would be refused: who approved is for the user to say.
  const concerned = [...new Set(missing.map(({ person }) => person))];
  const [undecided] = findUndecided(roster, concerned, ["manager"]);
  const settled: readonly Approver[] = others.length === 0 ? [] : ["manager"];
  const named = undecided?.may.map((id): readonly Approver[] => [...settled, id]) ?? [["manager"]];
  const commands = named.map((approvedBy) => rephrase(wish, { approvedBy }, roster));
  return `${[own, ...rest].join(", ")}: ${joinWords(commands, "or")}`;
}

function warnIncomplete({ person, may }: MissingApproval): GuardAnswer {
  return {
    weight: "warning",
    rule: "missing-approval",
    message: `still unapproved: nobody has approved for ${person} yet`,
    help: may.length === 0 ? undefined : `${joinWords(may, "or")} may`,
  };
}
