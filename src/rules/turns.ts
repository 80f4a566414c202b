/** Compares turns with handoffs: who is in the middle of a turn, whose turn would be cut, who gets no rest. */
import type { Id, Role } from "../roster/model.ts";
import type { Timeline } from "../timeline/build.ts";

/** How far ahead a handoff is looked for, in shifts. */
const FARTHEST = 520;

/** The next handoff; the first of all if the rotation has not begun. */
export function findNextHandoff(timeline: Timeline, now: number): number {
  const running = timeline.shiftAt(now);
  return running === undefined ? 0 : running + 1;
}

/** Whether a person's turn continues across a handoff: a later role before it, an earlier one after it. */
export function isMidTurn(timeline: Timeline, person: Id, index: number): boolean {
  if (!isWithinTerms(timeline, index)) return false;
  const position = (at: number) => listHolders(timeline, at).indexOf(person);
  const was = position(index - 1);
  const is = position(index);
  return was > 0 && is >= 0 && is < was;
}

/** The first handoff, from one on, at which all of these people are in the queue and none is in the middle of a turn. */
export function findFreeHandoff(timeline: Timeline, people: readonly Id[], from: number): number | undefined {
  const { rotation } = timeline;
  return findHandoff(from, (index) => {
    const { seats } = rotation.queue(index);
    return people.every(
      (person) => seats.some((seat) => seat.person === person) && !isMidTurn(timeline, person, index),
    );
  });
}

/** The handoffs, from one on, at which an entry acts on the queue or a swap ends, except far-off ones. */
export function findActingHandoffs({ roster, rotation }: Timeline, first: number): readonly number[] {
  const indexes = new Set<number>();
  const last = rotation.handoffs.at(first + FARTHEST).date;
  const earliest = first === 0 ? -Infinity : rotation.handoffs.at(first - 1).date;
  for (const entry of roster.changes) {
    if (entry.kind === "cover") continue;
    for (const date of [entry.from, entry.kind === "swap" ? entry.until : undefined]) {
      if (date === undefined || date <= earliest || date > last) continue;
      indexes.add(rotation.handoffs.from(date));
    }
  }
  return [...indexes].filter((index) => index >= first).sort((one, other) => one - other);
}

/** The first shift, from one on, in which the queue puts a person in the first role. */
export function findNextTurn(timeline: Timeline, person: Id, from: number): number | undefined {
  return findHandoff(from, (index) => timeline.rotation.queue(index).holder?.person === person);
}

function findHandoff(from: number, isWanted: (index: number) => boolean): number | undefined {
  for (let index = from; index < from + FARTHEST; index += 1) if (isWanted(index)) return index;
  return undefined;
}

/** Somebody who serves a role of their turn without the one that comes before it. */
export interface Split {
  readonly person: Id;
  readonly role: Role;
  /** The role they should have had in the shift before. */
  readonly lacks: Role;
  /** Whether they had the same role in the shift before. */
  readonly again: boolean;
}

/** Whether a turn is cut that was not cut before, at any handoff from one on at which an entry acts. */
export function hasNewSplit(before: Timeline, after: Timeline, first: number): boolean {
  return findActingHandoffs(after, first).some((index) => findNewSplits(before, after, index).length > 0);
}

/** The turns that a handoff cuts but did not cut before. */
export function findNewSplits(before: Timeline, after: Timeline, index: number): readonly Split[] {
  const old = findSplits(before, index);
  return findSplits(after, index).filter(({ role }) => !old.some((split) => split.role === role));
}

/** The turns that a handoff cuts. */
export function findSplits(timeline: Timeline, index: number): readonly Split[] {
  if (!isWithinTerms(timeline, index)) return [];
  const { roles } = timeline.rotation.queue(index).terms;
  const was = listHolders(timeline, index - 1);
  return listHolders(timeline, index).flatMap((person, position) => {
    const role = roles[position];
    const lacks = roles[position + 1];
    if (person === undefined || role === undefined || lacks === undefined) return [];
    if (was[position + 1] === person) return [];
    return [{ person, role, lacks, again: was[position] === person }];
  });
}

/** Who begins a turn at a handoff right after another of their turns ended. */
export function findUnrested(timeline: Timeline, index: number): readonly Id[] {
  if (!isWithinTerms(timeline, index)) return [];
  const turnsAt = (at: number) =>
    timeline.rotation
      .holdings(at)
      .flatMap(({ held }): readonly [Id, number][] =>
        held === undefined ? [] : [[held.seat.person, held.turn]],
      );
  const was = new Map(turnsAt(index - 1));
  const is = turnsAt(index);
  return is.flatMap(([person, turn], position) => {
    const last = was.get(person);
    // In a queue that is too short, somebody with two roles at once is in the middle of the first one's turn.
    const isFirst = is.findIndex(([other]) => other === person) === position;
    return isFirst && last !== undefined && last !== turn ? [person] : [];
  });
}

/** Whether the shifts on both sides of a handoff are under the same terms. */
function isWithinTerms({ rotation }: Timeline, index: number): boolean {
  return index > 0 && rotation.queue(index).terms === rotation.queue(index - 1).terms;
}

/** By the queue, in the order of the roles. */
function listHolders({ rotation }: Timeline, index: number): readonly (Id | undefined)[] {
  return rotation.holdings(index).map(({ held }) => held?.seat.person);
}
