/** An entry stands behind a later one. */
import { dateOf } from "../../intent/guards/quota.ts";
import { type Span, timeOf } from "../../intent/serving.ts";
import type { Cover, Entry, Id } from "../../roster/model.ts";
import { formatDate } from "../../time/date.ts";
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
    const covers = new Map<Id, (Span & { readonly cover: Cover })[]>();
    for (const entry of timeline.roster.changes) {
      const date = dateOf(timeline.roster, entry);
      const waits =
        entry.kind === "cover" && mustWait(covers, { cover: entry, ...timeOf(timeline, entry.span) });
      if (latest === undefined || date >= latest.date) latest = { entry, date };
      else if (!waits)
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
function mustWait(
  before: Map<Id, (Span & { readonly cover: Cover })[]>,
  entry: Span & { readonly cover: Cover },
): boolean {
  const both = [entry.cover.person, entry.cover.by].map((id) => before.get(id) ?? []);
  for (const id of [entry.cover.person, entry.cover.by]) {
    const list = before.get(id);
    if (list === undefined) before.set(id, [entry]);
    else list.push(entry);
  }
  return both.some((list) =>
    list.some((other) => other !== entry && other.start < entry.end && other.end > entry.start),
  );
}
