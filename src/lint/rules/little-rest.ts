/** Somebody has less than one full shift free between two turns. */
import { dated } from "../../intent/say.ts";
import { withoutRest } from "../../intent/turn.ts";
import { actingAt } from "../acting.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Complaint, Question, Rule } from "../rule.ts";

export const littleRest: Rule = {
  id: "little-rest",
  severity: "warning",
  silenceable: true,
  what: "somebody has fewer than one full shift free between two turns",
  why: "who is never off call gets tired, and tired people miss pages",
  fix: "swap from another handoff on, or take more people into the queue",
  check: littleRests,
};

function littleRests({ timeline, now }: Question): readonly Complaint[] {
  const { rotation } = timeline;
  const told = new Set<string>();
  const found: Complaint[] = [];
  for (const { index, terms, start } of shiftsAhead(timeline, now)) {
    if (start <= now) continue;
    const short = rotation.queue(index).seats.length <= terms.roles.length;
    for (const person of withoutRest(timeline, index)) {
      const about = short ? `terms ${terms.index}` : person;
      if (told.has(about)) continue;
      told.add(about);
      found.push(
        short
          ? {
              path: [...terms.path, "queue"],
              message: `the queue is too short for anybody to be free between two turns, from ${dated(timeline.shift(index).date)}`,
              help: "take in more people (oncall join ID), or let the rotation have fewer roles",
            }
          : {
              path: actingAt(timeline, index) ?? actingAt(timeline, index - 1) ?? [...terms.path, "queue"],
              message: `${person} has no full shift free before the turn that begins on ${dated(timeline.shift(index).date)}`,
              help: "let the entry count from another handoff",
            },
      );
    }
  }
  return found;
}
