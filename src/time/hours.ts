/** Says whether a time of day is within given hours. */
import type { WallTime } from "./date.ts";

/** The end may be before the start: hours over midnight are a night shift. */
export interface Hours {
  readonly start: WallTime;
  readonly end: WallTime;
}

/** The end is included. */
export function isWithin({ start, end }: Hours, time: WallTime): boolean {
  return start <= end ? start <= time && time <= end : start <= time || time <= end;
}
