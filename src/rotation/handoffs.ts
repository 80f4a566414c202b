/**
 * The handoffs of a rotation: terms in, and for each k when shift k starts (rotation.md, "Handoff k"). Everything is
 * counted in calendar days and looked up by arithmetic, so that shift 1,500 costs no more than shift 1.
 */
import type { Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { type Instant, instantOf, wallOf } from "../time/zone.ts";

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
  /** The index of the latest handoff dated on or before a date; 0 where the date is before the first. */
  on(date: LocalDate): number;
  /** The index of the first handoff dated on or after a date: where an entry of that date acts. */
  from(date: LocalDate): number;
  /** The terms that govern shift k. */
  termsAt(index: number): Terms;
  /** The index of the shift that an instant falls into; undefined before the first start. */
  containing(instant: Instant): number | undefined;
  /** The same, and 0 before the first start: where whoever looks ahead begins. */
  reached(instant: Instant): number;
}

/** Terms with the index of their first handoff. */
interface Stage {
  readonly terms: Terms;
  readonly first: number;
}

export function handoffsOf(rotation: readonly [Terms, ...Terms[]]): Handoffs {
  const stages = stagesOf(rotation);
  const origin: Stage = { terms: rotation[0], first: 0 };

  const stageWhere = (holds: (stage: Stage) => boolean): Stage => stages.findLast(holds) ?? origin;

  const dayOf = (index: number): Pick<Handoff, "terms" | "date"> => {
    const { terms, first } = stageWhere((stage) => stage.first <= index);
    return { terms, date: terms.start + (index - first) * terms.every };
  };

  const at = (index: number): Handoff => {
    const { terms, date } = dayOf(index);
    return { index, terms, date, instant: instantOf(terms.zone, date, terms.handoff) };
  };

  const on = (date: LocalDate): number => {
    const { terms, first } = stageWhere((stage) => stage.terms.start <= date);
    return Math.max(0, first + Math.floor((date - terms.start) / terms.every));
  };

  const containing = (instant: Instant): number | undefined => {
    // A date in another zone than the terms' may be a day off, and so may the handoff: look at the next one down.
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
    reached: (instant) => containing(instant) ?? 0,
  };
}

function stagesOf(rotation: readonly Terms[]): readonly Stage[] {
  const stages: Stage[] = [];
  let first = 0;
  for (const [index, terms] of rotation.entries()) {
    stages.push({ terms, first });
    const next = rotation[index + 1];
    // Earlier terms have no handoff dated on or after the next start.
    if (next !== undefined) first += Math.ceil((next.start - terms.start) / terms.every);
  }
  return stages;
}
