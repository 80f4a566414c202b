/** Finds the lists of people that a roster can hold, and which of them are one list turned by one. */
import type { Instant, Zone } from "../time/zone.ts";
import { type Chain, findChains } from "./chain.ts";
import type { FoundAccount, FoundSchedule, ImportNote } from "./model.ts";
import { findUser } from "./people.ts";
import { beginLater, draftTerms, findCommonStart, type TermsDraft } from "./terms.ts";

/** One list of people that a roster can hold. */
export interface ImportableList {
  readonly chain: Chain;
  /** As people name it: `schedule`, or `schedule/rotation` where there are several. */
  readonly name: string;
  /** What its file is called. */
  readonly title: string;
  /** Oldest first, never empty. */
  readonly terms: readonly TermsDraft[];
  /** The terms in force. */
  readonly last: TermsDraft;
}

/** Lists that are one list, each turned by one more than the one before, in the order of their roles. */
export interface ListGroup {
  readonly first: ImportableList;
  /** With the first. */
  readonly lists: readonly ImportableList[];
  /** Of the first, from when on all of them are there. */
  readonly terms: readonly TermsDraft[];
}

export interface Surroundings {
  readonly now: Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export interface FoundLists {
  readonly lists: readonly ImportableList[];
  readonly notes: readonly ImportNote[];
}

export function findLists(account: FoundAccount, around: Surroundings): FoundLists {
  const found = account.schedules.map((schedule) => readLists(schedule, account, around));
  return {
    lists: found.flatMap(({ lists }) => lists),
    notes: [...account.notes, ...found.flatMap(({ notes }) => notes)],
  };
}

function readLists(
  schedule: FoundSchedule,
  { users }: FoundAccount,
  { now, zoneOf }: Surroundings,
): FoundLists {
  const notes: ImportNote[] = [];
  const subject = schedule.name;
  const zone = zoneOf(schedule.zone);
  if (!schedule.isEnabled)
    notes.push({ code: "schedule-disabled", subject, message: "it is disabled there, and notifies nobody" });
  if (zone === undefined) {
    const message = `there is no time zone ${schedule.zone}, so its hours are unknown`;
    return { lists: [], notes: [...notes, { code: "unknown-zone", subject, message }] };
  }
  const found = findChains(schedule, zone, now);
  notes.push(...found.notes);
  const lists: ImportableList[] = [];
  for (const chain of found.chains) {
    const terms: TermsDraft[] = [];
    for (const rotation of chain.rotations) {
      const drafted = draftTerms(rotation, zone, (one) => findUser(users, one)?.id);
      if ("code" in drafted) {
        notes.push({ ...drafted, subject: `${schedule.name}/${rotation.name}` });
        // What came before a part that no roster holds is history, and not worth a hole.
        terms.length = 0;
      } else terms.splice(0, Infinity, ...terms.filter(({ start }) => start < drafted.start), drafted);
    }
    const nameIt = (rotation: string) =>
      found.chains.length === 1 ? schedule.name : `${schedule.name}/${rotation}`;
    const last = terms.at(-1);
    if (last !== undefined)
      lists.push({ chain, name: nameIt(chain.name), title: nameIt(chain.title), terms, last });
  }
  return { lists, notes };
}

/** Undefined: they are not one list turned. */
export function formGroup(lists: readonly ImportableList[]): ListGroup | undefined {
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  let { terms } = first;
  for (const [index, other] of others.entries()) {
    const turned = turnTerms(terms, other.terms, index + 1);
    if (turned === undefined) return undefined;
    terms = turned;
  }
  return { first, lists, terms };
}

function isGroup(lists: readonly ImportableList[]): boolean {
  return formGroup(lists) !== undefined;
}

function turnTerms(
  ones: readonly TermsDraft[],
  others: readonly TermsDraft[],
  by: number,
): readonly TermsDraft[] | undefined {
  if (ones.length !== others.length) return undefined;
  const joined = ones.flatMap((one, index) => {
    const other = others[index];
    const start = other && findCommonStart(one, other);
    if (other === undefined || start === undefined) return [];
    const [front, back] = [beginLater(one, start), beginLater(other, start)];
    return by < front.queue.length && isTurned(back.queue, front.queue, by) ? [front] : [];
  });
  return joined.length === ones.length ? joined : undefined;
}

/** `list` is `other` with its first `by` people moved to the end. */
function isTurned(list: readonly string[], other: readonly string[], by: number): boolean {
  return list.length === other.length && list.every((id, index) => id === other[(index + by) % other.length]);
}

/** With two people, each list is the other turned by one: the name says which is first. */
const LATER = /second|backup|standby|(^|[^a-z])l[23]([^a-z0-9]|$)/i;

/** Puts together whatever fits; nobody said which is which. */
export function groupLists(lists: readonly ImportableList[]): readonly ListGroup[] {
  const sorted = lists.toSorted(
    (one, other) => Number(LATER.test(one.name)) - Number(LATER.test(other.name)),
  );
  const taken = new Set<ImportableList>();
  const groups: ListGroup[] = [];
  // A list that another leads to is no beginning, unless they lead to each other.
  const isLed = (list: ImportableList) =>
    sorted.some((one) => !taken.has(one) && one !== list && isGroup([one, list]) && !isGroup([list, one]));
  for (const first of [...sorted.filter((list) => !isLed(list)), ...sorted]) {
    if (taken.has(first)) continue;
    const group = [first];
    taken.add(first);
    for (;;) {
      const next = sorted.find((one) => !taken.has(one) && isGroup([...group, one]));
      if (next === undefined) break;
      group.push(next);
      taken.add(next);
    }
    groups.push(...[formGroup(group)].filter((formed) => formed !== undefined));
  }
  return groups.toSorted((one, other) => placeOf(lists, one) - placeOf(lists, other));
}

/** Where the first of a group stands among all. */
function placeOf(all: readonly ImportableList[], { lists }: ListGroup): number {
  return Math.min(...lists.map((list) => all.indexOf(list)));
}
