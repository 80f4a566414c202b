/** Reads one side of a merge, and finds which entry a line belongs to. */
import { isSeq } from "yaml";
import { findPair, lastOffset, listParts } from "../edit/tree.ts";
import { type LoadedRoster, loadRoster, type ParsedText } from "../roster/load.ts";
import { asNode } from "../roster/place.ts";
import type { MergeRequest } from "./model.ts";

export function readSide({ file, zoneOf }: MergeRequest, text: string | Uint8Array): LoadedRoster {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return loadRoster({ file, bytes, zoneOf, forEditing: true });
}

/** A roster whose YAML is valid. */
export interface ParsedRoster extends LoadedRoster {
  readonly reading: ParsedText;
}

/** Returns a lookup from a 1-based line to the index of its entry. */
export function indexEntries({
  reading: { text, root },
}: ParsedRoster): (line: number) => number | undefined {
  const log = asNode(findPair(root, "changes")?.value);
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const parts = isSeq(log) ? listParts(log) : [];
  return (line) => {
    const [start = 0, next = Infinity] = starts.slice(line - 1, line + 1);
    const index = parts.findIndex(([from, to]) => from < next && lastOffset(text, to) >= start);
    return index === -1 ? undefined : index;
  };
}
