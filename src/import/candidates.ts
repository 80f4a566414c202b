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
  /** Oldest first. */
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
    if (terms.length > 0) lists.push({ chain, name: nameIt(chain.name), title: nameIt(chain.title), terms });
  }
  return { lists, notes };
}

/** Those that are one list, each turned by one more than the one before, in the order of their roles. */
export function isOneRoster(lists: readonly ImportableList[]): boolean {
  return joinTerms(lists) !== undefined;
}

/** The terms of a roster whose roles these lists are; undefined: they are not one list turned. */
export function joinTerms(lists: readonly ImportableList[]): readonly TermsDraft[] | undefined {
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  let joined = first.terms;
  for (const [index, { terms }] of others.entries()) {
    const turned = turnTerms(joined, terms, index + 1);
    if (turned === undefined) return undefined;
    joined = turned;
  }
  return joined;
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
export function groupLists(lists: readonly ImportableList[]): readonly (readonly ImportableList[])[] {
  const sorted = lists.toSorted(
    (one, other) => Number(LATER.test(one.name)) - Number(LATER.test(other.name)),
  );
  const taken = new Set<ImportableList>();
  const groups: (readonly ImportableList[])[] = [];
  // A list that another leads to is no beginning, unless they lead to each other.
  const isLed = (list: ImportableList) =>
    sorted.some(
      (one) => !taken.has(one) && one !== list && isOneRoster([one, list]) && !isOneRoster([list, one]),
    );
  for (const first of [...sorted.filter((list) => !isLed(list)), ...sorted]) {
    if (taken.has(first)) continue;
    const group = [first];
    taken.add(first);
    for (;;) {
      const next = sorted.find((one) => !taken.has(one) && isOneRoster([...group, one]));
      if (next === undefined) break;
      group.push(next);
      taken.add(next);
    }
    groups.push(group);
  }
  return groups.toSorted((one, other) => placeOf(lists, one) - placeOf(lists, other));
}

/** Where the first of a group stands among all. */
function placeOf(lists: readonly ImportableList[], group: readonly ImportableList[]): number {
  return Math.min(...group.map((list) => lists.indexOf(list)));
}
