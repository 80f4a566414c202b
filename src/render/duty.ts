/** Says hours of duty in words: `on duty Mon–Fri 09:00–17:00`, `outside Mon–Fri 09:00–17:00`. */
import type { DutyHours, Terms } from "../roster/model.ts";
import { formatTime, WEEKDAYS } from "../time/date.ts";
import { listDayRanges, type WeekWindow } from "../time/week.ts";
import type { Zone } from "../time/zone.ts";

const DAYS: readonly string[] = WEEKDAYS.map((name) => name.charAt(0).toUpperCase() + name.slice(1, 3));

/** Hours are those of the terms' zone, which is named if times are in another; empty: always on call. */
export function dutyPhrases({ duty, zone }: Terms, shown: Zone): readonly string[] {
  if (duty === undefined) return [];
  return [`${dutyText(duty)}${zone.name === shown.name ? "" : ` in ${zone.name}`}`];
}

export function dutyText({ windows, outside }: DutyHours): string {
  return `${outside ? "outside" : "on duty"} ${windowsText(windows)}`;
}

/** `Mon–Fri 09:00–12:00, 13:00–17:00 and Sat 22:00 – Sun 06:00`. */
export function windowsText(windows: readonly WeekWindow[]): string {
  const parts: { readonly days: string; readonly hours: string[] }[] = [];
  for (const window of windows) {
    const { days, hours } = describeWindow(window);
    const last = parts.at(-1);
    if (last !== undefined && days !== "" && last.days === days) last.hours.push(hours);
    else parts.push({ days, hours: [hours] });
  }
  return parts.map(({ days, hours }) => `${days}${hours.join(", ")}`).join(" and ");
}

/** A window that ends on another day than the only one on which it begins names both. */
function describeWindow(window: WeekWindow): { readonly days: string; readonly hours: string } {
  const { days, start, later, end } = window;
  // Midnight ends the day before it.
  const last = end === 0 ? later - 1 : later;
  const until = end === 0 ? "24:00" : formatTime(end);
  const [first, ...others] = days;
  if (first !== undefined && others.length === 0 && last > 0)
    return { days: "", hours: `${nameDay(first)} ${formatTime(start)} – ${nameDay(first + last)} ${until}` };
  const hours = `${formatTime(start)}–${until}`;
  return { days: days.length === DAYS.length ? "every day " : `${daysText(days)} `, hours };
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
