/** Nobody serves a role in a time to come. */

import type { Span } from "../../rules/serving.ts";
import { formatMoment, formatSpan } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findActingEntry } from "../acting.ts";
import { findVacancies, windowAhead } from "../ahead.ts";
import type { Rule, RuleFinding } from "../rule.ts";

export const vacantRole: Rule = {
  id: "vacant-role",
  severity: "error",
  silenceable: true,
  what: "a role is vacant in a time to come",
  why: "a page of that time reaches nobody",
  fix: "let somebody join, or end a skip before that handoff",
  check: ({ timeline, now }) =>
    findVacancies(timeline, now).map((vacancy) => ({
      ...placeOf(timeline, vacancy.start),
      message: `nobody is ${vacancy.role} ${when(timeline, vacancy, now)}`,
      help: undefined,
    })),
};

/** The entry that acts on the queue where it begins. */
function placeOf(timeline: Timeline, start: Instant): Pick<RuleFinding, "path" | "on"> {
  const path = findActingEntry(timeline, timeline.shiftFrom(start));
  return path === undefined ? { path: ["rotation"], on: "key" } : { path };
}

/** What goes on behind all that the log says has no end. */
function when(timeline: Timeline, vacancy: Span, now: Instant): string {
  const isForGood = vacancy.end >= windowAhead(timeline, now).end;
  return isForGood
    ? `from ${formatMoment(timeline.roster, vacancy.start)} on, with no end in sight`
    : formatSpan(timeline.roster, vacancy);
}
