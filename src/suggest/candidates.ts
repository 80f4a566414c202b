/** Lists the swaps and covers that may solve a clash, before any is tried. */
import type { Id } from "../roster/model.ts";
import type { AwayClash } from "../rules/away.ts";
import { findNextHandoff, isMidTurn } from "../rules/turns.ts";
import type { CoverWish, Remarks, SwapWish } from "../rules/wish.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";

const NO_REMARKS: Remarks = { approvedBy: [], backdated: false, unapproved: false, allow: [] };

/** Covers by everybody else in the queue, and swaps with them before which neither is in the middle of a turn. */
export function listCandidates(
  timeline: Timeline,
  clash: AwayClash,
  now: Instant,
): readonly (SwapWish | CoverWish)[] {
  const { seats } = timeline.rotation.queue(clash.shift.index);
  const others = [...new Set(seats.map(({ person }) => person))].filter((id) => id !== clash.person);
  return others.flatMap((other) => [
    writeCover(clash, other),
    ...listSwaps(timeline, clash, other, findNextHandoff(timeline, now)),
  ]);
}

/** The whole shift where they serve all of it and are away, else the time that they are away. */
function writeCover({ person, role, shift, parts }: AwayClash, by: Id): CoverWish {
  const own = shift.stretches.filter(({ engineer }) => engineer === person);
  const roles = new Set(own.map((stretch) => stretch.role));
  const isWhole = sumTime(parts) === sumTime(shift.duty);
  const away = {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
  return {
    ...NO_REMARKS,
    kind: "cover",
    person,
    by,
    role: roles.size > 1 ? role : undefined,
    span: isWhole ? { kind: "shift", date: shift.date } : { kind: "time", ...away },
    exchange: false,
  };
}

function sumTime(times: readonly { readonly start: Instant; readonly end: Instant }[]): number {
  return times.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** From the beginning of the turn that the shift belongs to, and from that of the other's turn before it. */
function listSwaps(timeline: Timeline, clash: AwayClash, other: Id, next: number): readonly SwapWish[] {
  const { rotation } = timeline;
  const { person, shift } = clash;
  const turn = rotation.holdings(shift.index).find(({ held }) => held?.seat.person === person)?.held?.turn;
  if (turn === undefined) return [];
  const length = shift.terms.roles.length - 1;
  const begins = turn - length;
  const round = rotation.queue(shift.index).seats.length;
  const isTheirs = (index: number) => rotation.queue(index).holder?.person === other;
  const earlier = countDown(turn - 1, Math.max(next, turn - round)).find(isTheirs);
  const latest = [begins, ...(earlier === undefined ? [] : [Math.min(begins, earlier - length)])];
  const isFree = (index: number) => !isMidTurn(timeline, person, index) && !isMidTurn(timeline, other, index);
  const handoffs = latest.flatMap((from) => countDown(from, Math.max(next, from - round)).find(isFree) ?? []);
  return [...new Set(handoffs)].map((index) => ({
    ...NO_REMARKS,
    kind: "swap",
    people: [person, other],
    from: rotation.handoffs.at(index).date,
    once: true,
  }));
}

function countDown(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, step) => from - step);
}
