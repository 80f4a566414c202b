/** A text of a roster in, what it says out, and on which lines its entries stand. */
import { isSeq } from "yaml";
import { lastOffset, pairOf, partsOf } from "../edit/tree.ts";
import { type LoadedRoster, loadRoster } from "../roster/load.ts";
import { asNode } from "../roster/place.ts";
import type { MergeRequest } from "./merge.ts";

export function read({ file, zoneOf }: MergeRequest, text: string | Uint8Array): LoadedRoster {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return loadRoster({ file, bytes, zoneOf, forEditing: true });
}

/** The index of the entry that a 1-based line is in. */
export function entryAt({ reading }: LoadedRoster): (line: number) => number | undefined {
  const log = reading === undefined ? null : asNode(pairOf(reading.root, "changes")?.value);
  const starts = reading === undefined ? [] : [...reading.text.matchAll(/^/gm)].map(({ index }) => index);
  const parts = isSeq(log) ? partsOf(log) : [];
  return (line) => {
    const [start = 0, next = Infinity] = starts.slice(line - 1, line + 1);
    const index = parts.findIndex(
      ([from, to]) => from < next && lastOffset(reading?.text ?? "", to) >= start,
    );
    return index === -1 ? undefined : index;
  };
}
