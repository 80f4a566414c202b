/** Finds the time of a cover: as written, or from the handoff of its shift to the next. */
import type { Cover } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import type { Handoffs } from "./handoffs.ts";

export interface CoverTime extends Interval {
  readonly cover: Cover;
}

export function findCoverTime(cover: Cover, handoffs: Handoffs): CoverTime {
  if (cover.span.kind === "time") return { cover, start: cover.span.start, end: cover.span.end };
  const index = handoffs.on(cover.span.date);
  return { cover, start: handoffs.at(index).instant, end: handoffs.at(index + 1).instant };
}
