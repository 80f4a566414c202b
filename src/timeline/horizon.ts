/** Decides how far ahead to look so that every effect of a log is seen, and whether a difference is permanent. */
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import { findLastEffect, MAX_SHIFTS_AHEAD } from "./entry.ts";

/**
 * Until when to compare two timelines so that every kind of difference shows: past the last effect of both logs, and then
 * twice through the queue. `from` is where they begin to differ.
 */
export function findHorizon(before: Timeline, after: Timeline, from: Instant): Instant {
  const last = Math.max(from, findEndOfLog(before), findEndOfLog(after));
  const { handoffs } = after.rotation;
  const index = handoffs.currentAt(last);
  const first = Math.min(index, handoffs.currentAt(from) + MAX_SHIFTS_AHEAD);
  return handoffs.at(first + 2 * countLonger(before, after, index) + 1).instant;
}

/** Cached, because several guards ask the same of two timelines. */
const ends = new WeakMap<Timeline, Instant>();

/** When the last entry of the log has had its last effect and the last terms have begun. */
export function findEndOfLog(timeline: Timeline): Instant {
  const known = ends.get(timeline);
  if (known !== undefined) return known;
  const {
    roster: { rotation, changes },
    rotation: { handoffs },
  } = timeline;
  const end = changes.reduce(
    (latest, entry) => Math.max(latest, findLastEffect(timeline, entry)),
    handoffs.at(handoffs.on(rotation.reduce((_, later) => later).start)).instant,
  );
  ends.set(timeline, end);
  return end;
}

/** Whether what changes until `last` goes on for ever: it still does in the last round of the queue before the horizon. */
export function isPermanent(before: Timeline, after: Timeline, from: Instant, last: Instant): boolean {
  const { handoffs } = after.rotation;
  const index = handoffs.currentAt(findHorizon(before, after, from));
  return last > handoffs.at(index - countLonger(before, after, index)).instant;
}

/** When everybody in the queue has had a turn since an instant, by both timelines. */
export function findRoundEnd(before: Timeline, after: Timeline, start: Instant): Instant {
  const both = [before, after];
  const begun = both.filter(({ shiftAt }) => shiftAt(start) !== undefined);
  const ends = (begun.length === 0 ? both : begun).map((timeline) => {
    const index = timeline.shiftFrom(start);
    return timeline.rotation.handoffs.at(index + countShifts(timeline, index)).instant;
  });
  return Math.max(...ends);
}

/** How many shifts it takes until everybody in the queue has had a turn. */
export function countShifts({ rotation }: Timeline, index: number): number {
  return Math.max(2, rotation.queue(index).seats.length);
}

function countLonger(before: Timeline, after: Timeline, index: number): number {
  return Math.max(countShifts(before, index), countShifts(after, index));
}
