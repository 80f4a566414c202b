/** Somebody serves a role of their turn without the one that comes before it. */

import { findSplits } from "../../rules/turns.ts";
import { formatDay } from "../../rules/words.ts";
import { findActingEntry } from "../acting.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Rule } from "../rule.ts";

export const splitTurn: Rule = {
  id: "split-turn",
  severity: "warning",
  silenceable: true,
  what: "somebody has a week as primary without the week as secondary before it",
  why: "a turn is served in one piece: the week as secondary is how one gets to know what goes on",
  fix: "let the entry count from another handoff, or let one shift be covered instead",
  check: ({ timeline, now }) =>
    shiftsAhead(timeline, now).flatMap(({ index, start, date, terms }) =>
      // Where the queue is too short a role is vacant, and everybody comes to the one before it without it.
      start <= now || timeline.rotation.queue(index).seats.length < terms.roles.length
        ? []
        : findSplits(timeline, index).map(({ person, role, lacks }) => ({
            path: findActingEntry(timeline, index) ?? ["rotation"],
            message: `${person} is ${role} from ${formatDay(date)} without being ${lacks} in the shift before`,
            help: "let the entry count from another handoff, or let one shift be covered instead: oncall cover ID --by ID --shift DATE",
          })),
    ),
};
