/** Finds who must approve an entry, and whose approval is missing (roster.md, "approved_by"). */
import type { Entry, Id, Person, Roster } from "../roster/model.ts";
import { joinWords, peopleOf } from "./words.ts";

/** An engineer for whom nobody has approved who may. */
export interface MissingApproval {
  readonly person: Id;
  /** `self`: they name themselves. `wrong`: somebody is named who may not approve at all. `missing`: nobody is named for them. */
  readonly kind: "missing" | "self" | "wrong";
  /** Who is named but may approve for nobody concerned. */
  readonly wrong: readonly Id[];
  /** Who may, those on record first; empty: nobody in the roster. */
  readonly may: readonly Id[];
}

/** The people whose place or time an entry changes, if its kind needs approval. */
export function findConcerned(roster: Roster, entry: Entry): readonly Id[] {
  switch (entry.kind) {
    case "swap":
    case "cover":
    case "skip":
    case "ready":
      return peopleOf(entry);
    case "join":
      return entry.after !== undefined || entry.backdated || wasInQueue(roster, entry) ? [entry.person] : [];
    case "leave":
      return entry.backdated ? [entry.person] : [];
  }
}

/** Whether somebody who joins was in the queue before, by terms or by an earlier join. */
function wasInQueue(roster: Roster, join: Extract<Entry, { readonly kind: "join" }>): boolean {
  const { person, from, index } = join;
  return (
    roster.rotation.some(
      ({ start, queue }, position) => (position === 0 || start <= from) && queue.includes(person),
    ) ||
    roster.changes.some(
      (entry) =>
        entry.kind === "join" &&
        entry.person === person &&
        (entry.from < from || (entry.from === from && entry.index < index)),
    )
  );
}

/** Who may approve for somebody: any of their managers or, if they have none, anybody's manager. */
export function findApprovers(roster: Roster, person: Id): readonly Id[] {
  const own = managersOf(roster.people.get(person));
  if (own.length > 0) return own;
  const managers = new Set([...roster.people.values()].flatMap(managersOf));
  return [...roster.people.keys()].filter((id) => managers.has(id) && id !== person);
}

/** Nobody approves for themselves. */
function managersOf(person: Person | undefined): readonly Id[] {
  return person === undefined ? [] : person.managers.filter((id) => id !== person.id);
}

/** Whether an entry must be approved by somebody who may: under `approvals: optional`, only a backdated one, by anybody. */
function lacksApproval({ policy }: Roster, { backdated, approvedBy }: Entry): boolean {
  return policy.approvals === "required" || (backdated && approvedBy.length === 0);
}

/** Empty if the entry is approved or needs no approval, whether or not it is marked `unapproved`. */
export function findMissingApprovals(roster: Roster, entry: Entry): readonly MissingApproval[] {
  if (!lacksApproval(roster, entry)) return [];
  return findConcerned(roster, entry).flatMap((person): readonly MissingApproval[] => {
    const may = findApprovers(roster, person);
    const named = entry.approvedBy;
    if (named.some((id) => may.includes(id))) return [];
    // An approver of one engineer is not wrong because nobody approved for the other.
    const wrong = findIdleApprovers(roster, entry);
    const kind = named.includes(person) ? "self" : wrong.length > 0 ? "wrong" : "missing";
    return [{ person, kind, wrong, may }];
  });
}

/** Those who are named as approvers, but may approve for nobody concerned. */
export function findIdleApprovers(roster: Roster, entry: Entry): readonly Id[] {
  const concerned = findConcerned(roster, entry);
  return entry.approvedBy.filter(
    (id) => !concerned.some((person) => findApprovers(roster, person).includes(id)),
  );
}

/** What to do if the roster names nobody who may approve for these people. */
export function helpWithoutApprover({ policy }: Roster, people: readonly Id[]): string {
  if (policy.approvals === "optional") return "name who approved it: --approved-by ID";
  return `give ${joinWords(people)} a \`manager\` in \`people\`, or set \`policy: { approvals: optional }\``;
}
