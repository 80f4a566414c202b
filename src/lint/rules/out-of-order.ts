/** An entry stands behind a later one. */
import { dateOf } from "../../intent/guards/quota.ts";
import { timeOf } from "../../intent/serving.ts";
import type { Cover, Entry } from "../../roster/model.ts";
import { formatDate } from "../../time/date.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Complaint, Rule } from "../rule.ts";

export const outOfOrder: Rule = {
  id: "out-of-order",
  severity: "warning",
  silenceable: true,
  what: "an entry stands behind one of a later date",
  why: "the log is read from top to bottom, and branches that keep its order merge without conflict",
  fix: "move it behind the last entry that is dated no later",
  check: ({ timeline }) => {
    let latest: { readonly entry: Entry; readonly date: number } | undefined;
    const found: Complaint[] = [];
    for (const entry of timeline.roster.changes) {
      const date = dateOf(timeline.roster, entry);
      if (latest === undefined || date >= latest.date) latest = { entry, date };
      else if (!mustWait(timeline, entry))
        found.push({
          path: entry.path,
          message: `this ${entry.kind} of ${formatDate(date)} stands behind one of ${formatDate(latest.date)}, in line ${latest.entry.line}`,
          help: "move it behind the last entry that is dated no later",
        });
    }
    return found;
  },
};

/** Covers act in file order: one that takes what another gives, or the other way round, has to stand behind it. */
function mustWait(timeline: Timeline, entry: Entry): boolean {
  if (entry.kind !== "cover") return false;
  const time = timeOf(timeline, entry.span);
  return timeline.roster.changes.slice(0, entry.index).some((other) => {
    if (other.kind !== "cover" || !meet(entry, other)) return false;
    const { start, end } = timeOf(timeline, other.span);
    return start < time.end && end > time.start;
  });
}

function meet(one: Cover, other: Cover): boolean {
  return [one.person, one.by].some((id) => id === other.person || id === other.by);
}
