/** Turns the approvers that were typed into ids. */
import type { Id, Roster } from "../roster/model.ts";
import { findApprovers } from "../rules/approval.ts";
import type { Approver } from "../rules/wish.ts";

/** The ids behind what was typed: for `manager`, as few as can approve for all for whom no other does. */
export function resolveApprovers(
  roster: Roster,
  concerned: readonly Id[],
  typed: readonly Approver[],
): readonly Id[] {
  const ids = [...new Set(typed.filter((each) => each !== "manager"))];
  if (!typed.includes("manager")) return ids;
  const may = new Map(concerned.map((person) => [person, findApprovers(roster, person)]));
  for (;;) {
    const open = [...may.values()].filter((approvers) => !approvers.some((id) => ids.includes(id)));
    const candidates = [...new Set(open.flat())];
    const reach = (id: Id) => open.filter((approvers) => approvers.includes(id)).length;
    const most = Math.max(0, ...candidates.map(reach));
    const best = candidates.find((id) => reach(id) === most);
    if (best === undefined) return ids;
    ids.push(best);
  }
}
