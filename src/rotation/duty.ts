/** Finds the hours of duty of some terms, as instants (rotation.md, "Hours of duty"). */
import type { Terms } from "../roster/model.ts";
import { DAY_MS } from "../time/date.ts";
import { type Interval, subtract } from "../time/interval.ts";
import { findWindows } from "../time/week.ts";

/** Somebody is on call in nearly every such span, so that a question about years need not look at all of them. */
const PROBE_MS = 8 * DAY_MS;

/** The duty of the terms in a span of time, whether they govern then or not: half-open, sorted, cut to it, none touching the next. */
export function dutyWindows(
  { duty, zone }: Pick<Terms, "duty" | "zone">,
  within: Interval,
): readonly Interval[] {
  if (within.start >= within.end) return [];
  if (duty === undefined) return [{ start: within.start, end: within.end }];
  const windows = findWindows(zone, duty.windows, within);
  return duty.outside ? subtract({ start: within.start, end: within.end }, windows) : windows;
}

/** Whether there is any duty of the terms in a span of time. */
export function holdsDuty(terms: Pick<Terms, "duty" | "zone">, { start, end }: Interval): boolean {
  for (let from = start; from < end; from += PROBE_MS) {
    if (dutyWindows(terms, { start: from, end: Math.min(from + PROBE_MS, end) }).length > 0) return true;
  }
  return false;
}
