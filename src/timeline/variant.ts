/** Builds timelines of other logs: without some entries, without covers, or with part of a change. */
import type { Entry } from "../roster/model.ts";
import { buildTimeline, type Timeline } from "./build.ts";
import { compare } from "./compare.ts";

export function dropEntries({ roster }: Timeline, entries: readonly Entry[]): Timeline {
  return buildTimeline({ ...roster, changes: roster.changes.filter((entry) => !entries.includes(entry)) });
}

/** Who serves by the queue alone. */
export function dropCovers({ roster }: Timeline): Timeline {
  return buildTimeline({ ...roster, changes: roster.changes.filter(({ kind }) => kind !== "cover") });
}

/**
 * The earlier timeline without the entries of its log in `removed` and with those of the later log in `added`, each after
 * the same entry as in the later log.
 */
export function weave(
  before: Timeline,
  after: Timeline,
  removed: readonly Entry[],
  added: readonly Entry[],
): Timeline {
  if (removed.length === 0 && added.length === 0) return before;
  const old = new Map([...compare(before, after).kept].map(([entry, now]) => [now, entry]));
  const following = new Map<Entry | undefined, Entry[]>();
  let last: Entry | undefined;
  for (const entry of after.roster.changes) {
    last = old.get(entry) ?? last;
    if (added.includes(entry)) following.set(last, [...(following.get(last) ?? []), entry]);
  }
  const changes = [undefined, ...before.roster.changes].flatMap((entry) => [
    ...(entry === undefined || removed.includes(entry) ? [] : [entry]),
    ...(following.get(entry) ?? []),
  ]);
  return buildTimeline({ ...before.roster, changes: changes.map((entry, index) => ({ ...entry, index })) });
}
