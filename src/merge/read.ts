/** A text of a roster in, what it says out, and on which lines its entries stand. */
import { isSeq } from "yaml";
import { lastOffset, pairOf, partsOf } from "../edit/tree.ts";
import { type LoadedRoster, loadRoster, type Reading } from "../roster/load.ts";
import { asNode } from "../roster/place.ts";
import type { MergeRequest } from "./merge.ts";

export function read({ file, zoneOf }: MergeRequest, text: string | Uint8Array): LoadedRoster {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return loadRoster({ file, bytes, zoneOf, forEditing: true });
}

/** A roster that YAML has nothing against. */
export interface Sound extends LoadedRoster {
  readonly reading: Reading;
}

/** The index of the entry that a 1-based line is in. */
export function entryAt({ reading: { text, root } }: Sound): (line: number) => number | undefined {
  const log = asNode(pairOf(root, "changes")?.value);
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const parts = isSeq(log) ? partsOf(log) : [];
  return (line) => {
    const [start = 0, next = Infinity] = starts.slice(line - 1, line + 1);
    const index = parts.findIndex(([from, to]) => from < next && lastOffset(text, to) >= start);
    return index === -1 ? undefined : index;
  };
}
