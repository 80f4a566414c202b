/**
 * The bytes of a roster on two branches and of what both come from in, the merged roster out: the log and the people by
 * what they say, all else as text; read again and proven to say exactly that. What contradicts itself is left as a
 * conflict. Where that cannot be done it is git's own merge of lines, which is read again all the same.
 */
import type { Zone } from "../time/zone.ts";
import { byLines } from "./by-lines.ts";
import { byParts } from "./by-parts.ts";
import type { Side, Three, Words } from "./model.ts";

/** Git's merge of three texts; `favour` settles conflicts for one side. Undefined where git cannot. */
export type MergeText = (
  texts: Three<Uint8Array>,
  favour?: Side,
) => { readonly isClean: boolean; readonly bytes: Uint8Array } | undefined;

export interface MergeRequest {
  /** As messages name it. */
  readonly file: string;
  readonly sides: Three<Uint8Array>;
  /** Of the conflict markers. */
  readonly size: number;
  readonly mergeText: MergeText;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export interface Merged {
  readonly isClean: boolean;
  readonly bytes: Uint8Array;
  /** What is left to settle. */
  readonly clashes: readonly Words[];
  /** Why the lines were merged and not the entries. */
  readonly byLines?: string;
}

/** Undefined where not even git can merge the texts. */
export function mergeRosters(request: MergeRequest): Merged | undefined {
  const { base, ours, theirs } = request.sides;
  const one = [
    [ours, theirs, ours],
    [base, ours, theirs],
    [base, theirs, ours],
  ].find(([some, other]) => some !== undefined && other !== undefined && isSame(some, other));
  const [, , only] = one ?? [];
  if (only !== undefined) return { isClean: true, bytes: only, clashes: [] };
  const merged = byParts(request);
  return typeof merged === "string" ? byLines(request, merged) : merged;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
