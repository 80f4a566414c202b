/** Says hours of duty in words: `on duty Mon–Fri 09:00–17:00`, `outside Mon–Fri 09:00–17:00`. */
import type { DutyHours, Terms } from "../roster/model.ts";
import { formatTime, WEEKDAYS } from "../time/date.ts";
import { listDayRanges, measureWindow, type WeekWindow } from "../time/week.ts";
import type { Zone } from "../time/zone.ts";

const DAYS: readonly string[] = WEEKDAYS.map((name) => name.charAt(0).toUpperCase() + name.slice(1, 3));
const DAY_MINUTES = 1440;

/** Hours are those of the terms' zone, which is named if times are in another; empty: always on call. */
export function dutyPhrases({ duty, zone }: Terms, shown: Zone): readonly string[] {
  if (duty === undefined) return [];
  return [`${dutyText(duty)}${zone.name === shown.name ? "" : ` in ${zone.name}`}`];
}

export function dutyText({ windows, outside }: DutyHours): string {
  return `${outside ? "outside" : "on duty"} ${windowsText(windows)}`;
}

/** `Mon–Fri 09:00–17:00 and Sat 10:00–14:00`. */
export function windowsText(windows: readonly WeekWindow[]): string {
  return windows.map(windowText).join(" and ");
}

function windowText(window: WeekWindow): string {
  const { days, start, later, end } = window;
  // Midnight ends the day before it.
  const last = end === 0 ? later - 1 : later;
  const until = end === 0 ? "24:00" : formatTime(end);
  const [first] = days;
  if (measureWindow(window) > DAY_MINUTES && first !== undefined)
    return `${nameDay(first)} ${formatTime(start)} – ${nameDay(first + last)} ${until}`;
  const hours = `${formatTime(start)}–${until}`;
  return days.length === DAYS.length ? `every day ${hours}` : `${daysText(days)} ${hours}`;
}

function nameDay(day: number): string {
  return DAYS[day % DAYS.length] ?? "";
}

/** `Mon, Wed–Fri`; days that run over the end of the week are one range. */
function daysText(days: readonly number[]): string {
  return listDayRanges(days)
    .map(([first, last]) => {
      const dash = last === first + 1 ? ", " : "–";
      return last === first ? nameDay(first) : `${nameDay(first)}${dash}${nameDay(last)}`;
    })
    .join(", ");
}
