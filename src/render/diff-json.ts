/** What differs between two revisions of the roster, as the JSON that scripts read. */
import { formatInstant } from "../time/zone.ts";
import { moreRecord, moveRecords } from "./change.ts";
import type { DiffView } from "./diff.ts";
import { jsonDocument } from "./json.ts";
import type { CommitView } from "./revision.ts";

/** The `diff` document. */
export function diffJson({ base, head, zone, weeks, difference }: DiffView): string {
  const { past, coming, changes } = difference;
  const shown = weeks === undefined ? [...past.moves, ...coming.moves] : coming.moves;
  const side = (commit: CommitView | undefined) => ({
    revision: commit?.revision ?? null,
    commit: commit?.commit ?? null,
  });
  return jsonDocument({
    version: 1,
    base: side(base),
    head: side(head),
    moves: moveRecords(shown, zone),
    more: moreRecord(coming, zone),
    changed_shifts: changes.map(({ role, start, end, from, to }) => {
      return { role, start: formatInstant(zone, start), end: formatInstant(zone, end), from, to };
    }),
  });
}
