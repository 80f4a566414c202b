/** Reports people who have less than one full shift off between two turns. */
import { findUnrested } from "../../rules/turns.ts";
import { formatDay } from "../../rules/words.ts";
import { findActingEntry } from "../acting.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const littleRest: Rule = {
  id: "little-rest",
  severity: "warning",
  silenceable: true,
  what: "somebody has less than one full shift off between two turns",
  why: "people who are never off call get tired, and tired people miss pages",
  fix: "date the swap at another handoff, or add people to the queue",
  check: findLittleRest,
};

function findLittleRest(context: RuleContext): readonly RuleFinding[] {
  const { timeline, now } = context;
  const { rotation } = timeline;
  const reported = new Set<string>();
  const findings: RuleFinding[] = [];
  for (const { index, terms, start } of shiftsAhead(context)) {
    if (start <= now) continue;
    const short = rotation.queue(index).seats.length <= terms.roles.length;
    for (const person of findUnrested(timeline, index)) {
      const about = short ? `terms ${terms.index}` : person;
      if (reported.has(about)) continue;
      reported.add(about);
      findings.push(
        short
          ? {
              path: [...terms.path, "queue"],
              message: `the queue is too short for anybody to be off between two turns, from ${formatDay(timeline.shift(index).date)}`,
              help: "add people (oncall join ID), or use fewer roles",
            }
          : {
              path: findActingEntry(timeline, index) ??
                findActingEntry(timeline, index - 1) ?? [...terms.path, "queue"],
              message: `${person} has no full shift off before the turn that begins on ${formatDay(timeline.shift(index).date)}`,
              help: "date the entry at another handoff",
            },
      );
    }
  }
  return findings;
}
