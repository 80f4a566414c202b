/** Works out handoff k, and what is wrong with the terms: rotation.md, "Handoff k", "Hours of duty" and "Invalid". */
import { type Day, weekdayOf } from "./calendar.ts";
import { dutyIn, fillWeek, isOfNoLength, listOf, type Span } from "./duty.ts";
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

/** The first candidate after a handoff that takes place. */
function following(all: readonly Terms[], last: Handoff | undefined): Handoff {
  for (const terms of all.slice(last?.terms.index ?? 0)) {
    const begins = last?.terms !== terms;
    const date = firstTaking(all, terms, begins ? terms.start : last.date + terms.every);
    if (date === undefined) continue;
    const k = last === undefined ? 0 : last.k + 1;
    return { k, terms, date, instant: instantOf(terms.zone, date, terms.minute), begins };
  }
  throw new Error("no more handoffs");
}

function firstTaking(all: readonly Terms[], terms: Terms, from: Day): Day | undefined {
  const end = all[terms.index + 1]?.start ?? Infinity;
  for (let date = from; date < end; date += terms.every) {
    if (isTaking(all, terms, date)) return date;
  }
  return undefined;
}

/** "without `duty` all do (but one at the same instant as the next)"; else where its shift would hold duty */
function isTaking(all: readonly Terms[], terms: Terms, date: Day): boolean {
  const start = instantOf(terms.zone, date, terms.minute);
  const own = instantOf(terms.zone, date + terms.every, terms.minute);
  const next = all[terms.index + 1];
  const isLast = next !== undefined && date + terms.every >= next.start;
  if (terms.duty === undefined) return isLast || start !== own;
  const end = next === undefined ? own : Math.min(own, firstInstant(next));
  return dutyIn(terms, { start, end }).length > 0;
}

function firstInstant(terms: Terms): Instant {
  return instantOf(terms.zone, terms.start, terms.minute);
}

/** "R−1 handoffs before handoff k, in the series of candidates of the terms of shift k that hold duty" */
export function turnBegins({ terms, date }: Handoff): Day {
  if (terms.duty === undefined) return date - (terms.roles.length - 1) * terms.every;
  let begins = date;
  for (let left = terms.roles.length - 1; left > 0; ) {
    begins -= terms.every;
    const start = instantOf(terms.zone, begins, terms.minute);
    const end = instantOf(terms.zone, begins + terms.every, terms.minute);
    if (dutyIn(terms, { start, end }).length > 0) left -= 1;
  }
  return begins;
}

/** The duty between two instants: "asked of the terms that are in force", those with the latest candidate. */
export function dutyBetween(all: readonly Terms[], start: Instant, end: Instant): readonly Span[] {
  return all.flatMap((terms) => {
    const next = all[terms.index + 1];
    const until = next === undefined ? end : Math.min(end, firstInstant(next));
    return dutyIn(terms, { start: Math.max(start, firstInstant(terms)), end: until });
  });
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
    const [before, next] = [all[index - 1], all[index + 1]];
    if (before !== undefined && before.start >= terms.start) faults.push("start not after the one before");
    else if (
      before !== undefined &&
      lastInstant(before, terms.start) >= instantOf(terms.zone, terms.start, terms.minute)
    )
      faults.push("old handoff too late");
    if (hasDutyFault(terms)) faults.push("duty");
    else if (
      next !== undefined &&
      terms.duty !== undefined &&
      firstTaking(all, terms, terms.start) === undefined
    )
      faults.push("no handoff");
    return faults.map((fault) => ({ index, fault }));
  });
}

/** Windows of neither form are not made here. */
function hasDutyFault({ duty }: Terms): boolean {
  if (duty === undefined) return false;
  const isOutside = typeof duty === "object" && "outside" in duty;
  const windows = isOutside ? duty.outside : duty;
  return listOf(windows).some(isOfNoLength) || (isOutside && fillWeek(windows));
}

/** The last handoff of the terms before the next terms start. */
function lastInstant(terms: Terms, nextStart: Day): Instant {
  let date = terms.start;
  while (date + terms.every < nextStart) date += terms.every;
  return instantOf(terms.zone, date, terms.minute);
}
