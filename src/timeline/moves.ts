/** Works out what moves between two timelines, as people see it: whose turns, and which times change hands by covers. */
import { type Interval, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import { type Change, findChanges, findCoverChanges } from "./changes.ts";
import { compare } from "./compare.ts";
import { findLastEffect } from "./entry.ts";
import { findHorizon, findRoundEnd, isPermanent } from "./horizon.ts";
import { findHoursMoves, type HoursMove } from "./hours.ts";
import { findEarlier, pairTurns, type TurnMove } from "./turns.ts";

export interface Moves {
  /** By the earlier of their two times. */
  readonly turns: readonly TurnMove[];
  /** Times that change hands because of covers, before or after; by start. */
  readonly covers: readonly Change[];
  /** Shifts that stay, at other hours of duty; by start. */
  readonly hours: readonly HoursMove[];
  /** What is left out: later moves up to a time, or without end; undefined: nothing. */
  readonly rest: { readonly until: Instant | undefined } | undefined;
}

export const NO_MOVES: Moves = { turns: [], covers: [], hours: [], rest: undefined };

/** Nobody reads more lines than this. */
const MAX_LINES = 16;

/** All that moves, from where two timelines part; what goes on for ever is shown for one round of the queue. */
export function findMoves(before: Timeline, after: Timeline): Moves {
  const { start } = compare(before, after);
  if (start === undefined) return NO_MOVES;
  const moves = findMovesWithin(before, after, { start, end: findHorizon(before, after, start) }, start);
  return shorten(moves, before, after, { from: start, isToEnd: true });
}

/** Every move that has one of its times in an interval. */
function findMovesWithin(before: Timeline, after: Timeline, within: Interval, parted: Instant): Moves {
  const { start, end } = within;
  // A cover across an edge is shown whole.
  const shifts = [before, after].flatMap(({ shift, shiftFrom }) =>
    [start, end].map((at) => shift(shiftFrom(at))),
  );
  const whole = {
    start: Math.min(start, ...shifts.map((shift) => shift.start)),
    end: Math.max(end, ...shifts.map((shift) => shift.end)),
  };
  return {
    turns: pairTurns(before, after, within, parted),
    covers: findCoverChanges(before, after, whole).filter((cover) => overlap(cover, within)),
    hours: findHoursMoves(before, after, within),
    rest: undefined,
  };
}

interface CutOptions {
  readonly from: Instant;
  /** Whether all kinds of difference have been seen. */
  readonly isToEnd: boolean;
  /** When the queue begins to turn as it will for ever, if that is later than the first move. */
  readonly settled?: Instant;
}

/** Cuts what is too long, or goes on for ever, after a round of the queue. */
function shorten(
  moves: Moves,
  before: Timeline,
  after: Timeline,
  { from, isToEnd, settled = from }: CutOptions,
): Moves {
  const times = [...moves.turns.map(findEarlier), ...moves.covers, ...moves.hours];
  const first = times.reduce((earliest, { start }) => Math.min(earliest, start), Infinity);
  const last = times.reduce((latest, { end }) => Math.max(latest, end), -Infinity);
  const ends = moves.turns.flatMap(({ from, to }) => [from?.end ?? last, to?.end ?? last]);
  const isForEver = isToEnd && isPermanent(before, after, from, last);
  if (!isForEver && times.length <= MAX_LINES) return moves;
  const cutRound = (start: Instant): Moves => {
    const limit = findRoundEnd(before, after, Math.max(start, from));
    const turns = moves.turns.filter((move) => findEarlier(move).start < limit);
    const covers = moves.covers.filter((cover) => cover.start < limit);
    const hours = moves.hours.filter((shift) => shift.start < limit);
    const isAll = turns.length + covers.length + hours.length === times.length;
    return {
      ...{ turns, covers, hours },
      rest: isAll ? undefined : { until: isForEver ? undefined : Math.max(last, ...ends) },
    };
  };
  const long = cutRound(Math.max(first, settled));
  return long.turns.length + long.covers.length + long.hours.length <= 3 * MAX_LINES ? long : cutRound(first);
}

/** All that differs between two timelines, split at the current shift. */
export interface Difference {
  /** Where the past ends: the last handoff by the earlier timeline, or now if there was none. */
  readonly border: Instant;
  /** What moves in the past. What moves across the border is in both. */
  readonly past: Moves;
  readonly coming: Moves;
  /** How far `coming` was asked for; undefined: as far as anything moves. */
  readonly until: Instant | undefined;
  /** Where roles change hands: past and coming or, if an end was asked for, coming alone. */
  readonly changes: readonly Change[];
}

/** `weeks`: how far to look from the current shift on; without it, far enough to see every kind of difference. */
export function findDifference(
  before: Timeline,
  after: Timeline,
  now: Instant,
  weeks: number | undefined,
): Difference {
  const running = before.shiftAt(now);
  const border = running === undefined ? now : before.shift(running).start;
  const until = weeks === undefined ? undefined : findEndOfWeeks(after, border, weeks);
  const { start } = compare(before, after);
  if (start === undefined) return { border, past: NO_MOVES, coming: NO_MOVES, until, changes: [] };
  const from = Math.max(start, border);
  const end = until ?? findHorizon(before, after, from);
  const past = start < border ? findMovesWithin(before, after, { start, end: border }, start) : NO_MOVES;
  const coming = from < end ? findMovesWithin(before, after, { start: from, end }, start) : NO_MOVES;
  return {
    border,
    past: shorten(past, before, after, { from: start, isToEnd: false }),
    coming:
      until === undefined
        ? shorten(coming, before, after, { from, isToEnd: true, settled: findSettling(before, after) })
        : coming,
    until,
    changes: findChanges(before, after, until === undefined ? start : from, end),
  };
}

/** `--weeks N`: the end of the last shift whose handoff is dated less than N weeks after that of the shift at an instant. */
function findEndOfWeeks(timeline: Timeline, at: Instant, weeks: number): Instant {
  const { date } = timeline.rotation.handoffs.at(timeline.shiftFrom(at));
  return timeline.window(date, weeks).reduce((latest, { end }) => Math.max(latest, end), at);
}

/** When the last entry and the last terms that only one of two timelines has have had their last effect. */
function findSettling(before: Timeline, after: Timeline): Instant {
  const { log, terms } = compare(before, after);
  return Math.max(
    ...log.added.map((entry) => findLastEffect(after, entry)),
    ...log.removed.map((entry) => findLastEffect(before, entry)),
    ...terms.flatMap(({ start, kind }) => [
      ...(kind === "added" ? [] : [findHandoff(before, start)]),
      ...(kind === "removed" ? [] : [findHandoff(after, start)]),
    ]),
  );
}

function findHandoff({ rotation: { handoffs } }: Timeline, date: number): Instant {
  return handoffs.at(handoffs.on(date)).instant;
}
