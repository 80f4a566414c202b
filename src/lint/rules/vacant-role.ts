/** Nobody serves a role in a time to come. */
import { during } from "../../intent/guards/question.ts";
import { timed } from "../../intent/say.ts";
import type { Span } from "../../intent/serving.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { actingAt } from "../acting.ts";
import { ahead, vacanciesAhead } from "../ahead.ts";
import type { Complaint, Rule } from "../rule.ts";

export const vacantRole: Rule = {
  id: "vacant-role",
  severity: "error",
  silenceable: true,
  what: "a role is vacant in a time to come",
  why: "a page of that time reaches nobody",
  fix: "let somebody join, or end a skip before that handoff",
  check: ({ timeline, now }) =>
    vacanciesAhead(timeline, now).map((vacancy) => ({
      ...placeOf(timeline, vacancy.start),
      message: `nobody is ${vacancy.role} ${when(timeline, vacancy, now)}`,
      help: undefined,
    })),
};

/** The entry that acts on the queue where it begins. */
function placeOf(timeline: Timeline, start: Instant): Pick<Complaint, "path" | "on"> {
  const path = actingAt(timeline, timeline.shiftFrom(start));
  return path === undefined ? { path: ["rotation"], on: "key" } : { path };
}

/** What goes on behind all that the log says has no end. */
function when(timeline: Timeline, vacancy: Span, now: Instant): string {
  const isForGood = vacancy.end >= ahead(timeline, now).end;
  return isForGood
    ? `from ${timed(timeline.roster, vacancy.start)} on, with no end in sight`
    : during(timeline.roster, vacancy);
}
