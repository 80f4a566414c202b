/** Reports open-ended skips that are old. */
import { type Instant, wallOf } from "../../time/zone.ts";
import { findWindow } from "../ahead.ts";
import type { Rule } from "../rule.ts";

const DAYS = 90;

export const longSkip: Rule = {
  id: "long-skip",
  severity: "warning",
  silenceable: true,
  what: `a skip until ready is older than ${DAYS} days`,
  why: "everybody takes part: somebody forgotten in a skip never serves again",
  fix: "`oncall ready ID`, or a skip with an end",
  check: (context) => {
    const { timeline, now } = context;
    const { rotation, roster } = timeline;
    const queueAt = (instant: Instant) => rotation.queue(rotation.handoffs.currentAt(instant));
    const { skipping, terms } = queueAt(now);
    // A `ready`, a `leave` or new terms later in the log end it.
    const later = queueAt(findWindow(context).end).skipping;
    const today = wallOf(terms.zone, now).date;
    return roster.changes.flatMap((entry) => {
      if (entry.kind !== "skip" || entry.length.kind !== "ready" || today - entry.from <= DAYS) return [];
      const { person, path } = entry;
      if ([skipping, later].some((skips) => skips.get(person)?.until?.entry !== entry)) return [];
      return [
        {
          path,
          message: `${person} has been skipped for ${today - entry.from} days, with no end`,
          help: `oncall ready ${person} --approved-by manager, or a skip with an end: --until DATE`,
        },
      ];
    });
  },
};
