/**
 * Finds which candidates of some terms take place. Without hours of duty they all do but one at the same instant as the next,
 * and are counted by arithmetic, so that shift 1,500 costs no more than shift 1; with hours of duty each is looked at once.
 */
import type { Terms } from "../roster/model.ts";
import { DAY_MS, type LocalDate } from "../time/date.ts";
import { type Instant, instantOf, MINUTE_MS } from "../time/zone.ts";
import { holdsDuty } from "./duty.ts";

/** The candidates of some terms that are dated before the next terms and take place, counted from 0. */
export interface Candidates {
  /** The date of the one of that number. */
  dateOf(number: number): LocalDate;
  /** How many are dated on or before a date. */
  countThrough(date: LocalDate): number;
  /** The date on which the turn begins whose role-0 shift starts at that one (rotation.md, "Turn"). */
  turnDateOf(number: number): LocalDate;
}

/** The date of candidate c, for c from 0 or, before the `start`, below. */
function candidateDate(terms: Terms, candidate: number): LocalDate {
  return terms.start + candidate * terms.every;
}

export function candidateInstant(terms: Terms, candidate: number): Instant {
  return instantOf(terms.zone, candidateDate(terms, candidate), terms.handoff);
}

/** How many candidates, taking place or not, are dated before the next terms. */
export function countCandidates(terms: Terms, next: Terms | undefined): number {
  return next === undefined ? Infinity : Math.ceil((next.start - terms.start) / terms.every);
}

export function findCandidates(terms: Terms, next: Terms | undefined): Candidates {
  return terms.duty === undefined ? countByCalendar(terms, next) : countByDuty(terms, next);
}

function countByCalendar(terms: Terms, next: Terms | undefined): Candidates {
  const all = countCandidates(terms, next);
  const dateOf = (number: number) => {
    let candidate = number;
    while (candidate + 1 - countSkippedDays(terms, candidate + 1, all) <= number) candidate += 1;
    return candidateDate(terms, candidate);
  };
  return {
    dateOf,
    countThrough(date) {
      const candidates = Math.min(Math.floor((date - terms.start) / terms.every) + 1, all);
      return candidates <= 0 ? 0 : candidates - countSkippedDays(terms, candidates, all);
    },
    turnDateOf: (number) => dateOf(number) - (terms.roles.length - 1) * terms.every,
  };
}

/**
 * Counts the candidates before this one that do not happen, because they fall on the same instant as the next. That is so
 * with shifts of one day if the zone skipped a whole day to cross the date line (Samoa, 30 December 2011): from then on
 * the clocks are a day further ahead of UTC than at the first candidate.
 */
function countSkippedDays(terms: Terms, candidate: number, all: number): number {
  if (terms.every > 1) return 0;
  const ahead = (each: number) =>
    candidateDate(terms, each) * DAY_MS + terms.handoff * MINUTE_MS - candidateInstant(terms, each);
  return Math.round((ahead(Math.min(candidate, all - 1)) - ahead(0)) / DAY_MS);
}

function countByDuty(terms: Terms, next: Terms | undefined): Candidates {
  const all = countCandidates(terms, next);
  const end = next === undefined ? Infinity : candidateInstant(next, 0);
  const taking: LocalDate[] = [];
  let seen = 0;
  let start = candidateInstant(terms, 0);
  const look = () => {
    const following = candidateInstant(terms, seen + 1);
    if (holdsDuty(terms, { start, end: Math.min(following, end) })) taking.push(candidateDate(terms, seen));
    start = following;
    seen += 1;
  };
  const before: LocalDate[] = [];
  let earliest = 0;
  const lookBack = () => {
    earliest -= 1;
    const span = { start: candidateInstant(terms, earliest), end: candidateInstant(terms, earliest + 1) };
    if (holdsDuty(terms, span)) before.push(candidateDate(terms, earliest));
  };
  const dateOf = (number: number): LocalDate => {
    while (taking.length <= number && seen < all) look();
    const date = taking[number];
    if (date === undefined) throw new RangeError(`these terms have no handoff ${number}`);
    return date;
  };
  return {
    dateOf,
    countThrough(date) {
      const candidates = Math.min(Math.floor((date - terms.start) / terms.every) + 1, all);
      while (seen < candidates) look();
      return countUpTo(taking, date);
    },
    turnDateOf(number) {
      const first = number - (terms.roles.length - 1);
      if (first >= 0) return dateOf(first);
      // The series is carried on before the `start`.
      while (before.length < -first) lookBack();
      return before[-first - 1] ?? terms.start;
    },
  };
}

/** How many of the dates, which ascend, are on or before a date. */
function countUpTo(dates: readonly LocalDate[], date: LocalDate): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((dates[middle] ?? Infinity) <= date) low = middle + 1;
    else high = middle;
  }
  return low;
}
