/** A timeline and now in, where the past ends and the running shift does out. */
import { floorToMinute } from "../../rules/serving.ts";
import type { Interval } from "../../time/interval.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";

export interface Running extends Interval {
  /** The index of the shift behind it. */
  readonly next: number;
}

/** Before the first start there is a past, in which nobody was on call, and no shift runs. */
export function findRunning(timeline: Timeline, now: Instant): Running {
  const index = timeline.shiftAt(now);
  if (index === undefined) return { start: floorToMinute(now), end: floorToMinute(now), next: 0 };
  const { start, end } = timeline.shift(index);
  return { start, end, next: index + 1 };
}
