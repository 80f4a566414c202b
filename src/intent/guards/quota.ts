/** Warns of more swaps, and covers received, than `policy.max_exceptions` allows somebody. */
import { countExceptions, listExcepted } from "../../rules/exceptions.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function maxExceptions({ wish, after, added }: GuardContext): readonly GuardAnswer[] {
  if (!["swap", "cover", "leave", "adopt"].includes(wish.kind)) return [];
  const { roster } = after;
  const { count, days } = roster.policy.maxExceptions;
  const people = new Set(added.flatMap(listExcepted));
  return [...people].flatMap((person): readonly GuardAnswer[] => {
    const most = Math.max(
      ...added
        .filter((entry) => listExcepted(entry).includes(person))
        .map((entry) => countExceptions(roster, person, entry)),
    );
    if (most <= count) return [];
    return [
      {
        weight: "warning",
        rule: "too-many-exceptions",
        message: `${person} would have ${most} exceptions within ${days} days; the policy allows ${count}`,
        help: "swaps, and covers received, count as exceptions",
      },
    ];
  });
}
