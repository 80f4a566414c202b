/** Works out the queue after a handoff from the one before and the log, step by step: rotation.md, "Changes" and "At handoff k". */
import { type Day, dayOf } from "./calendar.ts";
import { type Handoff, turnBegins } from "./handoff.ts";
import type { PlainEntry } from "./roster.ts";

/** A place in the queue; its number stays when the person in it changes. */
interface Seat {
  readonly number: number;
  readonly person: string;
}

interface Skips {
  readonly turns: number;
  /** Infinity for `until: ready`. */
  readonly until: Day;
}

/** An entry, or the trade-back of a swap, and the date from which it counts. */
export interface Act {
  readonly date: Day;
  /** Position in the file. */
  readonly index: number;
  /** The date of the entry itself, also for its trade-back. */
  readonly from: Day;
  readonly entry: PlainEntry;
  readonly back: boolean;
}

export interface Invalid {
  readonly index: number;
  readonly fault: string;
}

/** The queue after a handoff. */
export interface Queue {
  readonly seats: readonly Seat[];
  readonly seatsMade: number;
  readonly skips: ReadonlyMap<string, Skips>;
  /** The swaps whose trade-backs still count. */
  readonly trades: ReadonlySet<number>;
  /** The number of the seat that holds role 0. */
  readonly primary: number | undefined;
  /** Entries that were invalid when their turn came. */
  readonly invalid: readonly Invalid[];
}

export const NO_QUEUE: Queue = {
  seats: [],
  seatsMade: 0,
  skips: new Map(),
  trades: new Set(),
  primary: undefined,
  invalid: [],
};

/** Entries other than covers, and trade-backs, by date and then by position in the file. */
export function actsOf(changes: readonly PlainEntry[]): readonly Act[] {
  const acts = changes.flatMap((entry, index): readonly Act[] => {
    if (entry.cover !== undefined || entry.from === undefined) return [];
    const from = dayOf(entry.from);
    const act = { date: from, index, from, entry, back: false };
    if (entry.swap === undefined || entry.until === undefined) return [act];
    return [act, { ...act, date: dayOf(entry.until), back: true }];
  });
  return acts.sort((a, b) => a.date - b.date || a.index - b.index);
}

/** Steps 0 to 4 at one handoff. `before` is the handoff before it, if there is one. */
export function pass(
  queue: Queue,
  before: Handoff | undefined,
  handoff: Handoff,
  acts: readonly Act[],
): Queue {
  const opened = handoff.begins ? openTerms(queue, handoff) : queue;
  const due = acts.filter(({ date }) => date <= handoff.date && (before === undefined || date > before.date));
  const acted = due.reduce(applyAct, opened);
  const moved = acted.seats.some(({ number }) => number === opened.primary)
    ? { ...acted, seats: behind(acted.seats, opened.primary) }
    : acted;
  return passOver(moved, handoff);
}

/** Step 0. */
function openTerms(queue: Queue, { terms }: Handoff): Queue {
  const seats = terms.queue.map((person, place) => ({ number: queue.seatsMade + place, person }));
  return { ...NO_QUEUE, seats, seatsMade: queue.seatsMade + seats.length, invalid: queue.invalid };
}

/** Steps 3 and 4. */
function passOver(queue: Queue, handoff: Handoff): Queue {
  const begins = turnBegins(handoff);
  const skips = new Map(queue.skips);
  let seats = queue.seats;
  for (let moves = 0; moves < queue.seats.length; moves += 1) {
    const front = seats[0];
    const skip = front && skips.get(front.person);
    if (front === undefined) break;
    if (skip === undefined || (skip.until <= begins && skip.turns === 0))
      return { ...queue, seats, skips, primary: front.number };
    if (skip.until <= begins) skips.set(front.person, { ...skip, turns: skip.turns - 1 });
    seats = behind(seats, front.number);
  }
  return { ...queue, seats, skips, primary: undefined };
}

/** The seats, with that one moved to the end. */
function behind(seats: readonly Seat[], number: number | undefined): readonly Seat[] {
  return [
    ...seats.filter((seat) => seat.number !== number),
    ...seats.filter((seat) => seat.number === number),
  ];
}

/** Step 1, for one entry or trade-back. */
function applyAct(queue: Queue, act: Act): Queue {
  const { entry, index } = act;
  const isIn = (person: string) => queue.seats.some((seat) => seat.person === person);
  const wrong = (fault: string): Queue => ({ ...queue, invalid: [...queue.invalid, { index, fault }] });

  if (entry.join !== undefined) {
    if (isIn(entry.join)) return wrong("joins who is in the queue");
    if (entry.after !== undefined && !isIn(entry.after)) return wrong("after who is not in the queue");
    const seat = { number: queue.seatsMade, person: entry.join };
    const place = queue.seats.findIndex(({ person }) => person === entry.after) + 1;
    const seats = entry.after === undefined ? [...queue.seats, seat] : queue.seats.toSpliced(place, 0, seat);
    return { ...queue, seats, seatsMade: queue.seatsMade + 1 };
  }
  if (entry.leave !== undefined) {
    if (!isIn(entry.leave)) return wrong("not in the queue");
    const seats = queue.seats.filter(({ person }) => person !== entry.leave);
    return { ...queue, seats, skips: without(queue.skips, entry.leave) };
  }
  if (entry.swap !== undefined) {
    const [x = "", y = ""] = entry.swap;
    if (act.back && !queue.trades.has(index)) return queue;
    if (!isIn(x) || !isIn(y)) return act.back ? queue : wrong("not in the queue");
    const trades = new Set(queue.trades).add(index);
    return { ...queue, seats: traded(queue.seats, x, y), trades };
  }
  if (entry.skip !== undefined) {
    if (!isIn(entry.skip)) return wrong("not in the queue");
    const skip = queue.skips.get(entry.skip) ?? { turns: 0, until: Number.NEGATIVE_INFINITY };
    return { ...queue, skips: new Map(queue.skips).set(entry.skip, longer(skip, entry)) };
  }
  if (entry.ready !== undefined) {
    if (!isIn(entry.ready)) return wrong("not in the queue");
    const skip = queue.skips.get(entry.ready);
    if (skip === undefined || (skip.turns === 0 && skip.until <= act.date)) return queue;
    return { ...queue, skips: new Map(queue.skips).set(entry.ready, { turns: 0, until: act.date }) };
  }
  throw new Error(`an entry of no kind: ${JSON.stringify(entry)}`);
}

function traded(seats: readonly Seat[], x: string, y: string): readonly Seat[] {
  return seats.map(({ number, person }) => {
    if (person === x) return { number, person: y };
    return { number, person: person === y ? x : person };
  });
}

function longer(skip: Skips, { turns, until }: PlainEntry): Skips {
  if (until === undefined) return { ...skip, turns: skip.turns + (turns ?? 1) };
  return {
    ...skip,
    until: Math.max(skip.until, until === "ready" ? Number.POSITIVE_INFINITY : dayOf(until)),
  };
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  return new Map([...map].filter(([other]) => other !== key));
}
