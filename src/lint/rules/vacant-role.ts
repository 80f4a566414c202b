/** Reports coming times in which nobody serves a role. */
import { formatMoment, formatSpan } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findActingEntry } from "../acting.ts";
import { findVacancies, findWindow, type Vacancy } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const vacantRole: Rule = {
  id: "vacant-role",
  severity: "error",
  silenceable: true,
  what: "nobody serves a role in a time to come",
  why: "a page in that time reaches no one",
  fix: "have somebody join the queue, or end a skip before that handoff",
  check: (context) =>
    findVacancies(context).map((vacancy) => ({
      ...placeOf(context.timeline, vacancy.start),
      message: `nobody is ${vacancy.role} ${formatTime(vacancy, context)}`,
      help: "have somebody join the queue before then: oncall join ID",
      identity: { key: `vacant ${vacancy.role}`, span: vacancy },
    })),
};

/** The entry that acts on the queue where the vacancy begins. */
function placeOf(timeline: Timeline, start: Instant): Pick<RuleFinding, "path" | "on"> {
  const path = findActingEntry(timeline, timeline.shiftFrom(start));
  return path === undefined ? { path: ["rotation"], on: "key" } : { path };
}

/** What lasts beyond everything in the log has no end. */
function formatTime(vacancy: Vacancy, context: RuleContext): string {
  const { roster } = context.timeline;
  return vacancy.end >= findWindow(context).end
    ? `from ${formatMoment(roster, vacancy.start)} on, with no end in sight`
    : formatSpan(roster, vacancy);
}
