/** Finds the hours of the week to which a service restricts a rotation, so that nobody is on call off duty. */
import type { Terms } from "../roster/model.ts";
import { formatTime, type LocalDate, type WallTime, weekdayIndex } from "../time/date.ts";
import { type Interval, subtract } from "../time/interval.ts";
import { joinOverSunday, listWeekHours, type WeekWindow } from "../time/week.ts";
import { wallOf, type Zone } from "../time/zone.ts";

const DAY_MINUTES = 1440;
const WEEK: Interval = { start: 0, end: 7 * DAY_MINUTES };

/** No service is known to take more windows, and the minutes of some become 0 or 30. */
const MOST_WINDOWS = 15;
const ROUNDED_MINUTES = 30;

/** By the wall clock of the terms; undefined: always. */
export function hoursOf({ duty }: Pick<Terms, "duty">): readonly WeekWindow[] | undefined {
  if (duty === undefined) return undefined;
  const inside = listWeekHours(duty.windows);
  return groupHours(duty.outside ? subtract(WEEK, inside) : inside);
}

/** Minutes since Monday 00:00, sorted, as windows: undefined for the whole week. What touches over its end is one. */
export function groupHours(parts: readonly Interval[]): readonly WeekWindow[] | undefined {
  const [first] = parts;
  if (first?.start === WEEK.start && first.end === WEEK.end) return undefined;
  const windows = new Map<string, WeekWindow>();
  for (const { start, end } of joinOverSunday(parts)) {
    const day = Math.floor(start / DAY_MINUTES);
    const window = {
      start: start % DAY_MINUTES,
      later: Math.floor(end / DAY_MINUTES) - day,
      end: end % DAY_MINUTES,
    };
    const key = JSON.stringify(window);
    windows.set(key, { days: [...(windows.get(key)?.days ?? []), day], ...window });
  }
  return [...windows.values()];
}

/** The hours without those of the week into which any of these times fall. */
export function narrowHours(
  hours: readonly WeekWindow[] | undefined,
  zone: Zone,
  times: readonly Interval[],
): readonly WeekWindow[] | undefined {
  const removed = times.flatMap(({ start, end }): readonly Interval[] => {
    if (end - start >= WEEK.end * 60_000) return [WEEK];
    const [from, until] = [minuteOf(zone, start), minuteOf(zone, end)];
    return until > from
      ? [{ start: from, end: until }]
      : [
          { start: from, end: WEEK.end },
          { start: WEEK.start, end: until },
        ];
  });
  const distinct = new Map(removed.map((each) => [`${each.start} ${each.end}`, each]));
  const all = hours === undefined ? [WEEK] : listWeekHours(hours);
  return groupHours(all.flatMap((part) => subtract(part, [...distinct.values()])));
}

/** Minutes since Monday 00:00 by the clock of a zone. */
function minuteOf(zone: Zone, instant: number): number {
  const { date, time } = wallOf(zone, instant);
  return weekdayIndex(date) * DAY_MINUTES + time;
}

/** Whether a span of wall time, in minutes from a Monday 00:00 on, has any of the hours in it. */
export function holdsHours(hours: readonly WeekWindow[], { start, end }: Interval): boolean {
  if (end - start >= WEEK.end) return true;
  const parts = listWeekHours(hours);
  return [0, WEEK.end].some((later) =>
    parts.some((part) => part.start + later < end && start < part.end + later),
  );
}

/** On which of seven handoffs from a day on there is any of the hours until the next; then it begins again. */
export function findTakenHandoffs(
  hours: readonly WeekWindow[],
  { date, time, every }: { readonly date: LocalDate; readonly time: WallTime; readonly every: number },
): readonly boolean[] {
  return Array.from({ length: 7 }, (_, step) => {
    const start = weekdayIndex(date + step * every) * DAY_MINUTES + time;
    return holdsHours(hours, { start, end: start + every * DAY_MINUTES });
  });
}

/** Why services cannot hold these hours, a sentence each. */
export function findUnfitHours(hours: readonly WeekWindow[] | undefined): readonly string[] {
  if (hours === undefined) return [];
  const odd = hours.flatMap(({ start, end }) => [start, end]).find((time) => time % ROUNDED_MINUTES !== 0);
  const count = hours.reduce((sum, { days }) => sum + days.length, 0);
  return [
    ...(odd === undefined
      ? []
      : [
          `hours of duty begin or end at ${formatTime(odd)}, and would be rounded to :00 or :30: choose another \`duty\``,
        ]),
    ...(count > MOST_WINDOWS
      ? [
          `hours of duty have ${count} windows a week, more than the ${MOST_WINDOWS} that it takes: choose fewer`,
        ]
      : []),
  ];
}
