/** Somebody has less than one full shift free between two turns. */

import { findUnrested } from "../../rules/turns.ts";
import { formatDay } from "../../rules/words.ts";
import { findActingEntry } from "../acting.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const littleRest: Rule = {
  id: "little-rest",
  severity: "warning",
  silenceable: true,
  what: "somebody has fewer than one full shift free between two turns",
  why: "who is never off call gets tired, and tired people miss pages",
  fix: "swap from another handoff on, or take more people into the queue",
  check: littleRests,
};

function littleRests({ timeline, now }: RuleContext): readonly RuleFinding[] {
  const { rotation } = timeline;
  const told = new Set<string>();
  const found: RuleFinding[] = [];
  for (const { index, terms, start } of shiftsAhead(timeline, now)) {
    if (start <= now) continue;
    const short = rotation.queue(index).seats.length <= terms.roles.length;
    for (const person of findUnrested(timeline, index)) {
      const about = short ? `terms ${terms.index}` : person;
      if (told.has(about)) continue;
      told.add(about);
      found.push(
        short
          ? {
              path: [...terms.path, "queue"],
              message: `the queue is too short for anybody to be free between two turns, from ${formatDay(timeline.shift(index).date)}`,
              help: "take in more people (oncall join ID), or let the rotation have fewer roles",
            }
          : {
              path: findActingEntry(timeline, index) ??
                findActingEntry(timeline, index - 1) ?? [...terms.path, "queue"],
              message: `${person} has no full shift free before the turn that begins on ${formatDay(timeline.shift(index).date)}`,
              help: "let the entry count from another handoff",
            },
      );
    }
  }
  return found;
}
