/** Defines the roster as the JSON cases write it, and reads the few values that the naive computation needs. */
import { DAY_MS, type Day, dayOf, MINUTE_MS } from "./calendar.ts";
import type { PlainDuty } from "./duty.ts";
import { type Instant, instantOf } from "./zone.ts";

export interface PlainTerms {
  readonly start: string;
  readonly timezone: string;
  readonly handoff?: string;
  readonly every?: string;
  readonly roles?: readonly string[];
  readonly queue: readonly string[];
  readonly duty?: PlainDuty;
}

/** One entry of `changes`, of whatever kind. */
export interface PlainEntry {
  readonly join?: string;
  readonly after?: string;
  readonly leave?: string;
  readonly swap?: readonly string[];
  readonly skip?: string;
  readonly turns?: number;
  readonly ready?: string;
  readonly cover?: string;
  readonly by?: string;
  readonly role?: string;
  readonly shift?: string;
  readonly from?: string;
  readonly until?: string;
  readonly approved_by?: string | readonly string[];
}

export interface PlainRoster {
  readonly version: number;
  readonly team: string;
  readonly rotation: PlainTerms | readonly PlainTerms[];
  readonly people: Readonly<Record<string, { readonly name: string; readonly manager?: string }>>;
  readonly changes?: readonly PlainEntry[];
}

/** One element of rotation.md's "What comes out". */
export interface PlainShift {
  readonly role: string;
  readonly engineer: string | null;
  readonly scheduled: string | null;
  readonly start: string;
  readonly end: string;
}

/** Terms with defaults, and with their values read. */
export interface Terms {
  readonly index: number;
  readonly start: Day;
  readonly zone: string;
  /** None if `handoff` is only a time. */
  readonly weekday: string | undefined;
  /** Minutes after midnight. */
  readonly minute: number;
  /** Days from one handoff to the next. */
  readonly every: number;
  readonly roles: readonly string[];
  readonly queue: readonly string[];
  readonly duty: PlainDuty | undefined;
}

export function termsOf(roster: PlainRoster): readonly Terms[] {
  const rotation = roster.rotation;
  const list: readonly PlainTerms[] = "start" in rotation ? [rotation] : rotation;
  return list.map((terms, index) => {
    const [time = "", weekday] = (terms.handoff ?? "monday 12:00").split(" ").reverse();
    const [count = "", unit = ""] = (terms.every ?? "1 week").split(" ");
    return {
      index,
      start: dayOf(terms.start),
      zone: terms.timezone,
      weekday,
      minute: minuteOf(time),
      every: Number(count) * (unit.startsWith("week") ? 7 : 1),
      roles: terms.roles ?? ["primary", "secondary"],
      queue: terms.queue,
      duty: terms.duty,
    };
  });
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** "wall time in the zone of the terms of that date (the last terms whose `start` is on or before it; else the first); a bare date is 00:00 there" */
export function readInstant(text: string, all: readonly Terms[]): Instant {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?(?:Z|([+-])(\d\d):(\d\d))?$/.exec(text);
  if (parts === null) throw new Error(`no time: ${text}`);
  const [, date = "", time = "00:00", second = "0", sign, hours = "0", minutes = "0"] = parts;
  const day = dayOf(date);
  if (text.endsWith("Z") || sign !== undefined) {
    const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
    return day * DAY_MS + (minuteOf(time) - ahead) * MINUTE_MS + Number(second) * 1000;
  }
  const terms = all.filter(({ start }) => start <= day).at(-1) ?? all[0];
  return instantOf(terms?.zone ?? "UTC", day, minuteOf(time));
}
