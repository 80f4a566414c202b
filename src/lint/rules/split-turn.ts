/** Reports turns that are cut: a role served without the one that comes before it. */
import { findSplits } from "../../rules/turns.ts";
import { formatDay } from "../../rules/words.ts";
import { formatDate } from "../../time/date.ts";
import { findActingEntry } from "../acting.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Rule } from "../rule.ts";

export const splitTurn: Rule = {
  id: "split-turn",
  severity: "warning",
  silenceable: true,
  what: "somebody has a week as primary without the week as secondary before it",
  why: "a turn is served in one piece: the week as secondary is how one learns what is going on",
  fix: "date the entry at another handoff, or have one shift covered instead",
  check: (context) => {
    const { timeline, now } = context;
    return shiftsAhead(context).flatMap(({ index, start, date, terms }) =>
      // In a queue that is too short a role is vacant, and everybody takes the one before it without having served it.
      start <= now || timeline.rotation.queue(index).seats.length < terms.roles.length
        ? []
        : findSplits(timeline, index).map(({ person, role, lacks }) => ({
            path: findActingEntry(timeline, index) ?? ["rotation"],
            message: `${person} is ${role} from ${formatDay(date)} without being ${lacks} in the shift before`,
            help: `date the entry at another handoff, or have that shift covered: oncall cover ${person} --by ID --shift ${formatDate(date)}`,
          })),
    );
  },
};
