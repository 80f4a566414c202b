/** Defines the marks of the tables, and writes the line that explains the mark of the current shift. */
import type { Instant } from "../time/zone.ts";
import { type Page, writeHanging } from "./grid.ts";
import { runsAt, type Schedule } from "./schedule.ts";
import { moment } from "./when.ts";
import type { Width } from "./width.ts";

/** Is running now. */
export const NOW = "▸";
/** Belongs to the line above. */
export const NOTE = "↳";

/** Empty if nothing that is shown is running now. */
export function nowLines(
  schedule: Schedule,
  shown: readonly { readonly start: Instant; readonly end: Instant }[],
  page: Page,
  width: Width,
): readonly string[] {
  const { now } = schedule;
  if (now === undefined || !shown.some((span) => runsAt(span, now))) return [];
  return ["", ...writeHanging(NOW, ["now,", moment(schedule, now, undefined)], "now", 0, page, width)];
}
