/** A swap that lets a turn follow upon another at once: somebody would be on call for twice as long, and nobody said so. */
import type { Id } from "../../roster/model.ts";
import { rephrase } from "../../rules/command.ts";
import { findActingHandoffs, findNextHandoff, findUnrested, hasNewSplit } from "../../rules/turns.ts";
import type { SwapWish } from "../../rules/wish.ts";
import { formatDay } from "../../rules/words.ts";
import type { Timeline } from "../../timeline/build.ts";
import { draftWish } from "../draft.ts";
import type { GuardAnswer, GuardContext } from "./question.ts";

/** How far behind each handoff at which something acts on the queue is looked, in rounds of it. */
const ROUNDS = 2;

/** So many later handoffs are tried. */
const TRIES = 12;

export function littleRest({ wish, before, after, now, added }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind !== "swap" || wish.backdated) return [];
  const next = findNextHandoff(before, now);
  return added.flatMap((entry) => {
    if (entry.kind !== "swap") return [];
    const first = Math.max(next, after.rotation.handoffs.from(entry.from));
    // Where it cuts a turn, that is what there is to say.
    if (hasNewSplit(before, after, first)) return [];
    return tightTurns(first, before, after)
      .slice(0, 1)
      .map(({ person, index }): GuardAnswer => {
        const { date } = after.rotation.handoffs.at(index);
        return {
          weight: "warning",
          rule: "little-rest",
          message: `${person} would have no shift free before the turn that begins on ${formatDay(date)}`,
          help: helpOf(wish, first, before, now),
        };
      });
  });
}

interface Tight {
  readonly person: Id;
  /** Of the shift in which a turn begins; the one before it ended with the shift before. */
  readonly index: number;
}

/**
 * Turns that follow one another at once, and did not before. Of anybody: what stands in the log acts on the places that
 * there are then, and of a swap that ends in a year the end counts as well.
 */
function tightTurns(first: number, before: Timeline, after: Timeline): readonly Tight[] {
  const { queue } = after.rotation;
  const ahead = findActingHandoffs(after, first).flatMap((act) => {
    const { seats, terms } = queue(act);
    // Whoever is to be first there has begun their turn some shifts before.
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
  // Of a queue without a rest for anybody lint tells.
  return seats.length <= terms.roles.length ? [] : findUnrested(timeline, index);
}

/** The first later handoff from which on the same swap leaves everybody their rest. */
function helpOf(wish: SwapWish, first: number, before: Timeline, now: number): string | undefined {
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
