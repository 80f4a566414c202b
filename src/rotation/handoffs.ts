/**
 * Finds the handoffs of a rotation: for each k, when shift k starts (rotation.md, "Handoff k"). Counts in calendar days and
 * by arithmetic, so that shift 1,500 costs no more than shift 1.
 */
import type { Terms } from "../roster/model.ts";
import { DAY_MS, type LocalDate } from "../time/date.ts";
import { type Instant, instantOf, MINUTE_MS, wallOf } from "../time/zone.ts";

/** The start of shift k. */
export interface Handoff {
  readonly index: number;
  readonly terms: Terms;
  /** Local date in the zone of the terms. */
  readonly date: LocalDate;
  readonly instant: Instant;
}

export interface Handoffs {
  /** Handoff k, for k from 0. */
  at(index: number): Handoff;
  /** The index of the latest handoff dated on or before a date; 0 before the first. */
  on(date: LocalDate): number;
  /** The index of the first handoff dated on or after a date: where an entry of that date takes effect. */
  from(date: LocalDate): number;
  /** The terms that govern shift k. */
  termsAt(index: number): Terms;
  /** The index of the shift that an instant falls into; undefined before the first start. */
  containing(instant: Instant): number | undefined;
  /** Likewise, but 0 before the first start: where looking ahead begins. */
  currentAt(instant: Instant): number;
}

/** Terms with the index of their first handoff, and how many candidates they have before the next terms. */
interface Stage {
  readonly terms: Terms;
  readonly first: number;
  readonly candidates: number;
}

export function buildHandoffs(rotation: readonly [Terms, ...Terms[]]): Handoffs {
  const stages = buildStages(rotation);
  const findStage = (holds: (stage: Stage) => boolean): Stage => stages.findLast(holds) ?? stages[0];

  const dayOf = (index: number): Pick<Handoff, "terms" | "date"> => {
    const stage = findStage(({ first }) => first <= index);
    const wanted = index - stage.first;
    let candidate = wanted;
    while (candidate + 1 - countLeftOut(stage, candidate + 1) <= wanted) candidate += 1;
    return { terms: stage.terms, date: dateOf(stage.terms, candidate) };
  };

  const at = (index: number): Handoff => {
    const { terms, date } = dayOf(index);
    return { index, terms, date, instant: instantOf(terms.zone, date, terms.handoff) };
  };

  const on = (date: LocalDate): number => {
    const stage = findStage(({ terms }) => terms.start <= date);
    const candidate = Math.floor((date - stage.terms.start) / stage.terms.every);
    if (candidate < 0) return 0;
    return Math.max(0, stage.first + candidate - countLeftOut(stage, candidate + 1));
  };

  const containing = (instant: Instant): number | undefined => {
    // In a zone other than the terms' the date may be a day off, and so may the handoff: search back from the next one.
    let index = on(wallOf(rotation[0].zone, instant).date + 1) + 1;
    while (index >= 0 && at(index).instant > instant) index -= 1;
    return index < 0 ? undefined : index;
  };

  return {
    at,
    on,
    from(date) {
      const index = on(date);
      return dayOf(index).date < date ? index + 1 : index;
    },
    termsAt: (index) => dayOf(index).terms,
    containing,
    currentAt: (instant) => containing(instant) ?? 0,
  };
}

function buildStages([origin, ...later]: readonly [Terms, ...Terms[]]): readonly [Stage, ...Stage[]] {
  const stages: [Stage, ...Stage[]] = [buildStage(0, origin, later[0])];
  let last = stages[0];
  for (const [index, terms] of later.entries()) {
    last = buildStage(
      last.first + last.candidates - countLeftOut(last, last.candidates),
      terms,
      later[index + 1],
    );
    stages.push(last);
  }
  return stages;
}

function buildStage(first: number, terms: Terms, next: Terms | undefined): Stage {
  // Earlier terms have no handoff dated on or after the next start.
  const candidates = next === undefined ? Infinity : Math.ceil((next.start - terms.start) / terms.every);
  return { terms, first, candidates };
}

function dateOf(terms: Terms, candidate: number): LocalDate {
  return terms.start + candidate * terms.every;
}

/**
 * Counts the candidates before this one that do not happen, because they fall on the same instant as the next. That is so
 * with shifts of one day if the zone skipped a whole day to cross the date line (Samoa, 30 December 2011): from then on
 * the clocks are a day further ahead of UTC than at the first candidate.
 */
function countLeftOut({ terms, candidates }: Stage, candidate: number): number {
  if (terms.every > 1) return 0;
  const ahead = (each: number) => {
    const date = dateOf(terms, each);
    return date * DAY_MS + terms.handoff * MINUTE_MS - instantOf(terms.zone, date, terms.handoff);
  };
  return Math.round((ahead(Math.min(candidate, candidates - 1)) - ahead(0)) / DAY_MS);
}
