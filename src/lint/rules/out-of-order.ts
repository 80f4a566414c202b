/** Reports entries that come after one with a later date. */
import type { Cover, Entry, Id } from "../../roster/model.ts";
import { dateOf } from "../../rules/exceptions.ts";
import { resolveSpan } from "../../rules/serving.ts";
import { peopleOf } from "../../rules/words.ts";
import { formatDate } from "../../time/date.ts";
import type { Interval } from "../../time/interval.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Rule, RuleFinding } from "../rule.ts";

export const outOfOrder: Rule = {
  id: "out-of-order",
  severity: "warning",
  silenceable: true,
  what: "an entry comes after one with a later date",
  why: "the log is read from top to bottom, and branches that keep its order merge without conflicts",
  fix: "move it up, to after the last entry that is not dated later",
  check: ({ timeline }) => {
    let latest: { readonly entry: Entry; readonly date: number } | undefined;
    let waiting: ReadonlySet<Entry> | undefined;
    const found: RuleFinding[] = [];
    for (const entry of timeline.roster.changes) {
      const date = dateOf(timeline.roster, entry);
      if (latest === undefined || date >= latest.date) latest = { entry, date };
      else {
        waiting ??= waitingIn(timeline);
        if (waiting.has(entry)) continue;
        found.push({
          path: entry.path,
          message: `this ${entry.kind} of ${formatDate(date)} comes after one of ${formatDate(latest.date)}, in line ${latest.entry.line}`,
          help: "move it up, to after the last entry that is not dated later",
        });
      }
    }
    return found;
  },
};

/** Covers act in file order: one that takes what an earlier one gives, or the other way round, must come after it. */
function waitingIn(timeline: Timeline): ReadonlySet<Entry> {
  const byPerson = new Map<Id, (Interval & { readonly cover: Cover })[]>();
  for (const cover of timeline.roster.changes) {
    if (cover.kind !== "cover") continue;
    const time = { cover, ...resolveSpan(timeline, cover.span) };
    for (const id of peopleOf(cover)) {
      const own = byPerson.get(id);
      if (own === undefined) byPerson.set(id, [time]);
      else own.push(time);
    }
  }
  const waiting = new Set<Entry>();
  for (const times of byPerson.values()) {
    times.sort((one, other) => one.start - other.start);
    for (const [position, one] of times.entries()) {
      for (let next = position + 1; next < times.length; next += 1) {
        const other = times[next];
        if (other === undefined || other.start >= one.end) break;
        waiting.add(one.cover.index < other.cover.index ? other.cover : one.cover);
      }
    }
  }
  return waiting;
}
