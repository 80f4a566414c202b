/** Looks up public holidays by the country of each person, for `oncall stats`. */
import Holidays from "date-holidays";
import type { Person } from "../roster/model.ts";
import { civilOf, DAY_MS, type LocalDate, parseDate } from "../time/date.ts";
import type { IsHoliday } from "./model.ts";

export interface Calendar {
  readonly isHoliday: IsHoliday;
  /** Countries of the roster of which no holidays are known. */
  readonly unknown: readonly string[];
}

export function openCalendar(people: Iterable<Person>): Calendar {
  const countries = new Set([...people].flatMap(({ country }) => country ?? []));
  const calendars = new Map([...countries].map((country) => [country, openCountry(country)]));
  return {
    isHoliday: ({ country }, date) =>
      country !== undefined && calendars.get(country)?.(civilOf(date).year).has(date) === true,
    unknown: [...countries].filter((country) => calendars.get(country) === undefined),
  };
}

/** The public holidays of each year; undefined if the country, or that part of it, is not known. */
function openCountry(text: string): ((year: number) => ReadonlySet<LocalDate>) | undefined {
  const [country = "", state] = text.split("-");
  const library = new Holidays();
  const isKnown =
    hasName(library.getCountries("en"), country) &&
    (state === undefined || hasName(library.getStates(country, "en"), state));
  if (!isKnown) return undefined;
  const source = state === undefined ? new Holidays(country) : new Holidays(country, state);
  const years = new Map<number, ReadonlySet<LocalDate>>();
  return (year) => {
    const known = years.get(year) ?? listHolidays(source, year);
    years.set(year, known);
    return known;
  };
}

function hasName(names: object | undefined, code: string): boolean {
  return names !== undefined && Object.hasOwn(names, code);
}

function listHolidays(source: Holidays, year: number): ReadonlySet<LocalDate> {
  // A holiday of several days may begin in the year before.
  const all = [year - 1, year].flatMap((each) => source.getHolidays(each));
  const dates = all.flatMap(({ type, date, start, end }): readonly LocalDate[] => {
    const first = parseDate(date.slice(0, 10));
    if (type !== "public" || first === undefined) return [];
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
    return Array.from({ length: days }, (_, step) => first + step);
  });
  return new Set(dates);
}
