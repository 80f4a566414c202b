/**
 * A wish and the timelines before and after it in; what forbids it, what somebody should say yes to and what is to be
 * said out. The guards run on what the new text was read as, not on what was meant.
 */

import { ALLOWABLE, type EditRule } from "../rules/ids.ts";
import type { Wish } from "../rules/wish.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findChanges } from "../timeline/changes.ts";
import { compare } from "../timeline/compare.ts";
import { findHorizon } from "../timeline/horizon.ts";
import { approvals } from "./guards/approvals.ts";
import { hollow } from "./guards/hollow.ts";
import { uncovered } from "./guards/leaving.ts";
import { past } from "./guards/past.ts";
import type { GuardAnswer, GuardContext } from "./guards/question.ts";
import { maxExceptions } from "./guards/quota.ts";
import { littleRest } from "./guards/rest.ts";
import { bothRoles, noRoles, vacancy } from "./guards/roles.ts";
import { skipping } from "./guards/skipping.ts";
import { splitTurns } from "./guards/split.ts";
import { refuse, type Warning, type WishRefusal } from "./refusal.ts";

export interface Verdict {
  /** Nothing may be written while there is one. */
  readonly refusals: readonly WishRefusal[];
  /** To be asked where somebody can be; beyond that they are warnings. */
  readonly doubts: readonly Warning[];
  /** What was allowed by name is among them. */
  readonly warnings: readonly Warning[];
}

const ALL: readonly ((question: GuardContext) => readonly GuardAnswer[])[] = [
  approvals,
  past,
  splitTurns,
  noRoles,
  vacancy,
  uncovered,
  bothRoles,
  skipping,
  maxExceptions,
  littleRest,
  hollow,
];

export function judge(wish: Wish, before: Timeline, after: Timeline, now: Instant): Verdict {
  const { start, log } = compare(before, after);
  const changes =
    start === undefined ? [] : findChanges(before, after, start, findHorizon(before, after, start));
  const found = ALL.flatMap((guard) => guard({ wish, before, after, now, ...log, start, changes }));
  const once = found.filter(
    ({ message }, index) => found.findIndex((other) => other.message === message) === index,
  );
  const weightOf = ({ rule, weight }: GuardAnswer) => (isAllowed(rule, wish) ? "warning" : weight);
  const pick = (weight: GuardAnswer["weight"]): readonly Warning[] =>
    once
      .filter((answer) => weightOf(answer) === weight)
      .map(({ rule, message, help, ...answer }) => {
        // Whoever allowed it by name has made up their mind.
        return { rule, message, help: answer.weight === weight ? help : undefined };
      });
  return { refusals: pick("refusal").map(refuse), doubts: pick("doubt"), warnings: pick("warning") };
}

function isAllowed(rule: EditRule, { allow }: Wish): boolean {
  return allow.includes(rule) && ALLOWABLE.some((id) => id === rule);
}
