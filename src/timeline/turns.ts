/**
 * Pairs the turns of two timelines, to find what became of each. A turn is a week as role 0 with the weeks in other roles
 * that lead up to it, and moves as a whole. A person's turns are paired in order, from where the two timelines part. One that
 * stays where it was, or is passed over, keeps its place in that order. None moves by more than a round of the queue: then
 * it is another turn.
 */
import type { Id, Role } from "../roster/model.ts";
import { type Interval, intersect, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import { countShifts, findRoundEnd } from "./horizon.ts";

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
  // A week's turn may be one round ahead, what it became one more, and a third decides whether that has a turn of its own.
  const until = findLimit(findLimit(findLimit(within.end)));
  const old = listWeeks(before, parted, until);
  const now = listWeeks(after, parted, until);
  const people = [...new Set([...old.keys(), ...now.keys()])].filter((person) => person !== null);
  const moves = [
    ...people.flatMap((person) => pairWeeks(old.get(person) ?? [], now.get(person) ?? [], findLimit)),
    ...listVacancies(old, now, "from"),
    ...listVacancies(now, old, "to"),
  ];
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

/** A shift in one role by the queue. */
interface Week extends Interval {
  readonly person: Id | null;
  readonly role: Role;
  /** Of its shift. */
  readonly index: number;
  /** How many shifts make a round of the queue. */
  readonly round: number;
  readonly kind: "first role" | "other role" | "passed over";
}

/** By person, in order. */
type Weeks = ReadonlyMap<Id | null, readonly Week[]>;

/** Its time is that of its week as role 0, or when it was passed over; if it never came to that, of its last week. */
interface Turn extends Interval {
  readonly isPassed: boolean;
  readonly weeks: readonly Week[];
}

/** The shifts that touch a span of time, by who has which role. */
function listWeeks(timeline: Timeline, from: Instant, until: Instant): Weeks {
  const weeks = new Map<Id | null, Week[]>();
  for (let index = timeline.shiftFrom(from); ; index += 1) {
    const { start, end, stretches, terms } = timeline.shift(index);
    if (start >= until) return weeks;
    const shift = { start, end, index, round: countShifts(timeline, index) };
    const { passedOver } = timeline.rotation.queue(index);
    const all = terms.roles.flatMap((role, position): readonly Week[] => {
      const passed = position > 0 ? [] : passedOver;
      // A shift of no length has nobody in it.
      const held = stretches.filter((stretch) => stretch.role === role).slice(0, 1);
      const kind = position > 0 ? "other role" : "first role";
      return [
        ...passed.map(({ person }) => ({ ...shift, person, role, kind: "passed over" as const })),
        ...held.map(({ scheduled }) => ({ ...shift, person: scheduled, role, kind }) as const),
      ];
    });
    for (const week of all) {
      const list = weeks.get(week.person);
      if (list === undefined) weeks.set(week.person, [week]);
      else list.push(week);
    }
  }
}

/** The weeks of one person as turns: a week in another role leads up to the next as role 0, at most a round later. */
function groupTurns(weeks: readonly Week[]): readonly Turn[] {
  const groups: (readonly Week[])[] = [];
  let open: readonly Week[] = [];
  for (const week of weeks) {
    const isNear = ({ index, round }: Week) => week.index - index <= round;
    groups.push(open.filter((each) => !isNear(each)));
    open = [...open.filter(isNear), week];
    if (week.kind === "other role") continue;
    groups.push(open);
    open = [];
  }
  return [...groups, open].flatMap(makeTurn);
}

function makeTurn(weeks: readonly Week[]): readonly Turn[] {
  const last = weeks.at(-1);
  if (last === undefined) return [];
  const { start, end, kind } = last;
  const isPassed = kind === "passed over";
  return [{ start, end, isPassed, weeks: isPassed ? weeks.slice(0, -1) : weeks }];
}

/** What became of one person's weeks: a week stays where it was, or is paired within what became of its turn. */
function pairWeeks(
  old: readonly Week[],
  now: readonly Week[],
  findLimit: (start: Instant) => Instant,
): readonly TurnMove[] {
  const key = ({ role, start, end, kind }: Week) =>
    JSON.stringify([role, start, end, kind === "passed over"]);
  const [oldKeys, nowKeys] = [new Set(old.map(key)), new Set(now.map(key))];
  return pairInOrder(groupTurns(old), groupTurns(now), findLimit).flatMap(([from, to]) => {
    const lost = from?.weeks.filter((week) => !nowKeys.has(key(week))) ?? [];
    const gained = to?.weeks.filter((week) => !oldKeys.has(key(week))) ?? [];
    return [...new Set([...lost, ...gained].map(({ role }) => role))].flatMap((role) => {
      const [left, right] = [lost, gained].map((weeks) => weeks.filter((week) => week.role === role));
      return pairFromEnd(left ?? [], right ?? []).flatMap(makeMove);
    });
  });
}

/** The turns of one person: each with the next that may be the same, but none across one that stays. */
function pairInOrder(
  old: readonly Turn[],
  now: readonly Turn[],
  findLimit: (start: Instant) => Instant,
): readonly Pair<Turn>[] {
  const stays = pairInPlace(old, now);
  const taken = new Set(stays.values());
  const isNear = (one: Turn, other: Turn) =>
    Math.max(one.start, other.start) <= findLimit(Math.min(one.start, other.start));
  const isSame = (from: Turn, to: Turn) =>
    stays.has(from) ? stays.get(from) === to : !taken.has(to) && isNear(from, to);
  const isEarlier = (to: Turn, from: Turn) => stays.has(from) || (!taken.has(to) && to.start < from.start);
  const pairs: Pair<Turn>[] = [];
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
  return [...pairs, ...now.slice(next).map((to) => [undefined, to] as const)];
}

/** What was, and what it became. */
type Pair<T> = readonly [T | undefined, T | undefined];

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

/** Counted from the last week: it is the one right before the week as role 0. */
function pairFromEnd(old: readonly Week[], now: readonly Week[]): readonly Pair<Week>[] {
  const length = Math.max(old.length, now.length);
  return Array.from({ length }, (_, at) => [old.at(at - length), now.at(at - length)]);
}

function makeMove([from, to]: Pair<Week>): readonly TurnMove[] {
  const week = from ?? to;
  return week === undefined ? [] : [{ person: week.person, role: week.role, from, to }];
}

/** The times when nobody holds the role and, in the other timeline, somebody does. */
function listVacancies(weeks: Weeks, others: Weeks, side: "from" | "to"): readonly TurnMove[] {
  const isMissed = (vacant: Week) =>
    [...others.values()]
      .flat()
      .some((other) => other.role === vacant.role && isServed(other) && overlap(other, vacant));
  return (weeks.get(null) ?? [])
    .filter(isMissed)
    .map((week) => ({ person: null, role: week.role, from: undefined, to: undefined, [side]: week }));
}

function isServed({ person, kind }: Week): boolean {
  return person !== null && kind !== "passed over";
}
