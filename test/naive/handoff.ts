/** Works out handoff k, and what is wrong with the terms: rotation.md, "Definitions" and "Invalid". */
import { type Day, weekdayOf } from "./calendar.ts";
import type { Terms } from "./roster.ts";
import { type Instant, instantOf } from "./zone.ts";

export interface Handoff {
  readonly k: number;
  readonly terms: Terms;
  readonly date: Day;
  readonly instant: Instant;
  /** Whether new terms begin here; true of handoff 0. */
  readonly begins: boolean;
}

/** Answers handoff k for any k, counting on through all terms. */
export function buildHandoffs(all: readonly Terms[]): (k: number) => Handoff {
  const found: Handoff[] = [];
  return (k) => {
    for (let next = found.length; next <= k; next += 1) found.push(following(all, found.at(-1)));
    const handoff = found[k];
    if (handoff === undefined) throw new Error(`no handoff ${k}`);
    return handoff;
  };
}

function following(all: readonly Terms[], last: Handoff | undefined): Handoff {
  if (last === undefined) return beginning(all, 0, 0);
  const { terms, k } = last;
  const date = last.date + terms.every;
  const next = all[terms.index + 1];
  if (next !== undefined && date >= next.start) return beginning(all, next.index, k + 1);
  return takingPlace(all, terms, date, k + 1, false);
}

function beginning(all: readonly Terms[], index: number, k: number): Handoff {
  const terms = all[index];
  if (terms === undefined) throw new Error("a rotation without terms");
  return takingPlace(all, terms, terms.start, k, true);
}

/** "all do (but one at the same instant as the next)" */
function takingPlace(
  all: readonly Terms[],
  terms: Terms,
  candidate: Day,
  k: number,
  begins: boolean,
): Handoff {
  const end = all[terms.index + 1]?.start ?? Infinity;
  let date = candidate;
  while (date + terms.every < end && isAtOnce(terms, date, date + terms.every)) date += terms.every;
  return { k, terms, date, instant: instantOf(terms.zone, date, terms.minute), begins };
}

function isAtOnce(terms: Terms, date: Day, next: Day): boolean {
  return instantOf(terms.zone, date, terms.minute) === instantOf(terms.zone, next, terms.minute);
}

/** The kinds of fault that each of the terms has. */
export function termsFaults(
  all: readonly Terms[],
): readonly { readonly index: number; readonly fault: string }[] {
  return all.flatMap((terms, index) => {
    const faults: string[] = [];
    if (terms.weekday !== undefined && terms.every % 7 !== 0) faults.push("weekday with days");
    else if (terms.weekday !== undefined && terms.weekday !== weekdayOf(terms.start))
      faults.push("start on another weekday");
    const before = all[index - 1];
    if (before !== undefined && before.start >= terms.start) faults.push("start not after the one before");
    else if (
      before !== undefined &&
      lastInstant(before, terms.start) >= instantOf(terms.zone, terms.start, terms.minute)
    )
      faults.push("old handoff too late");
    return faults.map((fault) => ({ index, fault }));
  });
}

/** The last handoff of the terms before the next terms start. */
function lastInstant(terms: Terms, nextStart: Day): Instant {
  let date = terms.start;
  while (date + terms.every < nextStart) date += terms.every;
  return instantOf(terms.zone, date, terms.minute);
}
