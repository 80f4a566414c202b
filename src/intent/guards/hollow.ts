/** What a wish leaves without effect: itself, or a cover that was promised and would cover nothing any more. */
import type { Cover } from "../../roster/model.ts";
import { resolveSpan, shiftsIn } from "../../rules/serving.ts";
import { describeEntry } from "../../rules/words.ts";
import type { Timeline } from "../../timeline/build.ts";
import { entryKey, findLastEffect } from "../../timeline/entry.ts";
import type { GuardAnswer, GuardContext } from "./question.ts";

export function hollow(question: GuardContext): readonly GuardAnswer[] {
  const { wish, before, after, now, added, changes } = question;
  if (wish.kind === "approve") return [];
  const ahead = after.roster.changes.filter(
    (entry) => entry.kind === "cover" && findLastEffect(after, entry) > now,
  );
  const sayings = new Map(ahead.map((entry) => [entryKey(entry), entry]));
  const lost = before.roster.changes.flatMap((entry): readonly GuardAnswer[] => {
    if (entry.kind !== "cover" || findLastEffect(before, entry) <= now) return [];
    const saying = entryKey(entry);
    const kept = sayings.get(saying);
    if (kept === undefined || !covers(before, saying, entry) || covers(after, saying, entry)) return [];
    const message = `${describeEntry(kept)} would then cover nothing`;
    return [
      { weight: "warning", rule: "hollow-cover", message, help: `take it back: oncall undo ${kept.line}` },
    ];
  });
  if (wish.kind === "undo" || wish.kind === "cover" || added.length === 0 || changes.length > 0) return lost;
  const message =
    wish.kind === "ready"
      ? `${wish.person} has no skip in force then: this changes nothing`
      : "this changes nobody's weeks";
  return [...lost, { weight: "warning", rule: "no-effect", message, help: undefined }];
}

function covers(timeline: Timeline, saying: string, { span }: Cover): boolean {
  return shiftsIn(timeline, resolveSpan(timeline, span)).some(({ stretches }) =>
    stretches.some((stretch) => stretch.covers.some((cover) => entryKey(cover) === saying)),
  );
}
