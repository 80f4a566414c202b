/**
 * Explains how a shift came about: for each role the seat, the trades that put its person there, the turns passed over
 * since that person's last one, and the covers, each with its entry in the log.
 */
import type { Id, Ready, Role, Skip } from "../roster/model.ts";
import type { PassedOver, Seat, Trade } from "../rotation/queue.ts";
import type { Holding, Rotation } from "../rotation/turns.ts";
import type { LocalDate } from "../time/date.ts";
import type { Instant } from "../time/zone.ts";
import { findServing, type Serving, selectStretches } from "./ask.ts";
import type { Timeline } from "./build.ts";
import type { Shift, Stretch } from "./model.ts";

/** Why somebody holds a role in a shift. */
export interface Why {
  readonly role: Role;
  readonly shift: Shift;
  /** What the role has at the instant asked about; undefined: the terms have no such role. */
  readonly serving: Serving | undefined;
  /** The stretches of the role in this shift, by time. */
  readonly stretches: readonly Stretch[];
  /** Whom the queue put there, and how; undefined: nobody. */
  readonly seat: SeatReason | undefined;
  /** Why people were passed over, oldest first: since the seat's last turn or, if the role is vacant, at this handoff. */
  readonly skips: readonly SkipReason[];
}

export interface SeatReason {
  readonly person: Id;
  /** Where the seat comes from. */
  readonly origin: Seat["origin"];
  /** How many seats the terms' queue began with; with `origin` it says "seat 2 of 5". */
  readonly size: number;
  /** The trades that brought this person into the seat; a trade that was traded back is left out. */
  readonly trades: readonly Trade[];
  /** The shift in which this person is in role 0: this one or, for the other roles, a later one. */
  readonly turn: { readonly index: number; readonly date: LocalDate };
  /** The date of the handoff at which this seat last began a role-0 shift; undefined: it has not yet. */
  readonly lastTurn: LocalDate | undefined;
}

export interface SkipReason {
  readonly person: Id;
  readonly entry: Skip | Ready;
  /** The handoffs at which the person was passed over. */
  readonly dates: readonly LocalDate[];
}

/** One Why for each role of the shift at an instant; empty before the first start. */
export function explainShift(timeline: Timeline, at: Instant): readonly Why[] {
  const index = timeline.shiftAt(at);
  if (index === undefined) return [];
  const shift = timeline.shift(index);
  const { rotation } = timeline;
  const serving = findServing(timeline, shift, at);
  return rotation.holdings(index).map(({ role, held, passedOver }) => {
    const last = held && findLastTurn(rotation, index, held);
    const since = held === undefined ? index : last === undefined ? findFirstShift(rotation, held) : last + 1;
    return {
      role,
      shift,
      serving: serving.find((each) => each.role === role),
      stretches: selectStretches(shift, role),
      seat: held && {
        person: held.seat.person,
        origin: held.seat.origin,
        size: rotation.handoffs.at(held.turn).terms.queue.length,
        trades: listStandingTrades(held.seat.trade),
        turn: { index: held.turn, date: rotation.handoffs.at(held.turn).date },
        lastTurn: last === undefined ? undefined : rotation.handoffs.at(last).date,
      },
      skips: listSkipReasons(rotation, [
        ...listPassed(rotation, since, index),
        ...passedOver.filter(({ handoff }) => handoff >= since),
      ]),
    };
  });
}

/** Oldest first. A trade that was traded back is left out. */
function listStandingTrades(latest: Trade | undefined): readonly Trade[] {
  const all: Trade[] = [];
  for (let trade = latest; trade !== undefined; trade = trade.before) all.push(trade);
  const left: Trade[] = [];
  for (const trade of all.toReversed()) {
    if (trade.back && left.at(-1)?.entry === trade.entry) left.pop();
    else left.push(trade);
  }
  return left;
}

type Held = NonNullable<Holding["held"]>;

/** The latest shift before this one, under the terms of the turn, in which the seat held role 0. */
function findLastTurn(rotation: Rotation, index: number, { seat, turn }: Held): number | undefined {
  const { terms } = rotation.handoffs.at(turn);
  for (let earlier = index - 1; earlier >= 0; earlier -= 1) {
    const queue = rotation.queue(earlier);
    if (queue.terms !== terms) return undefined;
    if (queue.holder?.key === seat.key) return earlier;
  }
  return undefined;
}

/** The first shift in which the seat is in the queue: a later one if its terms have not begun. */
function findFirstShift(rotation: Rotation, { seat, turn }: Held): number {
  const { terms } = rotation.handoffs.at(turn);
  const begins = rotation.handoffs.from(terms.start);
  return seat.origin.kind === "queue" ? begins : Math.max(begins, rotation.handoffs.from(seat.origin.from));
}

type Passed = PassedOver & { readonly handoff: number };

/** Who was passed over at the handoffs from `since` on, up to but not at `index`. */
function listPassed(rotation: Rotation, since: number, index: number): readonly Passed[] {
  return Array.from({ length: Math.max(0, index - since) }, (_, step) => since + step).flatMap((handoff) =>
    rotation.queue(handoff).passedOver.map((passed) => ({ ...passed, handoff })),
  );
}

/** One reason for each person and entry. */
function listSkipReasons(rotation: Rotation, passed: readonly Passed[]): readonly SkipReason[] {
  const reasons: SkipReason[] = [];
  for (const { person, entry, handoff } of passed) {
    const { date } = rotation.handoffs.at(handoff);
    const at = reasons.findIndex((reason) => reason.person === person && reason.entry === entry);
    const same = reasons[at];
    if (same === undefined) reasons.push({ person, entry, dates: [date] });
    else reasons[at] = { ...same, dates: [...same.dates, date] };
  }
  return reasons;
}
