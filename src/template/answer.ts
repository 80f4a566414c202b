/** Reads what people answer when a roster is set up, or says what is wrong and what to type instead. */
import { capitalize, dropInvisible, findHidden, nameCode } from "../text/letters.ts";
import { suggest } from "../text/suggest.ts";
import { type LocalDate, parseDate, parseTime, WEEKDAYS, type Weekday, weekdayOf } from "../time/date.ts";
import { fillsWeek, parseWeekWindow } from "../time/week.ts";
import type { Zone } from "../time/zone.ts";
import { findCity, hasCity, suggestZone } from "../time/zone-name.ts";

export type Answer<Value> = { readonly kind: "good"; readonly value: Value } | Wrong;

/** One line each, in the style of a Finding. */
export interface Wrong {
  readonly kind: "wrong";
  readonly message: string;
  readonly help: string;
}

/** Weekday and `HH:MM`, as the roster has them. */
export interface WeekdayTime {
  readonly weekday: Weekday;
  readonly time: string;
}

/** The hours at which somebody is on call, or outside of which. */
export interface FirstDuty {
  readonly hours: string;
  readonly outside: boolean;
}

export const NOON_ON_MONDAY: WeekdayTime = { weekday: "monday", time: "12:00" };

export function accept<Value>(value: Value): Answer<Value> {
  return { kind: "good", value };
}

export function reject(message: string, help: string): Wrong {
  return { kind: "wrong", message, help };
}

/** Text for the roster: one line, without hidden characters. */
export function readText(text: string, what: string): Answer<string> {
  const clean = dropInvisible(text).trim();
  if (clean === "") return reject(`${what} is missing`, "type some letters");
  const [hidden] = findHidden(clean);
  if (hidden !== undefined)
    return reject(
      `${what} has the hidden character ${nameCode(hidden.character)}`,
      "type it again, on one line",
    );
  return accept(clean);
}

/** A zone by its IANA name, in any capitals. */
export function readZone(text: string, zoneOf: (name: string) => Zone | undefined): Answer<Zone> {
  const name = text.trim();
  const names = Intl.supportedValuesOf("timeZone");
  const spelt = names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
  const zone = zoneOf(spelt);
  if (zone !== undefined && hasCity(zone.name)) return accept(zone);
  if (zone !== undefined) {
    const city = findCity(zone.name);
    return reject(
      `${zone.name} is not of the form Area/City, and may ignore daylight saving time`,
      city === undefined
        ? "give the zone of a city in full, such as Asia/Singapore, or UTC"
        : `did you mean ${city}?`,
    );
  }
  const near = suggestZone(name, zoneOf);
  return reject(
    `there is no time zone ${JSON.stringify(name)}`,
    near === undefined ? "give an IANA name, such as Europe/Lisbon" : `did you mean ${near}?`,
  );
}

const HANDOFF_HELP = "write a weekday and a time, such as monday 12:00";

export function readHandoff(text: string): Answer<WeekdayTime> {
  const [, day = "", clock = ""] = /^([a-z]+)[ ,]+(\d{1,2}:\d{2})$/.exec(text.trim().toLowerCase()) ?? [];
  if (day === "") return reject(`${JSON.stringify(text)} is not a handoff`, HANDOFF_HELP);
  const weekday = WEEKDAYS.find((name) => name === day || name.slice(0, 3) === day);
  if (weekday === undefined) {
    const near = suggest(day, WEEKDAYS);
    return reject(
      `there is no weekday ${JSON.stringify(day)}`,
      near === undefined ? HANDOFF_HELP : `did you mean ${near}?`,
    );
  }
  const time = clock.padStart(5, "0");
  if (parseTime(time) === undefined)
    return reject(`there is no time ${clock}`, "hours go from 00:00 to 23:59");
  return accept({ weekday, time });
}

/** What people answer who are on call at all hours. */
export const ALWAYS = "always";

const DUTY_HELP =
  'write hours such as "mon-fri 09:00-17:00", "outside mon-fri 09:00-17:00" for all others, or "always"';

/** The hours of duty as the roster has them; undefined: always. */
export function readDuty(text: string): Answer<FirstDuty | undefined> {
  const answer = text.trim();
  if (answer.toLowerCase() === ALWAYS) return accept(undefined);
  const [, outside, hours = ""] = /^(outside )?\s*(.*)$/i.exec(answer) ?? [];
  const window = parseWeekWindow(hours);
  if (window === "no-form") return reject(`${JSON.stringify(text)} are no hours of the week`, DUTY_HELP);
  if (window === "no-length")
    return reject(`${JSON.stringify(hours)} ends when it begins`, "a whole day is 00:00-24:00");
  if (!fillsWeek([window])) return accept({ hours, outside: outside !== undefined });
  return outside === undefined
    ? accept(undefined)
    : reject("outside these hours there is no time left", DUTY_HELP);
}

/** The date of the first handoff. */
export function readStart(text: string, { weekday }: WeekdayTime): Answer<LocalDate> {
  const date = parseDate(text.trim());
  if (date === undefined) return reject(`${JSON.stringify(text)} is not a date`, "write YYYY-MM-DD");
  if (weekdayOf(date) === weekday) return accept(date);
  return reject(
    `${text.trim()} is a ${capitalize(weekdayOf(date))}, but the handoff is on ${capitalize(weekday)}`,
    `give a ${capitalize(weekday)}, or choose another weekday for the handoff`,
  );
}
