/** Finds the entry that acts on the queue at a handoff, and so is responsible for it. */
import type { Path } from "../text/json.ts";
import type { Timeline } from "../timeline/build.ts";

/** The last entry that acts at the handoff, or trades back there; undefined: none does. */
export function findActingEntry({ roster, rotation }: Timeline, index: number): Path | undefined {
  const { handoffs } = rotation;
  const { date } = handoffs.at(index);
  const earliest = index === 0 ? -Infinity : handoffs.at(index - 1).date;
  const acts = (from: number | undefined) => from !== undefined && from > earliest && from <= date;
  return roster.changes.findLast(
    (entry) => entry.kind !== "cover" && (acts(entry.from) || (entry.kind === "swap" && acts(entry.until))),
  )?.path;
}
