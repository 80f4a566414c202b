/** A part of a cover's time has passed. */

import { floorToMinute } from "../../rules/serving.ts";
import { formatSpan } from "../../rules/words.ts";
import { findRelevantCovers, isNew } from "../concern.ts";
import type { Rule } from "../rule.ts";

export const coverBegun: Rule = {
  id: "cover-begun",
  severity: "info",
  silenceable: true,
  what: "a part of a cover's time has passed",
  why: "what it says of that part is a record, not a plan: pages went to whoever was on call then",
  fix: "nothing, if it did happen so",
  check: (question) => {
    const { timeline, now, before } = question;
    return findRelevantCovers(question)
      .filter(({ cover, start }) => start < floorToMinute(now) && !cover.backdated)
      .filter(({ cover }) => before === undefined || isNew(question, cover))
      .map(({ cover, start, end }) => ({
        path: cover.path,
        message: `${end <= now ? "this time" : "a part of this time"} has passed: ${cover.by} is on record ${formatSpan(timeline.roster, { start, end: Math.min(end, floorToMinute(now)) })}`,
        help: undefined,
      }));
  },
};
