/** What an edit of the roster did, as the JSON that scripts read: the diff, the entries, whose weeks move, what to heed. */

import { formatInstant, type Zone } from "../time/zone.ts";
import type { Change } from "../timeline/compare.ts";
import type { Moves } from "../timeline/moves.ts";
import { jsonDocument } from "./json.ts";

export interface ChangeView {
  readonly file: string;
  /** Unified, escaped, numbers masked. */
  readonly diff: string;
  /** Where the new or amended entries and persons stand in the new text, 1-based lines. */
  readonly lines: readonly { readonly first: number; readonly last: number }[];
  readonly moves: Moves;
  readonly warnings: readonly {
    readonly guard: string;
    readonly message: string;
    readonly help: string | undefined;
  }[];
  readonly zone: Zone;
}

export interface Outcome {
  readonly written: boolean;
  /** The commit, if one was made. */
  readonly committed: string | undefined;
}

export function changeJson(view: ChangeView, { written, committed }: Outcome): string {
  const { file, diff, lines, moves, warnings, zone } = view;
  const time = (change: Pick<Change, "start" | "end"> | undefined) =>
    change === undefined
      ? null
      : { start: formatInstant(zone, change.start), end: formatInstant(zone, change.end) };
  return jsonDocument({
    version: 1,
    file,
    written,
    commit: committed ?? null,
    diff,
    lines,
    moves: moves.moves.map(({ person, role, gone, come }) => {
      return { person, role, from: time(gone), to: time(come) };
    }),
    more:
      moves.rest === undefined
        ? null
        : { until: moves.rest.until === undefined ? null : formatInstant(zone, moves.rest.until) },
    warnings: warnings.map(({ guard, message, help }) => ({ guard, message, help: help ?? null })),
  });
}
