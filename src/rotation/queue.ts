/**
 * Advances the queue at a handoff: steps 0 to 4 of rotation.md, "At handoff k". A queue is a value, so looking ahead needs
 * no copy.
 */
import type { Id, QueueEntry, Ready, Skip, Swap, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";

/** A place in the queue, and how its person got it. */
export interface Seat {
  /** The same for the life of the seat, whoever has it. */
  readonly key: number;
  readonly person: Id;
  readonly origin: { readonly kind: "queue"; readonly terms: Terms; readonly position: number } | QueueEntry;
  /** The last trade of the seat. */
  readonly trade: Trade | undefined;
}

/** A swap, or its trade-back, that put somebody into a seat; a linked list, since there may be thousands. */
export interface Trade {
  readonly entry: Swap;
  readonly back: boolean;
  /** The one before it. */
  readonly before: Trade | undefined;
}

/** What is left of a person's skips, and the entries they come from. */
interface Skipping {
  /** Turns still to be passed over, the oldest entry first; each has some left. */
  readonly turns: readonly { readonly entry: Skip; readonly left: number }[];
  /** Every turn that would begin before `date` is passed over; Infinity until a `ready`. */
  readonly until: { readonly date: LocalDate; readonly entry: Skip | Ready } | undefined;
}

/** What takes effect at a handoff: an entry, or the trade-back of a swap with an end. */
export type Act =
  | { readonly entry: QueueEntry; readonly back: false }
  | { readonly entry: Swap; readonly back: true };

/** Somebody whose seat was passed over at a handoff, and the entry that did it. */
export interface PassedOver {
  readonly person: Id;
  readonly entry: Skip | Ready;
}

/** The queue after a handoff. */
export interface Queue {
  readonly seats: readonly Seat[];
  /** The seat whose person is role 0 of the shift that begins here; it is seat 0. Undefined: nobody is. */
  readonly holder: Seat | undefined;
  readonly passedOver: readonly PassedOver[];
  readonly skipping: ReadonlyMap<Id, Skipping>;
  readonly terms: Terms;
  readonly nextKey: number;
}

/** An entry that cannot take effect because of who is in the queue at its handoff. */
export interface InvalidEntry {
  readonly entry: QueueEntry;
  readonly person: Id;
  readonly why: "already-in-queue" | "not-in-queue";
}

/** Collects invalid entries. The trade-back of an invalid swap does nothing. */
export interface InvalidLog {
  add(invalid: InvalidEntry): void;
  has(entry: QueueEntry): boolean;
}

/** A queue in the middle of its steps. */
interface QueueDraft {
  seats: readonly Seat[];
  skipping: Map<Id, Skipping>;
  nextKey: number;
}

const NO_SKIP: Skipping = { turns: [], until: undefined };

/**
 * Returns the queue after a handoff of these terms. `before` is the queue after the last one, undefined at handoff 0. `acts` are the
 * entries and trade-backs of this handoff, by date and then by the entry's place in the file, without trade-backs of swaps
 * under other terms. An invalid entry is left out and added to the log. `begins` is the date on which the turn begins whose
 * role-0 shift starts here.
 */
export function advance(
  before: Queue | undefined,
  terms: Terms,
  acts: readonly Act[],
  log: InvalidLog,
  begins: () => LocalDate,
): Queue {
  const same = before !== undefined && before.terms === terms ? before : undefined;
  const draft: QueueDraft =
    same === undefined
      ? openTerms(terms, before?.nextKey ?? 0) // step 0: new terms begin
      : { ...same, skipping: new Map(same.skipping) };

  applyAll(draft, acts, log); // step 1

  // Step 2: the seat goes to the end, whoever traded into it.
  const [front, ...others] = draft.seats;
  if (front !== undefined && front.key === same?.holder?.key) draft.seats = [...others, front];

  const passedOver = passOver(draft, begins); // step 3
  return {
    seats: draft.seats,
    // Step 4: if every seat was passed over, nobody serves.
    holder: passedOver.length < draft.seats.length ? draft.seats[0] : undefined,
    passedOver,
    skipping: draft.skipping,
    terms,
    nextKey: draft.nextKey,
  };
}

/** The queue when terms begin: nobody has held seat 0 yet, and earlier skips are forgotten. */
function openTerms(terms: Terms, key: number): QueueDraft {
  const seats = terms.queue.map((person, position): Seat => {
    return { key: key + position, person, origin: { kind: "queue", terms, position }, trade: undefined };
  });
  return { seats, skipping: new Map(), nextKey: key + seats.length };
}

function applyAll(draft: QueueDraft, acts: readonly Act[], log: InvalidLog): void {
  for (const { entry, back } of acts) {
    if (back) {
      if (!log.has(entry)) trade(draft, entry, true);
      continue;
    }
    const wrong = explainInvalid(draft.seats, entry);
    if (wrong === undefined) applyEntry(draft, entry);
    else log.add({ entry, ...wrong });
  }
}

function isIn(seats: readonly Seat[], person: Id): boolean {
  return seats.some((seat) => seat.person === person);
}

function explainInvalid(
  seats: readonly Seat[],
  entry: QueueEntry,
): Pick<InvalidEntry, "person" | "why"> | undefined {
  if (entry.kind === "join" && isIn(seats, entry.person))
    return { person: entry.person, why: "already-in-queue" };
  const needed =
    entry.kind === "swap"
      ? entry.people
      : entry.kind !== "join"
        ? [entry.person]
        : entry.after === undefined
          ? []
          : [entry.after];
  const absent = needed.find((person) => !isIn(seats, person));
  return absent === undefined ? undefined : { person: absent, why: "not-in-queue" };
}

function applyEntry(draft: QueueDraft, entry: QueueEntry): void {
  switch (entry.kind) {
    case "join": {
      const seat: Seat = { key: draft.nextKey, person: entry.person, origin: entry, trade: undefined };
      draft.nextKey += 1;
      const before = draft.seats.findIndex(({ person }) => person === entry.after);
      draft.seats = before === -1 ? [...draft.seats, seat] : draft.seats.toSpliced(before + 1, 0, seat);
      return;
    }
    case "leave":
      draft.seats = draft.seats.filter(({ person }) => person !== entry.person);
      draft.skipping.delete(entry.person);
      return;
    case "swap":
      trade(draft, entry, false);
      return;
    case "skip":
      draft.skipping.set(entry.person, addSkip(draft.skipping.get(entry.person) ?? NO_SKIP, entry));
      return;
    case "ready": {
      const skip = draft.skipping.get(entry.person) ?? NO_SKIP;
      if (skip.turns.length > 0 || (skip.until?.date ?? -Infinity) > entry.from) {
        draft.skipping.set(entry.person, { turns: [], until: { date: entry.from, entry } });
      }
      return;
    }
  }
}

function addSkip(skip: Skipping, entry: Skip): Skipping {
  if (entry.length.kind === "turns") {
    return { ...skip, turns: [...skip.turns, { entry, left: entry.length.turns }] };
  }
  const date = entry.length.kind === "ready" ? Infinity : entry.length.until;
  return skip.until !== undefined && skip.until.date >= date ? skip : { ...skip, until: { date, entry } };
}

/** Two people trade seats; a trade-back does nothing if one of them has left. */
function trade(draft: QueueDraft, entry: Swap, back: boolean): void {
  const [one, other] = entry.people;
  if (!isIn(draft.seats, one) || !isIn(draft.seats, other)) return;
  draft.seats = draft.seats.map((seat) => {
    if (seat.person !== one && seat.person !== other) return seat;
    const person = seat.person === one ? other : one;
    return { ...seat, person, trade: { entry, back, before: seat.trade } };
  });
}

/**
 * Step 3: moves the seats of people with a skip to the end, each at most once. `begins` is the date on which the turn
 * would begin. While an `until` is in force, no `turns` are used up.
 */
function passOver(draft: QueueDraft, begins: () => LocalDate): readonly PassedOver[] {
  const passed: PassedOver[] = [];
  for (let left = draft.seats.length; left > 0; left -= 1) {
    const [front, ...others] = draft.seats;
    const skip = front && draft.skipping.get(front.person);
    if (front === undefined || skip === undefined) break;
    const [turn, ...turns] = skip.turns;
    if (skip.until !== undefined && begins() < skip.until.date) {
      passed.push({ person: front.person, entry: skip.until.entry });
    } else if (turn !== undefined) {
      const rest = turn.left > 1 ? [{ ...turn, left: turn.left - 1 }] : [];
      draft.skipping.set(front.person, { ...skip, turns: [...rest, ...turns] });
      passed.push({ person: front.person, entry: turn.entry });
    } else break;
    draft.seats = [...others, front];
  }
  return passed;
}
