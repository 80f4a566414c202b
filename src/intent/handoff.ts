/** Finds the first handoff on which an entry can be dated without cutting anybody's turn. */
import type { Entry, Id } from "../roster/model.ts";
import { findFreeHandoff, hasNewSplit } from "../rules/turns.ts";
import type { LocalDate } from "../time/date.ts";
import { addEntries, type Timeline } from "../timeline/build.ts";

/** How many handoffs to try; the first at which nobody is in the middle of a turn hardly ever cuts one. */
const TRIES = 8;

/**
 * The first handoff at which an entry dated there cuts no turn, neither there nor at later entries.
 * Turns are looked up in `free`; `before` is the timeline without the entry.
 */
export function findUncutHandoff(
  free: Timeline,
  before: Timeline,
  people: readonly Id[],
  from: number,
  entryOn: (date: LocalDate) => Entry,
): number | undefined {
  let next = from;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const index = findFreeHandoff(free, people, next);
    if (index === undefined) return undefined;
    const entry = entryOn(before.rotation.handoffs.at(index).date);
    const tried = addEntries(before, [entry]);
    // The handoff may be where the entry ends.
    const begins = entry.kind === "cover" ? index : before.rotation.handoffs.from(entry.from);
    const first = begins < index ? begins + 1 : index;
    if (!hasNewSplit(before, tried, first)) return index;
    next = index + 1;
  }
  return undefined;
}
