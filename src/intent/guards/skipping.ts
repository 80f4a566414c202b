/** Warns of a skip of one turn by somebody who has served before: it looks like a holiday, for which a swap or a cover is better. */
import { findNextHandoff, findNextTurn } from "../../rules/turns.ts";
import { formatDate } from "../../time/date.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function skipping({ wish, before, after, now, added }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind !== "skip") return [];
  const { person } = wish;
  const entry = added.find((each) => each.kind === "skip");
  const next = findNextHandoff(before, now);
  if (entry === undefined || !hasServed(before, person, next)) return [];
  const { handoffs } = before.rotation;
  const first = handoffs.from(entry.from);
  const { length } = entry;
  if (length.kind === "ready" || (length.kind === "turns" && length.turns > 1)) return [];
  if (length.kind === "until" && countPasses(after, entry.index, first, handoffs.from(length.until)) !== 1)
    return [];
  const turn = findNextTurn(before, person, Math.max(first, next));
  const date = turn === undefined ? "DATE" : formatDate(handoffs.at(turn).date);
  return [
    {
      weight: "warning",
      rule: "skip-moves-everybody",
      message: `skipping one turn of ${person} moves everybody's weeks`,
      help: `for a holiday: oncall swap ${person} ID --once --approved-by manager, or oncall cover ${person} --by ID --shift ${date} --approved-by manager`,
    },
  ];
}

function hasServed({ rotation }: GuardContext["before"], person: string, next: number): boolean {
  for (let index = 0; index < next; index += 1) {
    if (rotation.queue(index).holder?.person === person) return true;
  }
  return false;
}

/** How many turns an entry skips. */
function countPasses(
  { rotation }: GuardContext["after"],
  entry: number,
  from: number,
  until: number,
): number {
  let count = 0;
  // A turn that would begin before the date may have its first role R - 1 shifts later.
  for (let index = from; index < until + rotation.queue(from).terms.roles.length; index += 1) {
    count += rotation.queue(index).passedOver.filter((passed) => passed.entry.index === entry).length;
  }
  return count;
}
