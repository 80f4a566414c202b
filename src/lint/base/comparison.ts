/** A roster before and after a change in, what the change does and until when that holds out. */
import type { Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findChanges } from "../../timeline/changes.ts";
import { compare } from "../../timeline/compare.ts";
import { findHorizon } from "../../timeline/horizon.ts";
import { findMoves } from "../../timeline/moves.ts";
import { dropCovers, weave } from "../../timeline/variant.ts";
import type { Comparison } from "../report.ts";
import { findFirstOnRecord } from "./begun.ts";
import { isExcused } from "./past.ts";
import { findRunning } from "./running.ts";

export function compareWithBase(
  before: Timeline,
  after: Timeline,
  now: Instant,
  guards: Roster,
): Pick<Comparison, "changes" | "moves" | "until"> {
  const { start } = compare(before, after);
  return {
    changes: start === undefined ? [] : findChanges(before, after, start, findHorizon(before, after, start)),
    moves: findMoves(before, after),
    until: untilOf(before, after, now, guards),
  };
}

/**
 * The first instant at which what the change does would be an error. By the queue: when the first shift that differs
 * begins. By a cover: when the shift that it touches is over. By an entry that is gone or says something else, even where
 * another does the same: when its time comes.
 */
function untilOf(before: Timeline, after: Timeline, now: Instant, guards: Roster): Instant | undefined {
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
