/** A skip without end is old. */
import { wallOf } from "../../time/zone.ts";
import type { Rule } from "../rule.ts";

const DAYS = 90;

export const longSkip: Rule = {
  id: "long-skip",
  severity: "warning",
  silenceable: true,
  what: `a skip until ready is older than ${DAYS} days`,
  why: "everybody takes part; who is forgotten in a skip never does again",
  fix: "`oncall ready ID`, or a skip with an end",
  check: ({ timeline: { rotation, roster }, now }) => {
    const { skipping, terms } = rotation.queue(rotation.handoffs.reached(now));
    const today = wallOf(terms.zone, now).date;
    return roster.changes.flatMap((entry) => {
      if (entry.kind !== "skip" || entry.length.kind !== "ready" || today - entry.from <= DAYS) return [];
      const { person, path } = entry;
      if (skipping.get(person)?.until?.entry !== entry) return [];
      return [
        {
          path,
          message: `${person} has been skipped for ${today - entry.from} days, and without an end`,
          help: `oncall ready ${person} --approved-by manager, or a skip with an end: --until DATE`,
        },
      ];
    });
  },
};
