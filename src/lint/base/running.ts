/** Finds where the past ends: at the handoff of the current shift. */
import { floorToMinute } from "../../rules/serving.ts";
import type { Interval } from "../../time/interval.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";

export interface Running extends Interval {
  /** The index of the next shift. */
  readonly next: number;
}

/** Before the first start nobody is on call, and all of that time is past. */
export function findRunning(timeline: Timeline, now: Instant): Running {
  const index = timeline.shiftAt(now);
  if (index === undefined) return { start: floorToMinute(now), end: floorToMinute(now), next: 0 };
  const { start, end } = timeline.shift(index);
  return { start, end, next: index + 1 };
}
