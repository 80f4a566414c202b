/** Reports swaps with an end that overlap, so that trading back does not restore the order. */
import type { Swap } from "../../roster/model.ts";
import { isRelevant } from "../concern.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const overlappingSwaps: Rule = {
  id: "overlapping-swaps",
  severity: "warning",
  silenceable: true,
  what: "temporary swaps overlap so that trading back does not restore the order of the queue",
  why: "people end up in other places than they came from, for good",
  fix: "end the later swap before the earlier one, or begin it when that is over",
  check: overlaps,
};

type While = Swap & { readonly until: number };

function overlaps(context: RuleContext): readonly RuleFinding[] {
  const { handoffs } = context.timeline.rotation;
  const swaps = context.timeline.roster.changes
    .filter((entry): entry is While => entry.kind === "swap" && entry.until !== undefined)
    .filter(
      (entry) => handoffs.termsAt(handoffs.from(entry.from)) === handoffs.termsAt(handoffs.from(entry.until)),
    )
    .toSorted((one, other) => one.from - other.from || one.index - other.index);
  // Sorted by their beginnings: those that are still open are few.
  let open: readonly While[] = [];
  return swaps.flatMap((swap): readonly RuleFinding[] => {
    open = open.filter(({ until, index }) => (until - swap.from || index - swap.index) > 0);
    const crossed = isRelevant(context, swap) ? open.find((other) => crosses(other, swap)) : undefined;
    open = [...open, swap];
    if (crossed === undefined) return [];
    return [
      {
        path: swap.path,
        message: `this overlaps the swap of ${crossed.people.join(" and ")} in line ${crossed.line}, which ends first: trading back does not restore the order`,
        help: "end this one before the other, or begin it when that is over",
      },
    ];
  });
}

/** Whether two swaps share one person, and the later one does not end first. The same pair twice does no harm. */
function crosses(first: While, second: While): boolean {
  const shared = second.people.filter((person) => first.people.includes(person));
  return shared.length === 1 && (first.until - second.until || first.index - second.index) < 0;
}
