/** A swap that lets a turn follow upon another at once: somebody would be on call for twice as long, and nobody said so. */
import type { Id } from "../../roster/model.ts";
import type { Timeline } from "../../timeline/build.ts";
import { draftOf } from "../draft.ts";
import { again, dated } from "../say.ts";
import { actingFrom, cutsTurn, nextHandoff, withoutRest } from "../turn.ts";
import type { SwapWish } from "../wish.ts";
import type { Objection, Question } from "./question.ts";

/** How far behind each handoff at which something acts on the queue is looked, in rounds of it. */
const ROUNDS = 2;

/** So many later handoffs are tried. */
const TRIES = 12;

export function littleRest({ wish, before, after, now, added }: Question): readonly Objection[] {
  if (wish.kind !== "swap" || wish.backdated) return [];
  const next = nextHandoff(before, now);
  return added.flatMap((entry) => {
    if (entry.kind !== "swap") return [];
    const first = Math.max(next, after.rotation.handoffs.from(entry.from));
    // Where it cuts a turn, that is what there is to say.
    if (cutsTurn(before, after, first)) return [];
    return tightTurns(first, before, after)
      .slice(0, 1)
      .map(({ person, index }): Objection => {
        const { date } = after.rotation.handoffs.at(index);
        return {
          weight: "warning",
          guard: "little-rest",
          message: `${person} would have no shift free before the turn that begins on ${dated(date)}`,
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
  const ahead = actingFrom(after, first).flatMap((act) => {
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
  return seats.length <= terms.roles.length ? [] : withoutRest(timeline, index);
}

/** The first later handoff from which on the same swap leaves everybody their rest. */
function helpOf(wish: SwapWish, first: number, before: Timeline, now: number): string | undefined {
  for (let index = first + 1; index <= first + TRIES; index += 1) {
    const { date } = before.rotation.handoffs.at(index);
    if (wish.until !== undefined && !wish.once && wish.until <= date) return undefined;
    const later = { from: date };
    const drafted = draftOf({ ...wish, ...later }, before, now);
    if (drafted.kind !== "drafted") continue;
    const { after } = drafted;
    if (cutsTurn(before, after, index) || tightTurns(index, before, after).length > 0) continue;
    return `${dated(date)} works: ${again(wish, later, before.roster)}`;
  }
  return undefined;
}
