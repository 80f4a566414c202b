/** Finds the lines of an edit's entry or person in the new text. */
import { isMap, isSeq } from "yaml";
import type { Range } from "../roster/finding.ts";
import { asNode } from "../roster/place.ts";
import { findAdded } from "./absence.ts";
import type { Edit } from "./model.ts";
import type { LogSlot } from "./order.ts";
import { listRemoved } from "./patch.ts";
import type { ListName } from "./section.ts";
import { findPair, lastOffset, listParts, type Tree } from "./tree.ts";

/** Counted from 1, the last included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Undefined for an edit that removes something. */
export function findLines(
  tree: Tree,
  edit: Edit,
  edits: readonly Edit[],
  slots: readonly LogSlot[],
): Lines | undefined {
  switch (edit.kind) {
    case "add-entry": {
      const added = edits.filter(({ kind }) => kind === "add-entry").indexOf(edit);
      return findEntryLines(
        tree,
        slots.findIndex(({ kind, index }) => kind === "new" && index === added),
      );
    }
    case "amend-entry": {
      const removed = listRemoved(edits);
      if (removed.includes(edit.index)) return undefined;
      const kept = edit.index - removed.filter((index) => index < edit.index).length;
      return findEntryLines(
        tree,
        slots.findIndex(({ kind, index }) => kind === "old" && index === kept),
      );
    }
    case "add-absence":
      return findItemLines(tree, "away", findAdded(tree, edit.absence.from));
    case "add-person":
    case "amend-person":
      return findPersonLines(tree, edit.id);
    case "remove-entry":
    case "remove-person":
    case "remove-absence":
      return undefined;
  }
}

function findEntryLines(tree: Tree, index: number): Lines | undefined {
  return findItemLines(tree, "changes", index);
}

function findItemLines({ text, root }: Tree, name: ListName, index: number): Lines | undefined {
  const list = asNode(findPair(root, name)?.value);
  return isSeq(list) ? toLines(text, listParts(list)[index]) : undefined;
}

function findPersonLines({ text, root }: Tree, id: string): Lines | undefined {
  const people = asNode(findPair(root, "people")?.value);
  const pair = isMap(people) ? findPair(people, id) : undefined;
  return isMap(people) && pair !== undefined
    ? toLines(text, listParts(people)[people.items.indexOf(pair)])
    : undefined;
}

function toLines(text: string, part: Range | undefined): Lines | undefined {
  return part && { first: lineAt(text, part[0]), last: lineAt(text, lastOffset(text, part[1])) };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", end + 1)) line++;
  return line;
}
