/** Looks for what a swap or a cover must not do: put somebody on call who is away, or give somebody no rest. */
import type { Id } from "../roster/model.ts";
import { type AwayClash, findClashes } from "../rules/away.ts";
import { type Interval, intersect, subtract } from "../time/interval.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Change } from "../timeline/changes.ts";
import type { Shift } from "../timeline/model.ts";

/** Whether the person is no longer on call in the time of the clash. */
export function isSolved({ person, parts }: AwayClash, moves: readonly Change[], after: Timeline): boolean {
  const gone = moves.filter(({ from }) => from === person);
  return parts.every((part) => {
    const shift = after.shift(after.shiftFrom(part.start));
    return (
      gone.some((move) => intersect(move, part).length > 0) &&
      shift.stretches.every((stretch) => stretch.engineer !== person || intersect(stretch, part).length === 0)
    );
  });
}

/** Whether somebody would be on call while away who was not before. */
export function callsAbsent(before: Timeline, after: Timeline, moves: readonly Change[]): boolean {
  const within = spanOf(moves);
  const old = findClashes(before, within);
  return findClashes(after, within).some(({ person, parts }) => {
    const known = old.filter((clash) => clash.person === person).flatMap((clash) => clash.parts);
    return parts.some((part) => subtract(part, known).length > 0);
  });
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
