/** Prints what an edit did as JSON for scripts: the diff, the entries, whose shifts move, and warnings. */

import type { Solution } from "../suggest/model.ts";
import type { Interval } from "../time/interval.ts";
import { formatInstant, type Zone } from "../time/zone.ts";
import type { Moves } from "../timeline/moves.ts";
import type { TurnMove } from "../timeline/turns.ts";
import { changeRecord, jsonDocument } from "./json.ts";
import { suggestRecord } from "./suggest-json.ts";

export interface ChangeView {
  readonly file: string;
  /** Unified, escaped, phone numbers masked. */
  readonly diff: string;
  /** The lines of new or changed entries and people in the new text, counted from 1. */
  readonly lines: readonly { readonly first: number; readonly last: number }[];
  readonly moves: Moves;
  readonly warnings: readonly {
    readonly rule: string;
    readonly message: string;
    readonly help: string | undefined;
  }[];
  readonly zone: Zone;
  /** The shifts that fall into new time away, each with the ways out; left out: it is not about that. */
  readonly clashes?: readonly Solution[] | undefined;
}

export interface Outcome {
  readonly written: boolean;
  /** The commit, if one was made. */
  readonly committed: string | undefined;
}

/** `beside`: further keys. */
export function changeJson(view: ChangeView, { written, committed }: Outcome, beside: object = {}): string {
  const { file, diff, lines, moves, warnings, zone, clashes } = view;
  return jsonDocument({
    version: 1,
    file,
    written,
    commit: committed ?? null,
    diff,
    lines,
    moves: moves.turns.map((move) => turnRecord(move, zone)),
    covers: moves.covers.map((cover) => changeRecord(cover, zone)),
    more: moreRecord(moves, zone),
    warnings: warnings.map(({ rule, message, help }) => ({ rule, message, help: help ?? null })),
    ...(clashes && suggestRecord(clashes, zone)),
    ...beside,
  });
}

/** `from` is null for a turn that was not there, `to` for one that is no longer. */
export function turnRecord({ person, role, from, to }: TurnMove, zone: Zone): object {
  const time = (interval: Interval | undefined) =>
    interval === undefined
      ? null
      : { start: formatInstant(zone, interval.start), end: formatInstant(zone, interval.end) };
  return { person, role, from: time(from), to: time(to) };
}

/** What was left out; null: nothing. */
export function moreRecord({ rest }: Moves, zone: Zone): object | null {
  if (rest === undefined) return null;
  return { until: rest.until === undefined ? null : formatInstant(zone, rest.until) };
}
