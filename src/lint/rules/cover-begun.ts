/** Notes covers whose time has passed in part. */
import { floorToMinute } from "../../rules/serving.ts";
import { formatSpan } from "../../rules/words.ts";
import { findRelevantCovers, isNew } from "../concern.ts";
import type { Rule } from "../rule.ts";

export const coverBegun: Rule = {
  id: "cover-begun",
  severity: "info",
  silenceable: true,
  what: "part of a cover's time has passed",
  why: "that part is a record, not a plan: pages went to whoever was on call then",
  fix: "nothing, if that is what happened",
  check: (context) => {
    const { timeline, now, before } = context;
    return findRelevantCovers(context)
      .filter(({ cover, start }) => start < floorToMinute(now) && !cover.backdated)
      .filter(({ cover }) => before === undefined || isNew(context, cover))
      .map(({ cover, start, end }) => ({
        path: cover.path,
        message: `${end <= now ? "this time" : "part of this time"} has passed: ${cover.by} is on record ${formatSpan(timeline.roster, { start, end: Math.min(end, floorToMinute(now)) })}`,
        help: undefined,
      }));
  },
};
