/** Compares a roster with its base: what the change does, and until when it may be merged. */
import type { Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findAllChanges, findChanges } from "../../timeline/changes.ts";
import { compare } from "../../timeline/compare.ts";
import { findHorizon } from "../../timeline/horizon.ts";
import { findMoves } from "../../timeline/moves.ts";
import { dropCovers, weave } from "../../timeline/variant.ts";
import type { BaseComparison } from "../report.ts";
import { findFirstOnRecord } from "./begun.ts";
import { isExcused } from "./past.ts";
import { findRunning } from "./running.ts";

export function compareWithBase(
  before: Timeline,
  after: Timeline,
  now: Instant,
  guards: Roster,
): Pick<BaseComparison, "changes" | "moves" | "until"> {
  return {
    changes: findAllChanges(before, after),
    moves: findMoves(before, after),
    until: findDeadline(before, after, now, guards),
  };
}

/**
 * The first instant at which the change would be an error. For the queue, when the first shift that differs begins; for a
 * cover, when its shift ends; for an entry that was removed or changed, even if another does the same, when it takes effect.
 */
function findDeadline(before: Timeline, after: Timeline, now: Instant, guards: Roster): Instant | undefined {
  const { start = now, terms, added, removed } = compare(before, after);
  const lawful = weave(
    before,
    after,
    [],
    added.filter((entry) => isExcused(guards, entry)),
  );
  const from = Math.max(start, findRunning(before, now).start);
  const end = findHorizon(before, after, from);
  const shiftOf = (instant: Instant) => {
    const index = before.shiftAt(instant);
    return index === undefined ? undefined : before.shift(index);
  };
  const [served] = findChanges(lawful, after, from, end);
  const touches = terms.length > 0 || [...added, ...removed].some(({ kind }) => kind !== "cover");
  const [queued] = touches ? findChanges(dropCovers(lawful), dropCovers(after), from, end) : [];
  const ends = [
    ...(served === undefined ? [] : [shiftOf(served.start)?.end ?? served.start]),
    ...(queued === undefined ? [] : [shiftOf(queued.start)?.start ?? queued.start]),
    findFirstOnRecord(before, after, end) ?? now,
  ].filter((instant) => instant > now);
  return ends.length === 0 ? undefined : Math.min(...ends);
}
