/** Settles whom `manager` means if several may approve: the person at the keyboard if they may, else whom they name. */
import type { Choice } from "../../edge/edges.ts";
import { findUndecided } from "../../intent/approver.ts";
import type { Id, Roster } from "../../roster/model.ts";
import type { Approver } from "../../rules/wish.ts";
import { workingFolder } from "../shared/find.ts";
import { matchEmail } from "../shared/people.ts";
import type { Known } from "../shared/slot.ts";
import type { Asker } from "./asker.ts";

/** Adds the ids meant by `manager` to what was typed. If nobody can be asked, the draft refuses what is left open. */
export async function settleManager(
  flag: string,
  typed: readonly Approver[],
  concerned: readonly Id[],
  roster: Roster,
  { edges }: Known,
  ask: Asker,
): Promise<readonly Approver[]> {
  if (findUndecided(roster, concerned, typed).length === 0) return typed;
  const me = matchEmail(roster, edges.git.userEmail(workingFolder(edges)))?.id;
  let settled = typed;
  for (;;) {
    const [first] = findUndecided(roster, concerned, settled);
    if (first === undefined) return settled;
    const { person, may } = first;
    if (me !== undefined && may.includes(me)) settled = [...settled, me];
    else if (ask.isPossible) {
      const choices = may.map((id): Choice => {
        const name = roster.people.get(id)?.name ?? id;
        return { value: id, line: name, short: name };
      });
      const slot = { name: flag, question: `Who approves for ${person}?` };
      settled = [...settled, await ask.choice(slot, choices)];
    } else return settled;
  }
}
