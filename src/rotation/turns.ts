/**
 * Computes who holds each role in each shift, before covers. Roles after the first are looked up in the queue's future, as
 * it would be without further entries (rotation.md, "The other roles").
 */
import type { Entry, Id, QueueEntry, Role, Roster } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { buildHandoffs, type Handoff, type Handoffs } from "./handoffs.ts";
import {
  type Act,
  advance,
  type InvalidEntry,
  type InvalidLog,
  type PassedOver,
  type Queue,
  type Seat,
} from "./queue.ts";

/** Who holds a role in a shift by the queue. */
export interface Holding {
  readonly role: Role;
  /** The seat, and the shift in which its person is role 0 by the queue at this handoff; undefined: nobody. */
  readonly held: { readonly seat: Seat; readonly turn: number } | undefined;
  /** Who was passed over from this handoff to that turn's, in order; if nobody holds the role, at this handoff. */
  readonly passedOver: readonly (PassedOver & { readonly handoff: number })[];
}

export interface Rotation {
  readonly handoffs: Handoffs;
  /** The queue after handoff k. */
  queue(index: number): Queue;
  /** The queues before handoff `end`, from the first one, as far as they are computed already. */
  knownQueues(end: number): readonly Queue[];
  /** One holding for each role of the shift's terms, in their order. */
  holdings(index: number): readonly Holding[];
  /** The entries of the whole log that cannot take effect. */
  invalidEntries(): readonly InvalidEntry[];
}

const NONE: readonly Due[] = [];

/** An entry may be dated centuries ahead: of the queues up to it, those that may be asked for are kept. */
const MOST_KEPT = 5000;

/** An act, and the handoff of its entry: for a trade-back, an earlier one or the same. */
type Due = Act & { readonly entryAt: number };

/** The part of a roster that says who is on call by the queue. */
type RotationSource = Pick<Roster, "rotation" | "changes">;

/** Computes the queue lazily, only as far as it is asked for. */
export function buildRotation(roster: RotationSource): Rotation {
  return makeRotation(roster, []);
}

/** The rotation of a roster that has the log of another and more entries, the first of which acts at handoff `first`. */
export function extendRotation(before: Rotation, roster: RotationSource, first: number): Rotation {
  return makeRotation(roster, before.invalidEntries().length === 0 ? before.knownQueues(first) : []);
}

/** `known`: the queues after its first handoffs. */
function makeRotation(roster: RotationSource, known: readonly Queue[]): Rotation {
  const handoffs = buildHandoffs(roster.rotation);
  const due = groupByHandoff(roster.changes, handoffs);
  const lastDue = [...due.keys()].reduce((last, index) => Math.max(last, index), 0);
  const queues = [...known];
  const holdings = new Map<number, readonly Holding[]>();
  const invalid: InvalidEntry[] = [];
  const seen = new Set<QueueEntry>();
  const log: InvalidLog = {
    add(each) {
      if (seen.has(each.entry)) return; // known from an earlier check of the whole log
      invalid.push(each);
      seen.add(each.entry);
    },
    has: (entry) => seen.has(entry),
  };

  const step = (before: Queue | undefined, next: number, acts: readonly Act[]) =>
    advance(before, handoffs.termsAt(next), acts, log, () => handoffs.turnDate(next));

  const queue = (index: number): Queue => {
    let last = queues.at(-1);
    for (let next = queues.length; next <= index; next += 1) {
      last = step(last, next, due.get(next) ?? NONE);
      queues.push(last);
    }
    const wanted = queues[index];
    if (wanted === undefined) throw new RangeError(`there is no handoff ${index}`);
    return wanted;
  };

  return {
    handoffs,
    queue,
    knownQueues: (end) => queues.slice(0, end),
    holdings(index) {
      const found = holdings.get(index);
      if (found !== undefined) return found;
      // Without further entries, only trade-backs of earlier swaps take effect later.
      const later = (next: number) =>
        (due.get(next) ?? NONE).filter(({ back, entryAt }) => back && entryAt <= index);
      const ahead = lookAhead(handoffs.at(index), queue(index), (before, next) =>
        step(before, next, later(next)),
      );
      holdings.set(index, ahead);
      return ahead;
    },
    invalidEntries() {
      let last = queues.at(-1);
      for (let next = queues.length; next <= lastDue; next += 1) {
        last = step(last, next, due.get(next) ?? NONE);
        if (next < MOST_KEPT) queues.push(last);
      }
      return invalid;
    },
  };
}

/**
 * Assigns each entry to the first handoff dated on or after it. Entries and trade-backs are one list, ordered by date and
 * then by the entry's place in the file. New terms cancel trade-backs.
 */
function groupByHandoff(changes: readonly Entry[], handoffs: Handoffs): ReadonlyMap<number, readonly Due[]> {
  const entries = changes.filter((entry): entry is QueueEntry => entry.kind !== "cover");
  const dated = entries.flatMap((entry): readonly (Due & { readonly date: LocalDate })[] => {
    const entryAt = handoffs.from(entry.from);
    const acts = { entry, back: false, entryAt, date: entry.from } as const;
    if (entry.kind !== "swap" || entry.until === undefined) return [acts];
    const backAt = handoffs.from(entry.until);
    if (handoffs.termsAt(backAt) !== handoffs.termsAt(entryAt)) return [acts];
    return [acts, { entry, back: true, entryAt, date: entry.until }];
  });
  dated.sort((one, other) => one.date - other.date || one.entry.index - other.entry.index);
  const due = new Map<number, Due[]>();
  for (const each of dated) {
    const index = handoffs.from(each.date);
    const list = due.get(index);
    if (list === undefined) due.set(index, [each]);
    else list.push(each);
  }
  return due;
}

/**
 * Role i goes to the first person who is role 0 of shift k+i, k+i+1, … and holds no earlier role in shift k; n shifts
 * are looked at for each role, n being the number of seats.
 */
function lookAhead(
  handoff: Handoff,
  now: Queue,
  step: (before: Queue, next: number) => Queue,
): readonly Holding[] {
  const future: Queue[] = [now];
  const ahead = (steps: number): Queue => {
    const known = future[steps];
    if (known !== undefined) return known;
    const next = step(ahead(steps - 1), handoff.index + steps);
    future.push(next);
    return next;
  };
  const listPassed = (steps: number): Holding["passedOver"] =>
    future.slice(0, steps + 1).flatMap((queue, step) => {
      return queue.passedOver.map((passed) => ({ ...passed, handoff: handoff.index + step }));
    });

  const holdings: Holding[] = [];
  const taken = new Set<Id>();
  for (const [position, role] of handoff.terms.roles.entries()) {
    // Role 0 is not searched for: it is seat 0 of this shift or nobody.
    const looks = position === 0 ? 1 : now.seats.length;
    let found: Holding = { role, held: undefined, passedOver: listPassed(0) };
    for (let steps = position; steps < position + looks; steps += 1) {
      const seat = ahead(steps).holder;
      if (seat === undefined || taken.has(seat.person)) continue;
      found = { role, held: { seat, turn: handoff.index + steps }, passedOver: listPassed(steps) };
      taken.add(seat.person);
      break;
    }
    holdings.push(found);
  }
  return holdings;
}
