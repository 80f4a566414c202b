/**
 * The whole rotation: a roster in; for each shift the queue and who holds each role out, before covers. Later roles
 * are looked up in the future that the queue has if no further entry came (rotation.md, "The other roles").
 */
import type { Cover, Entry, Id, QueueEntry, Role, Roster } from "../roster/model.ts";
import { type Handoff, type Handoffs, handoffsOf } from "./handoffs.ts";
import { advance, type Misfit, type PassedOver, type Queue, type Seat } from "./queue.ts";

/** Who holds a role in a shift by the queue. */
export interface Holding {
  readonly role: Role;
  /** The seat, and the shift in which its person is role 0 as the queue stands at this handoff; undefined: nobody. */
  readonly held: { readonly seat: Seat; readonly turn: number } | undefined;
  /** Who was passed over from this handoff to that turn's, in order; where nobody holds the role, at this handoff. */
  readonly passedOver: readonly (PassedOver & { readonly handoff: number })[];
}

export interface Rotation {
  readonly handoffs: Handoffs;
  /** The queue after handoff k. */
  queue(index: number): Queue;
  /** One holding for each role of the shift's terms, in their order. */
  holdings(index: number): readonly Holding[];
  /** The entries that cannot act, over the whole log to its last entry. */
  misfits(): readonly Misfit[];
}

const NONE: readonly QueueEntry[] = [];

/** Shapes as in the interface; pure and lazy: the queue is walked only as far as somebody asks. */
export function rotationOf(roster: Pick<Roster, "rotation" | "changes">): Rotation {
  const handoffs = handoffsOf(roster.rotation);
  const due = dueByHandoff(roster.changes, handoffs);
  const lastDue = [...due.keys()].at(-1) ?? 0; // the entries were sorted, so the last key is the greatest
  const queues: Queue[] = [];
  const misfits: Misfit[] = [];

  const queue = (index: number): Queue => {
    let last = queues.at(-1);
    for (let next = queues.length; next <= index; next += 1) {
      last = advance(last, handoffs.at(next), due.get(next) ?? NONE, (misfit) => misfits.push(misfit));
      queues.push(last);
    }
    const found = queues[index];
    if (found === undefined) throw new RangeError(`there is no handoff ${index}`);
    return found;
  };

  return {
    handoffs,
    queue,
    holdings: (index) => lookAhead(handoffs, handoffs.at(index), queue(index)),
    misfits() {
      queue(lastDue);
      return misfits;
    },
  };
}

/** An entry acts at the first handoff dated on or after its `from`; equal dates act in file order. */
function dueByHandoff(
  changes: readonly Entry[],
  handoffs: Handoffs,
): ReadonlyMap<number, readonly QueueEntry[]> {
  const entries = changes.filter((entry): entry is Exclude<Entry, Cover> => entry.kind !== "cover");
  entries.sort((one, other) => one.from - other.from || one.index - other.index);
  const due = new Map<number, QueueEntry[]>();
  for (const entry of entries) {
    const index = handoffs.from(entry.from);
    const list = due.get(index);
    if (list === undefined) due.set(index, [entry]);
    else list.push(entry);
  }
  return due;
}

/**
 * Role i goes to the first person who is role 0 of shift k+i, k+i+1, … and holds no earlier role in shift k; n shifts
 * are looked at for each role, n being the number of seats.
 */
function lookAhead(handoffs: Handoffs, handoff: Handoff, now: Queue): readonly Holding[] {
  const future: Queue[] = [now];
  const ahead = (steps: number): Queue => {
    const known = future[steps];
    if (known !== undefined) return known;
    // No entry acts here that could misfit.
    const next = advance(ahead(steps - 1), handoffs.at(handoff.index + steps), NONE, () => undefined);
    future.push(next);
    return next;
  };

  const passedOver = (steps: number): Holding["passedOver"] =>
    future.slice(0, steps + 1).flatMap((queue, step) => {
      return queue.passedOver.map((passed) => ({ ...passed, handoff: handoff.index + step }));
    });

  const holdings: Holding[] = [];
  const taken = new Set<Id>();
  for (const [position, role] of handoff.terms.roles.entries()) {
    // Role 0 is not searched for: it is seat 0 of this shift or nobody.
    const looks = position === 0 ? 1 : now.seats.length;
    let found: Holding = { role, held: undefined, passedOver: passedOver(0) };
    for (let steps = position; steps < position + looks; steps += 1) {
      const seat = ahead(steps).holder;
      if (seat === undefined || taken.has(seat.person)) continue;
      found = { role, held: { seat, turn: handoff.index + steps }, passedOver: passedOver(steps) };
      taken.add(seat.person);
      break;
    }
    holdings.push(found);
  }
  return holdings;
}
