/** Prints what a change does, below its findings: whose shifts move, and by when to merge it. */
import type { BaseComparison } from "../lint/report.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Page } from "./grid.ts";
import { movesText } from "./moves.ts";
import { clock, day, yearOf } from "./when.ts";

/** Ends with a line break. */
export async function comparisonText(
  comparison: BaseComparison,
  now: Instant,
  viewer: Zone | undefined,
  page: Page,
): Promise<string> {
  const { moves, people, zone } = comparison;
  const text = await movesText({ ...moves, people, zone, viewer, year: yearOf(zone, now) }, page);
  const before = mergeBefore(comparison, now);
  return before === undefined ? text : `${text}\n${before}\n`;
}

/** `merge before Mon 30 Nov 12:00 EST`; undefined: there is no hurry. */
export function mergeBefore({ until, zoneName, zone }: BaseComparison, now: Instant): string | undefined {
  if (until === undefined) return undefined;
  const when = `${day(zone, until, yearOf(zone, now))} ${clock(zone, until)}`;
  return `merge before ${when} ${zoneName ?? zone.name}`;
}
