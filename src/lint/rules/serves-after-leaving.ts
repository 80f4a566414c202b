/** Reports people who are on call after leaving. */
import { writeCommand } from "../../rules/command.ts";
import { findTimeAfterLeaving } from "../../rules/serving.ts";
import { formatSpan } from "../../rules/words.ts";
import { findFirstEffect, findLastEffect } from "../../timeline/entry.ts";
import type { Rule } from "../rule.ts";

export const servesAfterLeaving: Rule = {
  id: "serves-after-leaving",
  severity: "error",
  silenceable: true,
  what: "somebody is on call after leaving",
  why: "somebody who has left the team has no reason to answer",
  fix: "have somebody cover that time, or date the leave at the end of the shift",
  check: ({ timeline, now }) => {
    const { changes } = timeline.roster;
    // After this, nobody who left long ago serves.
    const last = changes.reduce(
      (latest, entry) =>
        entry.kind === "cover" ? Math.max(latest, findLastEffect(timeline, entry)) : latest,
      now,
    );
    return changes.flatMap((entry) =>
      entry.kind !== "leave" || Math.max(last, findFirstEffect(timeline, entry)) <= now
        ? []
        : findTimeAfterLeaving(timeline, entry, now).map(({ role, start, end, covers }) => {
            const span = { kind: "time", start, end } as const;
            const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
            const cover = { kind: "cover", person: entry.person, by: "ID", role, exchange: false } as const;
            return {
              path: covers.at(-1)?.path ?? entry.path,
              message: `${entry.person} is still ${role} after leaving, ${formatSpan(timeline.roster, { start, end })}`,
              help: `have somebody cover: ${writeCommand({ ...cover, span, ...remarks }, timeline.roster)}`,
              identity: { key: `left ${entry.person} ${role}`, span: { start, end } },
            };
          }),
    );
  },
};
