/**
 * Two timelines in, whose weeks move out: for each person and role the time that goes and the one that comes instead.
 * What goes on for ever is shown once through the queue, so that people can read it.
 */
import type { Id, Role } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import { stretchesOf } from "./ask.ts";
import type { Timeline } from "./build.ts";
import {
  type Change,
  changesBetween,
  cycleOf,
  firstDifference,
  horizonOf,
  isForGood,
  isWhole,
} from "./compare.ts";
import type { Stretch } from "./model.ts";

/** What changes for one person in one role: a time that goes, a time that comes, or one that moves. */
export interface Move {
  /** Null: the role is vacant in that time. */
  readonly person: Id | null;
  readonly role: Role;
  readonly gone: Time | undefined;
  readonly come: Time | undefined;
}

/** A time within one shift. */
export type Time = Pick<Change, "start" | "end" | "shift">;

export interface Moves {
  /** By the earlier of the two times. */
  readonly moves: readonly Move[];
  /** What is not among them: later moves up to a time, or without end; undefined: these are all. */
  readonly rest: { readonly until: Instant | undefined } | undefined;
}

/** More lines than this nobody reads. */
const MOST = 16;

/**
 * `from`: where to begin to look; without it, where the two logs begin to differ. `until`: where to end; without it, where
 * all kinds of difference have been seen. `settled`: from when on it goes round the queue as it will for ever, where that
 * is later than the first difference.
 */
export function movesBetween(
  before: Timeline,
  after: Timeline,
  from?: Instant,
  { until, settled = -Infinity }: { readonly until?: Instant; readonly settled?: Instant } = {},
): Moves {
  const start = from ?? firstDifference(before, after);
  if (start === undefined) return { moves: [], rest: undefined };
  const end = until ?? horizonOf(before, after, start);
  const changes = changesBetween(before, after, start, end);
  const [first] = changes;
  const last = changes.reduce((latest, change) => Math.max(latest, change.end), -Infinity);
  if (first === undefined) return { moves: [], rest: undefined };
  const moves = movesOf(changes, before, after);
  const { handoffs } = after.rotation;
  const forGood = until === undefined && isForGood(before, after, start, last);
  if (!forGood && moves.length <= MOST) return { moves, rest: undefined };
  const inRound = (start: Instant) => {
    const begin = handoffs.reached(start);
    const limit = handoffs.at(begin + cycleOf(before, after, begin)).instant;
    return moves.filter((move) => startOf(move) < limit);
  };
  const long = inRound(Math.max(first.start, settled));
  const shown = long.length <= 3 * MOST ? long : inRound(first.start);
  const rest = shown.length === moves.length ? undefined : { until: forGood ? undefined : last };
  return { moves: shown, rest };
}

/** The changes as people see them, all of them, by the earlier time of each move. */
export function movesOf(changes: readonly Change[], before: Timeline, after: Timeline): readonly Move[] {
  const people = new Set(changes.flatMap(({ from, to }) => [from, to]));
  const roles = [
    ...new Set(
      after.roster.rotation
        .toReversed()
        .flatMap((terms) => terms.roles)
        .concat(changes.map(({ role }) => role)),
    ),
  ];
  const moves = [...people].flatMap((person) =>
    roles.flatMap((role) => {
      const own = changes.filter((change) => change.role === role);
      const gone = joined(own.filter(({ from }) => from === person));
      const come = joined(own.filter(({ to }) => to === person));
      // A vacancy is not a week of somebody's that moves; and where there is no such role, none is missed.
      const pairs =
        person === null
          ? [
              ...gone.filter(vacantIn(before, role)).map((each) => [each, undefined] as const),
              ...come.filter(vacantIn(after, role)).map((each) => [undefined, each] as const),
            ]
          : paired(gone, come, (one, other) => {
              const [start, end] = one.start < other.start ? [one.end, other.start] : [other.end, one.start];
              const kept = servedBy(after, person, role, start, end);
              return kept.some(
                (stretch) => !come.some((each) => each.start < stretch.end && each.end > stretch.start),
              );
            });
      return pairs.map(([going, coming]): Move => ({ person, role, gone: going, come: coming }));
    }),
  );
  const rank = ({ role }: Move) => roles.indexOf(role);
  return moves.sort((one, other) => startOf(one) - startOf(other) || rank(one) - rank(other));
}

/** Whether the role is there at all when a time begins. */
function vacantIn({ shiftAt, rotation }: Timeline, role: Role): (time: Time) => boolean {
  return ({ start }) => {
    const index = shiftAt(start);
    return index !== undefined && rotation.handoffs.termsAt(index).roles.includes(role);
  };
}

/** Pieces of one shift that follow one another are one time, whoever has each of them on the other side. */
function joined(changes: readonly Change[]): readonly Time[] {
  const times: Time[] = [];
  for (const { start, end, shift } of changes) {
    const last = times.at(-1);
    if (last?.end === start && last.shift.start === shift.start) times[times.length - 1] = { ...last, end };
    else times.push({ start, end, shift });
  }
  return times;
}

function startOf({ gone, come }: Move): Instant {
  return Math.min(gone?.start ?? Infinity, come?.start ?? Infinity);
}

type Pair = readonly [gone: Time | undefined, come: Time | undefined];

/**
 * The first time that goes with the first that comes, and so on. A time has moved only if the person keeps none between
 * the two, and both are whole shifts or neither is; else it is gone, or has come.
 */
function paired(
  gone: readonly Time[],
  come: readonly Time[],
  stays: (one: Time, other: Time) => boolean,
): readonly Pair[] {
  const pairs: Pair[] = [];
  let goes = 0;
  let comes = 0;
  for (;;) {
    const going = gone[goes];
    const coming = come[comes];
    if (going === undefined && coming === undefined) return pairs;
    const together =
      going !== undefined &&
      coming !== undefined &&
      isWhole(going) === isWhole(coming) &&
      !stays(going, coming);
    const first = (going?.start ?? Infinity) <= (coming?.start ?? Infinity);
    if (together || first) goes += 1;
    if (together || !first) comes += 1;
    pairs.push([together || first ? going : undefined, together || !first ? coming : undefined]);
  }
}

/** What somebody serves in a role in a span of time. */
function servedBy(
  timeline: Timeline,
  person: Id,
  role: Role,
  start: Instant,
  end: Instant,
): readonly Stretch[] {
  const found: Stretch[] = [];
  for (let index = timeline.shiftFrom(start); start < end; index += 1) {
    const shift = timeline.shift(index);
    if (shift.start >= end) break;
    const own = stretchesOf(shift, role).filter(({ engineer }) => engineer === person);
    found.push(...own.filter((stretch) => stretch.start < end && stretch.end > start));
  }
  return found;
}
