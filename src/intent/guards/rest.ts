/** Warns of a swap that leaves somebody no shift off between two turns, and so on call for twice as long. */
import type { Id } from "../../roster/model.ts";
import { rephrase } from "../../rules/command.ts";
import { findActingHandoffs, findNextHandoff, findUnrested, hasNewSplit } from "../../rules/turns.ts";
import type { SwapWish } from "../../rules/wish.ts";
import { formatDay } from "../../rules/words.ts";
import type { Timeline } from "../../timeline/build.ts";
import { draftWish } from "../draft.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

/** How far to look after each handoff at which something acts, in rounds of the queue. */
const ROUNDS = 2;

/** How many later handoffs to try. */
const TRIES = 12;

export function littleRest({ wish, before, after, now, added }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind !== "swap" || wish.backdated) return [];
  const next = findNextHandoff(before, now);
  return added.flatMap((entry) => {
    if (entry.kind !== "swap") return [];
    const first = Math.max(next, after.rotation.handoffs.from(entry.from));
    // A swap that cuts a turn is refused for that.
    if (hasNewSplit(before, after, first)) return [];
    return tightTurns(first, before, after)
      .slice(0, 1)
      .map(({ person, index }): GuardAnswer => {
        const { date } = after.rotation.handoffs.at(index);
        return {
          weight: "warning",
          rule: "little-rest",
          message: `${person} would have no shift off before the turn that begins on ${formatDay(date)}`,
          help: suggestHandoff(wish, first, before, now),
        };
      });
  });
}

interface Tight {
  readonly person: Id;
  /** The shift in which a turn begins right after another has ended. */
  readonly index: number;
}

/**
 * Turns that follow each other directly, and did not before. Anybody's, since later entries act on other places then; and
 * at the end of a swap, too.
 */
function tightTurns(first: number, before: Timeline, after: Timeline): readonly Tight[] {
  const { queue } = after.rotation;
  const ahead = findActingHandoffs(after, first).flatMap((act) => {
    const { seats, terms } = queue(act);
    // Whoever is first there began their turn some shifts before.
    const begins = Math.max(first, act - terms.roles.length + 1);
    return Array.from({ length: act - begins + seats.length * ROUNDS }, (_, step) => begins + step);
  });
  const indexes = [...new Set(ahead)].sort((one, other) => one - other);
  return indexes.flatMap((index) => {
    const people = tightAt(after, index);
    const were = people.length === 0 ? [] : tightAt(before, index);
    return people.filter((person) => !were.includes(person)).map((person) => ({ person, index }));
  });
}

function tightAt(timeline: Timeline, index: number): readonly Id[] {
  const { seats, terms } = timeline.rotation.queue(index);
  // A queue without rest for anybody is for lint to report.
  return seats.length <= terms.roles.length ? [] : findUnrested(timeline, index);
}

/** The first later handoff from which the same swap leaves everybody their rest. */
function suggestHandoff(wish: SwapWish, first: number, before: Timeline, now: number): string | undefined {
  for (let index = first + 1; index <= first + TRIES; index += 1) {
    const { date } = before.rotation.handoffs.at(index);
    if (wish.until !== undefined && !wish.once && wish.until <= date) return undefined;
    const later = { from: date };
    const drafted = draftWish({ ...wish, ...later }, before, now);
    if (drafted.kind !== "drafted") continue;
    const { after } = drafted;
    if (hasNewSplit(before, after, index) || tightTurns(index, before, after).length > 0) continue;
    return `${formatDay(date)} works: ${rephrase(wish, later, before.roster)}`;
  }
  return undefined;
}
