/** Compares two rosters: which terms and entries differ, and from when on that may change who serves. */
import type { Entry, Roster, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { listWeekHours } from "../time/week.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import { effectKey, entryKey, findFirstEffect } from "./entry.ts";

export interface Comparison {
  /** Until then the two are the same; undefined: for ever. */
  readonly start: Instant | undefined;
  /** By start. */
  readonly terms: readonly TermsDifference[];
  /** By all that an entry says: one that was approved since is both removed and added. */
  readonly log: LogDifference;
  /** Entries of the later log that do something which no entry of the earlier log does. */
  readonly added: readonly Entry[];
  /** Entries of the earlier log whose effect no entry of the later log has. */
  readonly removed: readonly Entry[];
  /** The other entries of the earlier log, each with the entry that has its effect now. */
  readonly kept: ReadonlyMap<Entry, Entry>;
}

/** The entries that one log has and the other does not, wherever they are in the file. */
export interface LogDifference {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

/** Terms that only one roster has, by their start; or the keys of the file that differ in terms that both have. */
export type TermsDifference =
  | { readonly kind: "added" | "removed"; readonly start: LocalDate }
  | {
      readonly kind: "changed";
      readonly start: LocalDate;
      readonly keys: readonly string[];
      /** Before and now. */
      readonly duty: readonly [Terms["duty"], Terms["duty"]];
    };

/** Cached, because guards, rules and reports ask for the same comparison. */
const known = new WeakMap<Timeline, { readonly before: Timeline; readonly comparison: Comparison }>();

export function compare(before: Timeline, after: Timeline): Comparison {
  const last = known.get(after);
  if (last?.before === before) return last.comparison;
  const [old, now] = [before.roster.changes, after.roster.changes];
  const terms = compareTerms(before.roster, after.roster);
  const same = matchEntries(old, now, entryKey);
  const kept = matchEntries(old, now, effectKey, same);
  const comparison = {
    start: findStart(before, after, terms),
    terms,
    log: listUnmatched(old, now, same),
    ...listUnmatched(old, now, kept),
    kept,
  };
  known.set(after, { before, comparison });
  return comparison;
}

/** Pairs entries of the same key, in file order, that `matched` does not have yet. */
function matchEntries(
  old: readonly Entry[],
  now: readonly Entry[],
  key: (entry: Entry) => string,
  matched: ReadonlyMap<Entry, Entry> = new Map(),
): ReadonlyMap<Entry, Entry> {
  const pairs = new Map(matched);
  const taken = new Set(matched.values());
  const free = new Map<string, Entry[]>();
  for (const entry of now) {
    if (taken.has(entry)) continue;
    const list = free.get(key(entry));
    if (list === undefined) free.set(key(entry), [entry]);
    else list.push(entry);
  }
  if (free.size === 0) return pairs;
  for (const entry of old) {
    const match = pairs.has(entry) ? undefined : free.get(key(entry))?.shift();
    if (match !== undefined) pairs.set(entry, match);
  }
  return pairs;
}

function listUnmatched(
  old: readonly Entry[],
  now: readonly Entry[],
  pairs: ReadonlyMap<Entry, Entry>,
): LogDifference {
  const matched = new Set(pairs.values());
  return {
    added: now.filter((entry) => !matched.has(entry)),
    removed: old.filter((entry) => !pairs.has(entry)),
  };
}

function compareTerms(before: Roster, after: Roster): readonly TermsDifference[] {
  const starts = new Set([...before.rotation, ...after.rotation].map(({ start }) => start));
  return [...starts]
    .sort((one, other) => one - other)
    .flatMap((start): readonly TermsDifference[] => {
      const old = before.rotation.find((terms) => terms.start === start);
      const now = after.rotation.find((terms) => terms.start === start);
      if (old === undefined) return [{ kind: "added", start }];
      if (now === undefined) return [{ kind: "removed", start }];
      const was = listSettings(old);
      const keys = Object.entries(listSettings(now)).flatMap(([key, value]) =>
        was[key] === value ? [] : [key],
      );
      return keys.length === 0 ? [] : [{ kind: "changed", start, keys, duty: [old.duty, now.duty] }];
    });
}

function listSettings({
  zone,
  handoff,
  every,
  roles,
  queue,
  duty,
}: Terms): Readonly<Record<string, unknown>> {
  const hours = duty && JSON.stringify([duty.outside, listWeekHours(duty.windows)]);
  return { timezone: zone.name, handoff, every, roles: roles.join(), queue: queue.join(), duty: hours };
}

/**
 * The first effect of any entry outside the beginning and the end that the two logs share, so that a changed order counts
 * too. Changed terms count from earlier on, because roles after the first are looked up ahead of time.
 */
function findStart(
  before: Timeline,
  after: Timeline,
  [terms]: readonly TermsDifference[],
): Instant | undefined {
  const old = before.roster.changes;
  const now = after.roster.changes;
  let from = 0;
  while (hasSameEffect(old[from], now[from])) from += 1;
  let shared = 0;
  const most = Math.min(old.length, now.length) - from;
  while (shared < most && hasSameEffect(old.at(-1 - shared), now.at(-1 - shared))) shared += 1;
  const starts = [
    ...(terms === undefined
      ? []
      : [before, after].map((timeline) => findFirstLookAhead(timeline, terms.start))),
    ...old.slice(from, old.length - shared).map((entry) => findFirstEffect(before, entry)),
    ...now.slice(from, now.length - shared).map((entry) => findFirstEffect(after, entry)),
  ];
  return starts.length === 0 ? undefined : starts.reduce((first, start) => Math.min(first, start));
}

function hasSameEffect(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return entryKey(one) === entryKey(other) || effectKey(one) === effectKey(other);
}

/** The first handoff at which a role may be looked up in terms of this date: no queue is longer than there are people. */
function findFirstLookAhead({ roster, rotation: { handoffs } }: Timeline, start: LocalDate): Instant {
  const roles = roster.rotation.reduce((most, terms) => Math.max(most, terms.roles.length), 0);
  return handoffs.at(Math.max(0, handoffs.from(start) - roles - roster.people.size)).instant;
}
