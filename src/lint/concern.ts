/** A question and an entry in, whether a check still has to do with it out: what is over is as it was. */

import type { Cover, Entry } from "../roster/model.ts";
import { resolveSpan } from "../rules/serving.ts";
import { compare } from "../timeline/compare.ts";
import { findLastEffect } from "../timeline/entry.ts";
import type { RuleContext } from "./rule.ts";

/** Whether the base has no entry that does the same. */
export function isNew({ timeline, before }: RuleContext, entry: Entry): boolean {
  return before !== undefined && compare(before.timeline, timeline).added.includes(entry);
}

/** Whether an entry is new, or still changes who serves. */
export function isRelevant(question: RuleContext, entry: Entry): boolean {
  return findLastEffect(question.timeline, entry) > question.now || isNew(question, entry);
}

/** The covers that a check has to do with, each with its time as instants. */
export function findRelevantCovers(
  question: RuleContext,
): readonly { readonly cover: Cover; readonly start: number; readonly end: number }[] {
  return question.timeline.roster.changes.flatMap((cover) =>
    cover.kind === "cover" && isRelevant(question, cover)
      ? [{ cover, ...resolveSpan(question.timeline, cover.span) }]
      : [],
  );
}
