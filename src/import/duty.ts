/** Writes hours of the week as `duty` of a roster does. */
import { formatTime, WEEKDAYS } from "../time/date.ts";
import type { WeekWindow } from "../time/week.ts";

const SHORT = WEEKDAYS.map((name) => name.slice(0, 3));

export function writeDuty(hours: readonly WeekWindow[]): readonly string[] {
  return hours.flatMap(({ days, start, later, end }) => {
    const [from, until] = [formatTime(start), formatTime(end)];
    const isDaily = (later === 0 && end > start) || (later === 1 && end <= start);
    if (!isDaily) return days.map((day) => `${SHORT[day]} ${from} - ${SHORT[(day + later) % 7]} ${until}`);
    const time = `${from}-${later === 1 && end === 0 ? "24:00" : until}`;
    return [days.length === WEEKDAYS.length ? time : `${joinDays(days)} ${time}`];
  });
}

/** `mon-fri`, or `mon,wed`. */
function joinDays(days: readonly number[]): string {
  const names = days.map((day) => SHORT[day]);
  const isRange = days.length > 2 && Math.max(...days) - Math.min(...days) === days.length - 1;
  return isRange ? `${names[0]}-${names.at(-1)}` : names.join(",");
}
