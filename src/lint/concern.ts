/** Decides whether an entry still matters to a rule: what is over cannot be changed. */
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
export function isRelevant(context: RuleContext, entry: Entry): boolean {
  return findLastEffect(context.timeline, entry) > context.now || isNew(context, entry);
}

/** The covers that still matter, with their times. */
export function findRelevantCovers(
  context: RuleContext,
): readonly { readonly cover: Cover; readonly start: number; readonly end: number }[] {
  return context.timeline.roster.changes.flatMap((cover) =>
    cover.kind === "cover" && isRelevant(context, cover)
      ? [{ cover, ...resolveSpan(context.timeline, cover.span) }]
      : [],
  );
}
