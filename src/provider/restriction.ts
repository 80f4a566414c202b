/** Translates hours of the week into the time restriction of a rotation, and back. */
import { groupHours } from "../plan/hours.ts";
import type { RemoteSchedule } from "../plan/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";
import { WEEKDAYS } from "../time/date.ts";
import { listWeekHours, type WeekWindow } from "../time/week.ts";
import { readList, readText } from "./fields.ts";

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Whether a restriction can be lifted is not documented, so that one that allows the whole week takes its place. */
const WHOLE_WEEK: readonly WeekWindow[] = [
  { days: [0], start: 0, later: 3, end: 0 },
  { days: [3], start: 0, later: 4, end: 0 },
];

export function writeRestriction(hours: readonly WeekWindow[] = WHOLE_WEEK): object {
  const clock = ({ start, end }: WeekWindow) => ({
    startHour: Math.floor(start / 60),
    startMin: start % 60,
    endHour: Math.floor(end / 60),
    endMin: end % 60,
  });
  const [only, ...others] = hours;
  if (only?.days.length === 7 && only.later < 2 && others.length === 0)
    return { type: "time-of-day", restriction: clock(only) };
  const restrictions = hours.flatMap((window) =>
    window.days.map((day) => ({
      startDay: WEEKDAYS[day],
      endDay: WEEKDAYS[(day + window.later) % 7],
      ...clock(window),
    })),
  );
  return { type: "weekday-and-time-of-day", restrictions };
}

/** The hours of a rotation's restriction, undefined for the whole week; null: they cannot be read. */
export function readRestriction(value: JsonValue | undefined): readonly WeekWindow[] | undefined | null {
  if (value === undefined || value === null) return undefined;
  const isDaily = readText(value, "type") === "time-of-day";
  const daily = isJsonMap(value) ? value["restriction"] : undefined;
  const windows = isDaily
    ? [
        readWindow(
          isJsonMap(daily) ? daily : {},
          WEEKDAYS.map((_, day) => day),
          0,
          DAY_MINUTES,
        ),
      ]
    : readList(value, "restrictions").map((each) => {
        const [from = -1, until = -1] = ["startDay", "endDay"].map((key) => readDay(each, key));
        const isDay = from >= 0 && until >= 0;
        return isDay ? readWindow(each, [from], until - from, WEEK_MINUTES) : undefined;
      });
  const known = windows.filter((window) => window !== undefined);
  if (known.length === 0 || known.length < windows.length) return null;
  return groupHours(listWeekHours(known));
}

function readDay(value: JsonMap, key: string): number {
  const day = readText(value, key)?.toLowerCase();
  return WEEKDAYS.findIndex((name) => day === `${name}`);
}

/** An end that is not after its start is a period later. */
function readWindow(
  clock: JsonMap,
  days: readonly number[],
  later: number,
  period: number,
): WeekWindow | undefined {
  const [startHour, startMin = 0, endHour, endMin = 0] = ["startHour", "startMin", "endHour", "endMin"].map(
    (key) => (typeof clock[key] === "number" ? clock[key] : undefined),
  );
  if (startHour === undefined || endHour === undefined) return undefined;
  const start = startHour * 60 + startMin;
  const end = later * DAY_MINUTES + endHour * 60 + endMin;
  const length = end > start ? end : end + period;
  return { days, start, later: Math.floor(length / DAY_MINUTES), end: length % DAY_MINUTES };
}

/** Whether it may have somebody on call at some hours alone; one that is no plain pattern may. */
export function isRestricted(before: RemoteSchedule["rotation"]): boolean {
  return before !== undefined && (before.pattern === undefined || before.pattern.hours !== undefined);
}
