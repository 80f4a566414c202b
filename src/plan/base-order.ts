/** Derives the endless rotation that a role settles into. */
import type { Id, Role, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Timeline } from "../timeline/build.ts";
import { findTakenHandoffs, hoursOf } from "./hours.ts";
import type { Duty, Pattern } from "./model.ts";

const WEEK_DAYS = 7;

/** By the queue at a shift; undefined if nobody ever has the role. */
export function derivePattern(
  { rotation }: Timeline,
  role: Role,
  index: number,
  duties: readonly Duty[],
): Pattern | undefined {
  const { terms, date } = rotation.handoffs.at(index);
  const { seats, skipping } = rotation.queue(index);
  // Somebody who is skipped until some day beyond the horizon takes no turn in this round.
  const begins = rotation.handoffs.turnDate(index);
  const turns = seats.filter(({ person }) => (skipping.get(person)?.until?.date ?? begins) <= begins).length;
  const round = Array.from({ length: turns }, (_, step) => {
    const { held } = rotation.holdings(index + step).find((holding) => holding.role === role) ?? {};
    return held?.seat.person;
  }).filter((person) => person !== undefined);
  const { zone, handoff: time, every } = terms;
  const isCycle = round.length > 0 && round.length === turns;
  // If a role ends, or the queue changes beyond the horizon or becomes too short (a guard reports that), those who serve
  // until then take turns, the last one first.
  const people: readonly Id[] = isCycle
    ? stretchRound(terms, date, round)
    : [...new Set(duties.map(({ who }) => who).reverse())];
  return people.length === 0 ? undefined : { zone, date, time, every, people, hours: hoursOf(terms) };
}

/**
 * A service counts every day, also those on which a handoff is left out because nobody would be on duty: on these the person
 * before goes on. The list ends where both the week and the round do.
 */
function stretchRound(terms: Terms, date: LocalDate, round: readonly Id[]): readonly Id[] {
  const hours = hoursOf(terms);
  const { every } = terms;
  if (hours === undefined || every % WEEK_DAYS === 0) return round;
  const takesPlace = findTakenHandoffs(hours, { date, time: terms.handoff, every });
  if (takesPlace.every(Boolean)) return round;
  const people: Id[] = [];
  let turn = -1;
  do {
    for (const isTurn of takesPlace) {
      if (isTurn) turn += 1;
      people.push(...round.slice(turn % round.length).slice(0, 1));
    }
  } while ((turn + 1) % round.length !== 0);
  return people;
}
