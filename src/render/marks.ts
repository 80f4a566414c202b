/** The marks of the tables, and the line that says what the one for the running shift means. */
import type { Instant } from "../time/zone.ts";
import { hanging, type Page } from "./grid.ts";
import { runsAt, type Schedule } from "./schedule.ts";
import { moment } from "./when.ts";
import type { Width } from "./width.ts";

/** Runs at this moment. */
export const NOW = "▸";
/** Belongs to the line above. */
export const NOTE = "↳";

/** Nothing if nothing of what is shown runs now. */
export function nowLines(
  schedule: Schedule,
  shown: readonly { readonly start: Instant; readonly end: Instant }[],
  page: Page,
  width: Width,
): readonly string[] {
  const { now } = schedule;
  if (now === undefined || !shown.some((span) => runsAt(span, now))) return [];
  return ["", ...hanging(NOW, ["now,", moment(schedule, now, undefined)], "now", 0, page, width)];
}
