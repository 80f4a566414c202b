/** Finds the entry that `oncall undo` takes back when no line is given. */

import { loadRoster } from "../../roster/load.ts";
import { entryKey } from "../../timeline/entry.ts";
import { findRoster } from "../shared/find.ts";
import { gitFailed } from "../shared/revision.ts";
import type { Known } from "../shared/slot.ts";

/** Where the last entry begins that is not committed yet: what somebody takes back is mostly what they have just done. */
export function findUncommittedLine({ edges, flags, timeline }: Known): number | undefined {
  const { file, changes } = timeline.roster;
  const old = edges.git.readCommitted(findRoster(edges, flags));
  if (old.kind === "failed") throw gitFailed(`git cannot say which entries of ${file} are committed`, old);
  const draft =
    old.kind === "file" ? loadRoster({ file, bytes: old.bytes, zoneOf: edges.zoneOf }).draft : undefined;
  if (draft === undefined) return undefined;
  const before = new Set(draft.changes.map(entryKey));
  return changes.findLast((entry) => !before.has(entryKey(entry)))?.line;
}
