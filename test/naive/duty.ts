/** Works out the hours of duty, day by day and window by window: rotation.md, "Hours of duty". */
import { DAY_MS, type Day, weekdayOf } from "./calendar.ts";
import { type Instant, instantOf } from "./zone.ts";

export type PlainDuty = string | readonly string[] | { readonly outside: string | readonly string[] };

/** What of some terms the hours need. */
interface Hours {
  readonly zone: string;
  readonly duty: PlainDuty | undefined;
}

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function listOf(windows: string | readonly string[]): readonly string[] {
  return typeof windows === "string" ? [windows] : windows;
}

/** The days' windows, empty ones and inverted ones too, of all days near a span. */
function occurrences(zone: string, text: string, from: Instant, until: Instant): readonly Span[] {
  const found: Span[] = [];
  for (let day = Math.floor(from / DAY_MS) - 9; day <= Math.floor(until / DAY_MS) + 2; day += 1) {
    const window = windowOn(text, day);
    if (window === undefined) continue;
    found.push({
      start: instantOf(zone, day, window.start),
      end: instantOf(zone, window.lastDay, window.end),
    });
  }
  return found;
}

interface DayWindow {
  readonly start: number;
  readonly lastDay: Day;
  readonly end: number;
}

/** The window that begins on a day, if there is one. */
function windowOn(text: string, day: Day): DayWindow | undefined {
  const today = weekdayOf(day).slice(0, 3);
  const weekly = /^(\w+) (\d\d:\d\d) ?- ?([a-z]+) (\d\d:\d\d)$/i.exec(text);
  if (weekly !== null) {
    const [, first = "", from = "", last = "", until = ""] = weekly;
    if (today !== short(first)) return undefined;
    // "to the first such time after it (the end's date is found by the calendar …)"
    for (let lastDay = day; ; lastDay += 1) {
      const isThere = weekdayOf(lastDay).slice(0, 3) === short(last);
      if (isThere && (lastDay - day) * 1440 + minutes(until) > minutes(from)) {
        return {
          start: minutes(from),
          lastDay: lastDay + (until === "24:00" ? 1 : 0),
          end: minutes(until) % 1440,
        };
      }
    }
  }
  const words = text.split(" ");
  const hours = words.at(-1) ?? "";
  if (words.length === 2 && !isAmong(words[0] ?? "", today)) return undefined;
  const [from = "", until = ""] = hours.split("-");
  const isNextDay = minutes(until) <= minutes(from) || until === "24:00";
  return { start: minutes(from), lastDay: day + (isNextDay ? 1 : 0), end: minutes(until) % 1440 };
}

function isAmong(days: string, today: string): boolean {
  return days.split(",").some((range) => {
    const [first = "", last = first] = range.split("-").map(short);
    for (let at = WEEK.indexOf(first); ; at = (at + 1) % 7) {
      if (WEEK[at] === today) return true;
      if (WEEK[at] === last) return false;
    }
  });
}

function short(day: string): string {
  return day.toLowerCase().slice(0, 3);
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

/** The parts of a span that are duty, the longest possible: between two edges nothing changes. */
export function dutyIn({ zone, duty }: Hours, { start, end }: Span): readonly Span[] {
  if (start >= end) return [];
  if (duty === undefined) return [{ start, end }];
  const isOutside = typeof duty === "object" && "outside" in duty;
  const windows = listOf(isOutside ? duty.outside : duty).flatMap((text) =>
    occurrences(zone, text, start, end),
  );
  const edges = windows
    .flatMap((window) => [window.start, window.end])
    .filter((edge) => edge > start && edge < end);
  const cuts = [...new Set([start, ...edges, end])].sort((a, b) => a - b);
  const found: Span[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const until = cuts[index + 1] ?? end;
    const isInside = windows.some((window) => window.start <= from && from < window.end);
    if (isInside === isOutside) continue;
    const last = found.at(-1);
    if (last?.end === from) found.splice(-1, 1, { start: last.start, end: until });
    else found.push({ start: from, end: until });
  }
  return found;
}

/** "a window whose two ends are the same time" */
export function isOfNoLength(text: string): boolean {
  const [from, until] = text.match(/\d\d:\d\d/g) ?? [];
  if (!/ ?- ?[a-z]+ \d/i.test(text)) return from === until;
  return [0, 1, 2, 3, 4, 5, 6].some((day) => {
    const window = windowOn(text, day);
    return window !== undefined && (window.lastDay - day) * 1440 + window.end - window.start === 7 * 1440;
  });
}

/** Whether the windows are the whole week, in a week in which no clocks change. */
export function fillWeek(windows: string | readonly string[]): boolean {
  const week = { start: 4 * DAY_MS, end: 11 * DAY_MS }; // 5 January 1970 was a Monday
  const [first] = dutyIn({ zone: "UTC", duty: windows }, week);
  return first?.start === week.start && first.end === week.end;
}
