/**
 * Merges a roster that two branches have changed: the log and the people by meaning, everything else as text. The result
 * is read again and proven to say exactly what was merged. Contradictions are left as a conflict. If that cannot be done,
 * git's own merge of the lines is used, and read again too.
 */

import { mergeByEntries } from "./by-entries.ts";
import { mergeByLines } from "./by-lines.ts";
import type { Merged, MergeRequest } from "./model.ts";

/** Undefined if not even git can merge the texts. */
export function mergeRosters(request: MergeRequest): Merged | undefined {
  const { base, ours, theirs } = request.sides;
  const one = [
    [ours, theirs, ours],
    [base, ours, theirs],
    [base, theirs, ours],
  ].find(([some, other]) => some !== undefined && other !== undefined && isSame(some, other));
  const [, , only] = one ?? [];
  if (only !== undefined) return { isClean: true, bytes: only, conflicts: [] };
  const merged = mergeByEntries(request);
  return typeof merged === "string" ? mergeByLines(request, merged) : merged;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
