/** Looks for what a swap or a cover must not do: call somebody who is away, give somebody no rest, or go on for good. */
import type { Id, Roster } from "../roster/model.ts";
import { type AwayClash, absenceTime } from "../rules/away.ts";
import { type Interval, overlap, subtract } from "../time/interval.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Change } from "../timeline/changes.ts";
import { isPermanent } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";

/** Whether the moves take all of the clash from the person, and give them nothing else in that time. */
export function isSolved({ person, role, parts }: AwayClash, moves: readonly Change[]): boolean {
  const gone = moves.filter((move) => move.from === person && move.role === role);
  return parts.every(
    (part) =>
      subtract(part, gone).length === 0 && !moves.some((move) => move.to === person && overlap(move, part)),
  );
}

/** Whether somebody is given time in which they are away. */
export function callsAbsent(roster: Roster, moves: readonly Change[]): boolean {
  return roster.away.some((absence) => {
    const given = moves.filter(({ to }) => to === absence.person);
    if (given.length === 0) return false;
    const time = absenceTime(roster, absence);
    return given.some((move) => overlap(move, time));
  });
}

/** Whether the order of the queue stays another, as where swaps overlap and trading back does not restore it. */
export function goesOnForGood(before: Timeline, after: Timeline, moves: readonly Change[]): boolean {
  const { start, end } = spanOf(moves);
  return isPermanent(before, after, start, end);
}

/** Whether somebody would serve more shifts in a row than a turn has. */
export function deniesRest(before: Timeline, after: Timeline, moves: readonly Change[]): boolean {
  const { start, end } = spanOf(moves);
  const takers = new Set(moves.flatMap(({ to }) => to ?? []));
  const first = after.shiftFrom(start);
  const last = after.shiftFrom(end - 1);
  const turn = after.shift(first).terms.roles.length;
  const from = Math.max(0, first - 2 * turn);
  const indexes = Array.from({ length: last + 2 * turn - from + 1 }, (_, step) => from + step);
  return [...takers].some((person) => {
    let run = 0;
    let isNew = false;
    return indexes.some((index) => {
      const serves = servesMost(after.shift(index), person);
      run = serves ? run + 1 : 0;
      isNew = serves && (isNew || !servesMost(before.shift(index), person));
      return run > turn && isNew;
    });
  });
}

/** Whether somebody serves more than half of a shift, in whatever roles. */
function servesMost({ stretches, terms }: Shift, person: Id): boolean {
  const sum = (some: typeof stretches) => some.reduce((total, { start, end }) => total + end - start, 0);
  const own = sum(stretches.filter(({ engineer }) => engineer === person));
  return own > 0 && 2 * own * terms.roles.length > sum(stretches);
}

function spanOf(moves: readonly Change[]): Interval {
  return {
    start: Math.min(...moves.map(({ start }) => start)),
    end: Math.max(...moves.map(({ end }) => end)),
  };
}
