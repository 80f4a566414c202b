/** Adds entries to the log, and removes them from it or from another list. */
import { isSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { removeFromFlow } from "./flow.ts";
import { addToList, type Group, refuseNoList } from "./list.ts";
import { BY_HAND, ENTRY_KEYS, type NewEntry, type Refusal, refuse, type Values } from "./model.ts";
import type { LogSlot } from "./order.ts";
import type { ListName } from "./section.ts";
import { columnOf, findEndOfLines, isFirstOnLine, removeWithIgnores, type Splice } from "./splice.ts";
import { findDashes, findPair, findPart, isNothing, lastOffset, type Tree } from "./tree.ts";

export function addEntries(
  tree: Tree,
  entries: readonly NewEntry[],
  slots: readonly LogSlot[],
): readonly Splice[] | Refusal {
  return addToList(tree, { name: "changes", keys: ENTRY_KEYS }, groupEntries(entries, slots));
}

function groupEntries(entries: readonly NewEntry[], slots: readonly LogSlot[]): readonly Group[] {
  const groups = new Map<number, Values[]>();
  let gap = 0;
  for (const { kind, index } of slots) {
    const entry = kind === "new" ? entries[index] : undefined;
    if (entry === undefined) gap++;
    else groups.set(gap, [...(groups.get(gap) ?? []), { ...entry }]);
  }
  return [...groups].map(([at, those]) => ({ gap: at, entries: those }));
}

export function removeEntry(
  { text, root }: Tree,
  index: number,
  name: ListName = "changes",
): readonly Splice[] | Refusal {
  const seq = asNode(findPair(root, name)?.value);
  if (!isSeq(seq)) return isNothing(seq) ? refuseMissingEntry(index, name) : refuseNoList(name, seq);
  if (index >= seq.items.length) return refuseMissingEntry(index, name);
  // Comments above stay: they may be about more than this entry. Those on its own lines, those below that are indented
  // deeper than its dash, and those that silence a rule for it are about nothing else.
  if (seq.flow === true) return removeFromFlow(text, seq, index);
  const [dash = 0] = findDashes(seq).slice(index);
  if (!isFirstOnLine(text, dash))
    return refuse(`entry ${index + 1} of \`${name}\` does not begin its line`, BY_HAND);
  const end = lastOffset(text, findPart(seq, index)[1]);
  return removeWithIgnores(text, dash, findEndOfLines(text, end, columnOf(text, dash)));
}

export function refuseMissingEntry(index: number, name: ListName = "changes"): Refusal {
  return refuse(
    `\`${name}\` has no entry ${index + 1}`,
    "entries are counted from 1, in the order of the file",
  );
}
