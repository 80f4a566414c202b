/** Counts swaps, and covers received, against `policy.max_exceptions`. */
import type { Entry, Id, Roster } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { wallOf } from "../time/zone.ts";
import { peopleOf } from "./words.ts";

/** The people for whom an entry is an exception. */
export function listExcepted(entry: Entry): readonly Id[] {
  if (entry.kind === "swap") return peopleOf(entry);
  return entry.kind === "cover" ? [entry.person] : [];
}

/** The most exceptions that a person has in any span of the policy's length that an entry falls into. */
export function countExceptions(roster: Roster, person: Id, entry: Entry): number {
  const { days } = roster.policy.maxExceptions;
  const date = dateOf(roster, entry);
  const dates = roster.changes
    .filter((each) => listExcepted(each).includes(person))
    .map((each) => dateOf(roster, each));
  const starts = dates.filter((start) => start <= date && date < start + days);
  return Math.max(
    0,
    ...starts.map((start) => dates.filter((each) => each >= start && each < start + days).length),
  );
}

/** The date by which the log is ordered. */
export function dateOf({ rotation }: Pick<Roster, "rotation">, entry: Entry): LocalDate {
  if (entry.kind !== "cover") return entry.from;
  return entry.span.kind === "shift" ? entry.span.date : wallOf(rotation[0].zone, entry.span.start).date;
}
