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
    readonly rule: string;
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
  return jsonDocument({
    version: 1,
    file,
    written,
    commit: committed ?? null,
    diff,
    lines,
    moves: moveRecords(moves.moves, zone),
    more: moreRecord(moves, zone),
    warnings: warnings.map(({ rule, message, help }) => ({ rule, message, help: help ?? null })),
  });
}

/** Null: the time was not there, or is no more. */
export function moveRecords(moves: Moves["moves"], zone: Zone): readonly object[] {
  const time = (change: Pick<Change, "start" | "end"> | undefined) =>
    change === undefined
      ? null
      : { start: formatInstant(zone, change.start), end: formatInstant(zone, change.end) };
  return moves.map(({ person, role, gone, come }) => ({ person, role, from: time(gone), to: time(come) }));
}

/** What is not among the moves; null: they are all. */
export function moreRecord({ rest }: Moves, zone: Zone): object | null {
  if (rest === undefined) return null;
  return { until: rest.until === undefined ? null : formatInstant(zone, rest.until) };
}
