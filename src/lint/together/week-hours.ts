/** Names hours that recur every week in a few words: `Mon–Thu 17:00–09:00 and Fri 17:00–Mon 09:00`. */
import type { DutyHours } from "../../roster/model.ts";
import { joinWords } from "../../rules/words.ts";
import { formatTime, WEEKDAYS, weekdayIndex } from "../../time/date.ts";
import { type Interval, subtract } from "../../time/interval.ts";
import { joinOverSunday, listWeekHours } from "../../time/week.ts";
import { wallOf, type Zone } from "../../time/zone.ts";

/** In minutes of wall time; `from` counts from Monday 00:00. */
export interface WeekHours {
  readonly from: number;
  readonly length: number;
}

const DAY = 1440;
const WEEK = 7 * DAY;
/** More than these help nobody. */
const MOST = 4;

/** The hours of a week, in which no clock changes, that are no duty. */
export function findHoursOff({ windows, outside }: DutyHours): readonly WeekHours[] {
  const listed = listWeekHours(windows);
  const off = outside ? listed : subtract({ start: 0, end: WEEK }, listed);
  return joinOverSunday(off).map(({ start, end }) => ({ from: start, length: end - start }));
}

/** The hours of the week by the wall clock of a zone. */
export function toWeekHours(zone: Zone, { start, end }: Interval): WeekHours {
  const from = wallOf(zone, start);
  const until = wallOf(zone, end);
  return {
    from: weekdayIndex(from.date) * DAY + from.time,
    length: (until.date - from.date) * DAY + until.time - from.time,
  };
}

/** The same time on days that follow each other. */
interface HoursGroup {
  readonly first: number;
  last: number;
  readonly time: number;
  readonly length: number;
}

export function nameWeekHours(all: readonly WeekHours[]): string {
  const groups: HoursGroup[] = [];
  for (const { from, length } of all) {
    const day = Math.floor(from / DAY);
    const time = from % DAY;
    const same = groups.findLast(
      (group) => group.time === time && group.length === length && group.last === day - 1,
    );
    if (same !== undefined && length <= DAY) same.last = day;
    else groups.push({ first: day, last: day, time, length });
  }
  const names = groups.map(nameGroup);
  const rest = names.length - MOST;
  return rest > 0
    ? `${names.slice(0, MOST).join(", ")} and at ${rest} more ${rest === 1 ? "time" : "times"}`
    : joinWords(names);
}

function nameGroup({ first, last, time, length }: Readonly<HoursGroup>): string {
  const end = time + length;
  if (length >= WEEK) return "the whole week";
  const until = formatTime(end % DAY);
  const range = first === last ? nameDay(first) : `${nameDay(first)}–${nameDay(last)}`;
  if (end <= DAY) return `${range} ${formatTime(time)}–${end === DAY ? "24:00" : until}`;
  return first === last
    ? `${range} ${formatTime(time)}–${nameDay(first + Math.floor(end / DAY))} ${until}`
    : `${range} ${formatTime(time)}–${until}`;
}

function nameDay(index: number): string {
  const name = WEEKDAYS[index % 7] ?? "";
  return `${name.charAt(0).toUpperCase()}${name.slice(1, 3)}`;
}
