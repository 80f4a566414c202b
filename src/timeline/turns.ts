/**
 * Pairs the turns of two timelines, to find what became of each. A person's turns in a role are paired in order, from where
 * the two timelines part. One that stays where it was, or is passed over, keeps its place in that order. None moves by more
 * than a round of the queue: then it is another turn.
 */
import type { Id, Role } from "../roster/model.ts";
import { type Interval, intersect, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import { findRoundEnd } from "./horizon.ts";

/** A shift that the queue gives somebody at another time, or gives or takes altogether. */
export interface TurnMove {
  /** Null: the role is vacant. */
  readonly person: Id | null;
  readonly role: Role;
  /** Undefined: a turn that was not there. */
  readonly from: Interval | undefined;
  /** Undefined: a turn that is no longer there. */
  readonly to: Interval | undefined;
}

/** The earlier of the two times of a move. */
export function findEarlier({ from, to }: Pick<TurnMove, "from" | "to">): Interval {
  return from !== undefined && from.start <= (to?.start ?? Infinity) ? from : (to ?? NEVER);
}

const NEVER: Interval = { start: Infinity, end: Infinity };

/**
 * The turns that move and have one of their times in an interval, by the earlier time. The pairs are the same whatever the
 * interval. `parted`: up to there the two timelines are the same.
 */
export function pairTurns(
  before: Timeline,
  after: Timeline,
  within: Interval,
  parted: Instant,
): readonly TurnMove[] {
  const findLimit = (start: Instant) => findRoundEnd(before, after, start);
  // No move has its other time further away than one round; what decides it may be in the shift after that.
  const until = findLimit(findLimit(within.end));
  const old = listTurns(before, parted, until);
  const now = listTurns(after, parted, until);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const moves = keys.flatMap((key) => {
    const [lost, gained] = [old.get(key) ?? [], now.get(key) ?? []];
    return lost[0]?.person === null || gained[0]?.person === null
      ? [...listVacancies(lost, now, "from"), ...listVacancies(gained, old, "to")]
      : pairInOrder(lost, gained, findLimit);
  });
  const roles = [...new Set(after.roster.rotation.toReversed().flatMap((terms) => terms.roles))];
  const rank = ({ role }: TurnMove) => (roles.includes(role) ? roles.indexOf(role) : roles.length);
  return moves
    .filter(({ from, to }) => [from, to].some((time) => time !== undefined && overlap(time, within)))
    .sort((one, other) => {
      const [first, second] = [findEarlier(one), findEarlier(other)];
      const isLater = Number(first === one.to) - Number(second === other.to);
      return first.start - second.start || rank(one) - rank(other) || isLater;
    });
}

interface Turn extends Interval {
  readonly person: Id | null;
  readonly role: Role;
  /** The queue passed the person over. */
  readonly isPassed: boolean;
}

/** By person and role, in order. */
type Turns = ReadonlyMap<string, readonly Turn[]>;

/** The turns of the shifts that touch a span of time. */
function listTurns(timeline: Timeline, from: Instant, until: Instant): Turns {
  const turns = new Map<string, Turn[]>();
  for (let index = timeline.shiftFrom(from); ; index += 1) {
    const { start, end, stretches, terms } = timeline.shift(index);
    if (start >= until) return turns;
    const { passedOver } = timeline.rotation.queue(index);
    for (const role of terms.roles) {
      const held = stretches.find((stretch) => stretch.role === role);
      const all = passedOver.map(({ person }): Turn => ({ start, end, person, role, isPassed: true }));
      // A shift of no length has nobody in it.
      if (held !== undefined) all.push({ start, end, person: held.scheduled, role, isPassed: false });
      for (const turn of all) {
        const key = JSON.stringify([turn.person, role]);
        const list = turns.get(key);
        if (list === undefined) turns.set(key, [turn]);
        else list.push(turn);
      }
    }
  }
}

/** The turns of one person in one role: each with the next that may be the same, but none across one that stays. */
function pairInOrder(
  old: readonly Turn[],
  now: readonly Turn[],
  findLimit: (start: Instant) => Instant,
): readonly TurnMove[] {
  const stays = pairInPlace(old, now);
  const taken = new Set(stays.values());
  const isNear = (one: Turn, other: Turn) =>
    Math.max(one.start, other.start) <= findLimit(Math.min(one.start, other.start));
  const isSame = (from: Turn, to: Turn) =>
    stays.has(from) ? stays.get(from) === to : !taken.has(to) && isNear(from, to);
  const isEarlier = (to: Turn, from: Turn) => stays.has(from) || (!taken.has(to) && to.start < from.start);
  const pairs: (readonly [Turn | undefined, Turn | undefined])[] = [];
  let next = 0;
  for (const from of old) {
    let to = now[next];
    for (; to !== undefined && !isSame(from, to) && isEarlier(to, from); to = now[next]) {
      pairs.push([undefined, to]);
      next += 1;
    }
    const isPair = to !== undefined && isSame(from, to);
    pairs.push([from, isPair ? to : undefined]);
    if (isPair) next += 1;
  }
  return [...pairs, ...now.slice(next).map((to) => [undefined, to] as const)].flatMap(makeMove);
}

/** The turns that share most of their time, such as those moved by a few hours. */
function pairInPlace(old: readonly Turn[], now: readonly Turn[]): ReadonlyMap<Turn, Turn> {
  const pairs = new Map<Turn, Turn>();
  const left = now.filter(({ isPassed }) => !isPassed);
  for (const from of old.filter(({ isPassed }) => !isPassed)) {
    const at = left.findIndex((to) => to.start >= from.end || sharesMost(from, to));
    const to = left[at];
    if (to === undefined || to.start >= from.end) continue;
    pairs.set(from, to);
    left.splice(0, at + 1);
  }
  return pairs;
}

function sharesMost(one: Interval, other: Interval): boolean {
  const shorter = Math.min(one.end - one.start, other.end - other.start);
  return intersect(one, other).some(({ start, end }) => 2 * (end - start) > shorter);
}

/** A turn that is passed over is not there; one that has stayed at its time has not moved. */
function makeMove([old, now]: readonly [Turn | undefined, Turn | undefined]): readonly TurnMove[] {
  const [from, to] = [old, now].map((turn) => (turn?.isPassed === true ? undefined : turn));
  const turn = from ?? to;
  if (turn === undefined || (from?.start === to?.start && from?.end === to?.end)) return [];
  return [{ person: turn.person, role: turn.role, from, to }];
}

/** The times when nobody holds the role and, in the other timeline, somebody does. */
function listVacancies(turns: readonly Turn[], others: Turns, side: "from" | "to"): readonly TurnMove[] {
  const isMissed = (turn: Turn) =>
    [...others.values()]
      .flat()
      .some((other) => other.role === turn.role && isServed(other) && overlap(other, turn));
  return turns
    .filter(isMissed)
    .map((turn) => ({ person: null, role: turn.role, from: undefined, to: undefined, [side]: turn }));
}

function isServed({ person, isPassed }: Turn): boolean {
  return person !== null && !isPassed;
}
