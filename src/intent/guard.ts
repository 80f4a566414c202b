/**
 * A wish and the timelines before and after it in; what forbids it, what somebody should say yes to and what is to be
 * said out. The guards run on what the new text was read as, not on what was meant.
 */
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findChanges } from "../timeline/changes.ts";
import { compare } from "../timeline/compare.ts";
import { findHorizon } from "../timeline/horizon.ts";
import { approvals } from "./guards/approvals.ts";
import { hollow } from "./guards/hollow.ts";
import { uncovered } from "./guards/leaving.ts";
import { past } from "./guards/past.ts";
import type { Objection, Question } from "./guards/question.ts";
import { maxExceptions } from "./guards/quota.ts";
import { littleRest } from "./guards/rest.ts";
import { bothRoles, noRoles, vacancy } from "./guards/roles.ts";
import { skipping } from "./guards/skipping.ts";
import { splitTurns } from "./guards/split.ts";
import { GUARDS, type GuardRefusal, type Remark, refused } from "./refusal.ts";
import type { Wish } from "./wish.ts";

export interface Verdict {
  /** Nothing may be written while there is one. */
  readonly refusals: readonly GuardRefusal[];
  /** To be asked where somebody can be; beyond that they are warnings. */
  readonly doubts: readonly Remark[];
  /** What was allowed by name is among them. */
  readonly warnings: readonly Remark[];
}

const ALL: readonly ((question: Question) => readonly Objection[])[] = [
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
  const weightOf = ({ guard, weight }: Objection) =>
    GUARDS[guard].allowable && wish.allow.includes(guard) ? "warning" : weight;
  const remarks = (weight: Objection["weight"]): readonly Remark[] =>
    once
      .filter((objection) => weightOf(objection) === weight)
      .map(({ guard, message, help, ...other }) => {
        // Whoever allowed it by name has made up their mind.
        return { guard, message, help: other.weight === weight ? help : undefined };
      });
  return {
    refusals: remarks("refusal").map(refused),
    doubts: remarks("doubt"),
    warnings: remarks("warning"),
  };
}
