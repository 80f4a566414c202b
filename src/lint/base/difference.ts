/** Two timelines in, what the later log adds, takes out and says otherwise out, and where the two begin to differ. */
import type { Entry, Roster, Terms } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import { type Timeline, timelineOf } from "../../timeline/build.ts";
import { doingOf, effectOf, sayingOf } from "../../timeline/compare.ts";

export interface Difference {
  /** Before this the two are the same; undefined: they are the same for ever. */
  readonly start: Instant | undefined;
  /** The position of the first terms that differ. */
  readonly terms: number | undefined;
  /** Entries of the later log that do something which no entry of the earlier one did. */
  readonly added: readonly Entry[];
  /** Entries that are gone. */
  readonly removed: readonly Entry[];
  /** Entries of the earlier log, each with the one that does the same now. */
  readonly kept: ReadonlyMap<Entry, Entry>;
}

/** Kept, since all rules with a base ask for it. */
const known = new WeakMap<Timeline, { readonly before: Timeline; readonly difference: Difference }>();

export function compareLogs(before: Timeline, after: Timeline): Difference {
  const found = known.get(after);
  if (found?.before === before) return found.difference;
  const kept = matches(before.roster.changes, after.roster.changes);
  const there = new Set(kept.values());
  const terms = firstTerms(before.roster, after.roster);
  const difference: Difference = {
    start: startOf(before, after, terms),
    terms,
    added: after.roster.changes.filter((entry) => !there.has(entry)),
    removed: before.roster.changes.filter((entry) => !kept.has(entry)),
    kept,
  };
  known.set(after, { before, difference });
  return difference;
}

/** Those that say the same first, then those that do the same; each once, in file order. */
function matches(old: readonly Entry[], now: readonly Entry[]): ReadonlyMap<Entry, Entry> {
  const kept = new Map<Entry, Entry>();
  for (const wordsOf of [sayingOf, doingOf]) {
    const taken = new Set(kept.values());
    const open = new Map<string, Entry[]>();
    for (const entry of now.filter((each) => !taken.has(each))) {
      const words = wordsOf(entry);
      const list = open.get(words);
      if (list === undefined) open.set(words, [entry]);
      else list.push(entry);
    }
    if (open.size === 0) break;
    for (const entry of old.filter((each) => !kept.has(each))) {
      const match = open.get(wordsOf(entry))?.shift();
      if (match !== undefined) kept.set(entry, match);
    }
  }
  return kept;
}

function firstTerms({ rotation: old }: Roster, { rotation: now }: Roster): number | undefined {
  const count = Math.max(old.length, now.length);
  return Array.from({ length: count }, (_, index) => index).find(
    (index) => termsText(old[index]) !== termsText(now[index]),
  );
}

function termsText(terms: Terms | undefined): string | undefined {
  if (terms === undefined) return undefined;
  const { start, zone, handoff, every, roles, queue } = terms;
  return JSON.stringify([start, zone.name, handoff, every, roles, queue]);
}

/**
 * The first effect of all entries between the beginning that the two logs share and the end that they share: what stands
 * in another order is among them. Terms count from so many shifts earlier as later roles are looked up ahead of time.
 */
function startOf(before: Timeline, after: Timeline, terms: number | undefined): Instant | undefined {
  const starts = [before, after].flatMap((timeline) => {
    const first = terms === undefined ? undefined : timeline.roster.rotation[terms];
    if (first === undefined) return [];
    const { handoffs } = timeline.rotation;
    const { rotation, people } = timeline.roster;
    const ahead = rotation.reduce((most, { roles }) => Math.max(most, roles.length), 0) + people.size;
    return [handoffs.at(Math.max(0, handoffs.from(first.start) - ahead)).instant];
  });
  const old = before.roster.changes;
  const now = after.roster.changes;
  const isSame = (one: Entry | undefined, other: Entry | undefined) =>
    one !== undefined &&
    other !== undefined &&
    (sayingOf(one) === sayingOf(other) || doingOf(one) === doingOf(other));
  let from = 0;
  while (isSame(old[from], now[from])) from += 1;
  let until = 0;
  const shared = Math.min(old.length, now.length) - from;
  while (until < shared && isSame(old.at(-1 - until), now.at(-1 - until))) until += 1;
  const effects = [
    ...old.slice(from, old.length - until).map((entry) => effectOf(before, entry)),
    ...now.slice(from, now.length - until).map((entry) => effectOf(after, entry)),
  ];
  const all = [...starts, ...effects];
  return all.length === 0 ? undefined : all.reduce((first, each) => Math.min(first, each));
}

/** The timeline without some entries of its log. */
export function dropEntries({ roster }: Timeline, entries: readonly Entry[]): Timeline {
  return timelineOf({ ...roster, changes: roster.changes.filter((entry) => !entries.includes(entry)) });
}

/** Who serves by the queue alone. */
export function dropCovers({ roster }: Timeline): Timeline {
  return timelineOf({ ...roster, changes: roster.changes.filter(({ kind }) => kind !== "cover") });
}

/** The log of the earlier timeline, in its order, without `gone`, and with entries of the later one where they stand there. */
export function weave(
  before: Timeline,
  after: Timeline,
  gone: readonly Entry[],
  come: readonly Entry[],
): Timeline {
  if (gone.length === 0 && come.length === 0) return before;
  const { kept } = compareLogs(before, after);
  const old = new Map([...kept].map(([entry, now]) => [now, entry]));
  const behind = new Map<Entry | undefined, Entry[]>();
  let last: Entry | undefined;
  for (const entry of after.roster.changes) {
    last = old.get(entry) ?? last;
    if (come.includes(entry)) behind.set(last, [...(behind.get(last) ?? []), entry]);
  }
  const all = [
    ...(behind.get(undefined) ?? []),
    ...before.roster.changes.flatMap((entry) => [
      ...(gone.includes(entry) ? [] : [entry]),
      ...(behind.get(entry) ?? []),
    ]),
  ];
  return timelineOf({ ...before.roster, changes: all.map((entry, index) => ({ ...entry, index })) });
}
