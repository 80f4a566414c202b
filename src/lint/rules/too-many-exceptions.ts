/** Reports people with more swaps and covers than `policy.max_exceptions` allows. */
import type { Entry, Id } from "../../roster/model.ts";
import { dateOf, listExcepted } from "../../rules/exceptions.ts";
import { isRelevant } from "../concern.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const tooManyExceptions: Rule = {
  id: "too-many-exceptions",
  severity: "warning",
  silenceable: true,
  what: "somebody has more exceptions (swaps, and covers received) than `policy.max_exceptions` allows",
  why: "everybody takes their turns; exceptions are for exceptional circumstances",
  fix: "nothing, if it had to be; otherwise leave the rotation as it is",
  check: exceptions,
};

function exceptions(context: RuleContext): readonly RuleFinding[] {
  const { timeline, guards } = context;
  const { count, days } = guards.policy.maxExceptions;
  const byPerson = new Map<Id, { readonly entry: Entry; readonly date: number }[]>();
  for (const entry of timeline.roster.changes) {
    const date = dateOf(timeline.roster, entry);
    for (const person of listExcepted(entry)) {
      const list = byPerson.get(person);
      if (list === undefined) byPerson.set(person, [{ entry, date }]);
      else list.push({ entry, date });
    }
  }
  return [...byPerson].flatMap(([person, entries]): readonly RuleFinding[] => {
    const sorted = entries.toSorted((one, other) => one.date - other.date);
    let most = 0;
    let last: Entry | undefined;
    let first = 0;
    for (const [position, { entry, date }] of sorted.entries()) {
      while ((sorted[first]?.date ?? date) + days <= date) first += 1;
      const held = position - first + 1;
      // What is over is not reported for ever.
      if (held <= count || !isRelevant(context, entry)) continue;
      most = Math.max(most, held);
      last = entry;
    }
    if (last === undefined) return [];
    return [
      {
        path: last.path,
        message: `${person} has ${most} ${most === 1 ? "exception" : "exceptions"} within ${days} days; the policy allows ${count}`,
        help: "swaps, and covers received, count as exceptions",
      },
    ];
  });
}
