/** Turns the approvers that were typed into ids, if it is clear whom `manager` means. */
import type { Id, Roster } from "../roster/model.ts";
import { findApprovers } from "../rules/approval.ts";
import type { Approver } from "../rules/wish.ts";
import { joinWords } from "../rules/words.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

/** Somebody for whom several people may approve: `manager` does not say who did. */
export interface Undecided {
  readonly person: Id;
  readonly may: readonly Id[];
}

/** The ids that were typed and, for `manager`, every manager who alone may approve for somebody concerned. */
export function resolveApprovers(
  roster: Roster,
  concerned: readonly Id[],
  typed: readonly Approver[],
): readonly Id[] {
  const ids = typed.filter((each) => each !== "manager");
  if (!typed.includes("manager")) return [...new Set(ids)];
  const only = concerned.flatMap((person) => {
    const may = findApprovers(roster, person);
    return may.length === 1 && !may.some((id) => ids.includes(id)) ? may : [];
  });
  return [...new Set([...ids, ...only])];
}

/** Those for whom none of these approve, though several in the roster may. */
export function findUndecided(
  roster: Roster,
  concerned: readonly Id[],
  typed: readonly Approver[],
): readonly Undecided[] {
  if (!typed.includes("manager")) return [];
  const ids = resolveApprovers(roster, concerned, typed);
  return concerned
    .map((person) => ({ person, may: findApprovers(roster, person) }))
    .filter(({ may }) => may.length > 1 && !may.some((id) => ids.includes(id)));
}

/** Who approved stays on record, so it is never guessed. */
export function refuseUndecided(
  undecided: readonly Undecided[],
  command: (approver: Id) => string,
): WishRefusal | undefined {
  const [first] = undecided;
  if (first === undefined) return undefined;
  const alike = undecided.filter(({ may }) => may.join() === first.may.join());
  const people = joinWords([...new Set(alike.map(({ person }) => person))]);
  return refuse({
    rule: "missing-approval",
    message: `${joinWords(first.may, "or")} may approve for ${people}: say who did`,
    help: joinWords(first.may.map(command), "or"),
  });
}
