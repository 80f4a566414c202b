/** Tells whether a time is within the hours of a day. */
import type { WallTime } from "./date.ts";

/** The end may be before the start: hours over midnight are a night shift. */
export interface Hours {
  readonly start: WallTime;
  readonly end: WallTime;
}

/** The end counts as within. */
export function isWithin({ start, end }: Hours, time: WallTime): boolean {
  return start <= end ? start <= time && time <= end : start <= time || time <= end;
}
