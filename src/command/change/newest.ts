/** Finds the entry that `oncall undo` takes back when no line is given. */

import { loadRoster } from "../../roster/load.ts";
import { sayingOf } from "../../timeline/compare.ts";
import { findRoster } from "../shared/find.ts";
import type { Known } from "../shared/slot.ts";

/** Where the last entry begins that is not committed yet: what somebody takes back is mostly what they have just done. */
export function findUncommittedLine({ edges, flags, timeline }: Known): number | undefined {
  const { file, changes } = timeline.roster;
  const bytes = edges.git.committed(findRoster(edges, flags));
  const draft = bytes && loadRoster({ file, bytes, zoneOf: edges.zoneOf }).draft;
  if (draft === undefined) return undefined;
  const before = new Set(draft.changes.map(sayingOf));
  return changes.findLast((entry) => !before.has(sayingOf(entry)))?.line;
}
