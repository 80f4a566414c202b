/** `policy.max_exceptions`: swaps, and covers received, per person in so many days. A warning, and the count for lint. */
import type { Entry, Id, Roster } from "../../roster/model.ts";
import type { LocalDate } from "../../time/date.ts";
import { wallOf } from "../../time/zone.ts";
import { peopleOf } from "../say.ts";
import type { Objection, Question } from "./question.ts";

export function maxExceptions({ wish, after, added }: Question): readonly Objection[] {
  if (wish.kind !== "swap" && wish.kind !== "cover" && wish.kind !== "leave") return [];
  const { roster } = after;
  const { count, days } = roster.policy.maxExceptions;
  const people = new Set(added.flatMap(exceptionFor));
  return [...people].flatMap((person): readonly Objection[] => {
    const most = Math.max(
      ...added
        .filter((entry) => exceptionFor(entry).includes(person))
        .map((entry) => exceptionsAround(roster, person, entry)),
    );
    if (most <= count) return [];
    return [
      {
        weight: "warning",
        guard: "max-exceptions",
        message: `${person} would have ${most} exceptions within ${days} days, and ${count} ${count === 1 ? "is" : "are"} what the policy allows`,
        help: "swaps, and covers received, count: they are for exceptional circumstances",
      },
    ];
  });
}

/** For whom an entry is an exception. */
export function exceptionFor(entry: Entry): readonly Id[] {
  if (entry.kind === "swap") return peopleOf(entry);
  return entry.kind === "cover" ? [entry.person] : [];
}

/** The most exceptions that a person has in any span of the policy's length that an entry falls into. */
export function exceptionsAround(roster: Roster, person: Id, entry: Entry): number {
  const { days } = roster.policy.maxExceptions;
  const date = dateOf(roster, entry);
  const dates = roster.changes
    .filter((each) => exceptionFor(each).includes(person))
    .map((each) => dateOf(roster, each));
  const starts = dates.filter((start) => start <= date && date < start + days);
  return Math.max(
    0,
    ...starts.map((start) => dates.filter((each) => each >= start && each < start + days).length),
  );
}

/** The date by which an entry stands in the log. */
export function dateOf({ rotation }: Pick<Roster, "rotation">, entry: Entry): LocalDate {
  if (entry.kind !== "cover") return entry.from;
  return entry.span.kind === "shift" ? entry.span.date : wallOf(rotation[0].zone, entry.span.start).date;
}
