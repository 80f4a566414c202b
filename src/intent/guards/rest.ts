/** A swap that lets a turn follow upon another at once: somebody would be on call for twice as long, and nobody said so. */
import type { Id, Swap } from "../../roster/model.ts";
import type { Timeline } from "../../timeline/build.ts";
import { draftOf } from "../draft.ts";
import { again, dated } from "../say.ts";
import { newSplits, nextHandoff } from "../turn.ts";
import type { SwapWish } from "../wish.ts";
import type { Objection, Question } from "./question.ts";

/** How far behind the last handoff that a swap acts on is looked, in rounds of the queue. */
const ROUNDS = 2;

/** So many later handoffs are tried. */
const TRIES = 12;

export function littleRest({ wish, before, after, now, added }: Question): readonly Objection[] {
  if (wish.kind !== "swap" || wish.backdated) return [];
  const next = nextHandoff(before, now);
  return added.flatMap((entry) => {
    if (entry.kind !== "swap") return [];
    // Where it cuts a turn, that is what there is to say.
    if (acts(entry, after).some((index) => newSplits(before, after, index).length > 0)) return [];
    const first = Math.max(next, after.rotation.handoffs.from(entry.from));
    const found = tightTurns(entry, first, before, after);
    return found.slice(0, 1).map(({ person, index }): Objection => {
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

/** Turns of the two that follow one another at once, and did not before. */
function tightTurns(
  { people, until }: Swap,
  first: number,
  before: Timeline,
  after: Timeline,
): readonly Tight[] {
  const { handoffs, queue } = after.rotation;
  const { seats, terms } = queue(first);
  // Of a queue without a rest for anybody lint tells.
  if (seats.length <= terms.roles.length) return [];
  const end = until === undefined ? first : Math.max(first, handoffs.from(until));
  const count = Math.min(end - first, seats.length * ROUNDS) + seats.length * ROUNDS;
  return Array.from({ length: count }, (_, step) => first + step).flatMap((index) =>
    people.flatMap((person) =>
      isTight(after, person, index) && !isTight(before, person, index) ? [{ person, index }] : [],
    ),
  );
}

function isTight({ rotation }: Timeline, person: Id, index: number): boolean {
  if (index === 0 || rotation.queue(index).terms !== rotation.queue(index - 1).terms) return false;
  const turnAt = (at: number) =>
    rotation.holdings(at).find(({ held }) => held?.seat.person === person)?.held?.turn;
  const [was, is] = [turnAt(index - 1), turnAt(index)];
  return was !== undefined && is !== undefined && was !== is;
}

/** The first later handoff from which on the same swap leaves both their rest. */
function helpOf(wish: SwapWish, first: number, before: Timeline, now: number): string | undefined {
  for (let index = first + 1; index <= first + TRIES; index += 1) {
    const { date } = before.rotation.handoffs.at(index);
    if (wish.until !== undefined && !wish.once && wish.until <= date) return undefined;
    const later = { from: date };
    const drafted = draftOf({ ...wish, ...later }, before, now);
    if (drafted.kind !== "drafted") continue;
    const { after, entries } = drafted;
    const isGood = entries.every((entry) => {
      return (
        entry.kind !== "swap" ||
        (tightTurns(entry, index, before, after).length === 0 &&
          acts(entry, after).every((at) => newSplits(before, after, at).length === 0))
      );
    });
    if (isGood) return `${dated(date)} works: ${again(wish, later, before.roster)}`;
  }
  return undefined;
}

/** The handoffs at which two trade places, and trade back. */
function acts({ from, until }: Swap, { rotation }: Timeline): readonly number[] {
  return [from, ...(until === undefined ? [] : [until])].map((date) => rotation.handoffs.from(date));
}
