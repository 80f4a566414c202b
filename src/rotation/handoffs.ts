/**
 * Finds the handoffs of a rotation: for each k, when shift k starts (rotation.md, "Handoff k"). Counts in calendar days;
 * `candidates.ts` says which of them take place.
 */
import type { Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import { type Instant, instantOf, wallOf } from "../time/zone.ts";
import { type Candidates, candidateInstant, findCandidates } from "./candidates.ts";
import { dutyWindows } from "./duty.ts";

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
  /** The date on which the turn begins whose role-0 shift is k. */
  turnDate(index: number): LocalDate;
  /** The terms that govern shift k. */
  termsAt(index: number): Terms;
  /** The index of the shift that an instant falls into; undefined before the first start. */
  containing(instant: Instant): number | undefined;
  /** Likewise, but 0 before the first start: where looking ahead begins. */
  currentAt(instant: Instant): number;
  /** When somebody is on call in shift k: sorted, none touching the next; all of it without hours of duty. */
  dutyOf(index: number): readonly Interval[];
}

/** Terms with the index of their first handoff. */
interface Stage {
  readonly terms: Terms;
  readonly next: Terms | undefined;
  readonly first: number;
  readonly candidates: Candidates;
}

export function buildHandoffs(rotation: readonly [Terms, ...Terms[]]): Handoffs {
  const stages = buildStages(rotation);
  const findStage = (holds: (stage: Stage) => boolean): Stage => stages.findLast(holds) ?? stages[0];
  const stageOf = (index: number): Stage => findStage(({ first }) => first <= index);

  const at = (index: number): Handoff => {
    const { terms, first, candidates } = stageOf(index);
    const date = candidates.dateOf(index - first);
    return { index, terms, date, instant: instantOf(terms.zone, date, terms.handoff) };
  };

  const countThrough = (date: LocalDate): number => {
    const { first, candidates } = findStage(({ terms }) => terms.start <= date);
    return first + candidates.countThrough(date);
  };

  const containing = (instant: Instant): number | undefined => {
    // In a zone other than the terms' the date may be a day off, and so may the handoff: search back from the next one.
    let index = countThrough(wallOf(rotation[0].zone, instant).date + 1);
    while (index >= 0 && at(index).instant > instant) index -= 1;
    return index < 0 ? undefined : index;
  };

  return {
    at,
    on: (date) => Math.max(0, countThrough(date) - 1),
    from: (date) => countThrough(date - 1),
    turnDate(index) {
      const { first, candidates } = stageOf(index);
      return candidates.turnDateOf(index - first);
    },
    termsAt: (index) => stageOf(index).terms,
    containing,
    currentAt: (instant) => containing(instant) ?? 0,
    dutyOf(index) {
      const { terms, next } = stageOf(index);
      const shift = { start: at(index).instant, end: at(index + 1).instant };
      // Where the first candidates of new terms are left out, the last shift before them goes on, off duty.
      const end = next?.duty === undefined ? shift.end : Math.min(shift.end, candidateInstant(next, 0));
      return dutyWindows(terms, { start: shift.start, end });
    },
  };
}

function buildStages([origin, ...later]: readonly [Terms, ...Terms[]]): readonly [Stage, ...Stage[]] {
  const stages: [Stage, ...Stage[]] = [buildStage(0, origin, later[0])];
  let last = stages[0];
  for (const [index, terms] of later.entries()) {
    last = buildStage(last.first + last.candidates.countThrough(terms.start - 1), terms, later[index + 1]);
    stages.push(last);
  }
  return stages;
}

function buildStage(first: number, terms: Terms, next: Terms | undefined): Stage {
  return { terms, next, first, candidates: findCandidates(terms, next) };
}
