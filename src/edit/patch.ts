/** Applies edits to a text one step at a time, each a set of splices on the tree of the text so far. */
import { isMap, isSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { addAbsence } from "./absence.ts";
import { setKey, unsetKey } from "./amend.ts";
import { refuseAlias } from "./list.ts";
import { addEntries, refuseMissingEntry, removeEntry } from "./log.ts";
import {
  BY_HAND,
  type Edit,
  ENTRY_KEYS,
  type NewEntry,
  orderPairs,
  PERSON_KEYS,
  type Refusal,
  refuse,
} from "./model.ts";
import type { LogSlot } from "./order.ts";
import { addPerson, removePerson } from "./person.ts";
import { applySplices, type Splice } from "./splice.ts";
import { findPair, parseTree, type Tree } from "./tree.ts";

export type Patched = { readonly kind: "text"; readonly text: string } | Refusal;

/** A change of a tree. */
type EditStep = (tree: Tree) => readonly Splice[] | Refusal;

/** `slots` says where new entries go, counted without the removed ones. */
export function editText(start: Tree, edits: readonly Edit[], slots: readonly LogSlot[]): Patched {
  let tree: Tree | undefined = start;
  let { text } = start;
  for (const step of planSteps(edits, slots)) {
    tree ??= parseTree(text);
    if (tree === undefined) return refuse("oncall cannot edit the file as it is written", BY_HAND);
    const splices = step(tree);
    if (isRefusal(splices)) return splices;
    text = applySplices(text, splices);
    tree = undefined;
  }
  return { kind: "text", text };
}

/** Orders the steps so that indexes stay valid: entries are removed from the last to the first. */
function planSteps(edits: readonly Edit[], slots: readonly LogSlot[]): readonly EditStep[] {
  const removes = listRemoved(edits).map(
    (index): EditStep =>
      (tree) =>
        removeEntry(tree, index),
  );
  const entries = listAdded(edits);
  const adds: readonly EditStep[] = entries.length === 0 ? [] : [(tree) => addEntries(tree, entries, slots)];
  return [...edits.flatMap(planStepsInPlace), ...removes, ...adds];
}

/** One key a step, so that how a list in brackets is written does not depend on the other edits. */
function planStepsInPlace(edit: Edit): readonly EditStep[] {
  switch (edit.kind) {
    case "amend-entry":
      return [
        ...edit.unset.map(
          (key): EditStep =>
            (tree) =>
              editEntry(tree, edit.index, (map) => unsetKey(tree.text, map, key)),
        ),
        ...orderPairs(edit.set, ENTRY_KEYS).map(
          ([key, value]): EditStep =>
            (tree) =>
              editEntry(tree, edit.index, (map) => setKey(tree.text, map, key, value, ENTRY_KEYS)),
        ),
      ];
    case "remove-absence":
      return [(tree) => removeEntry(tree, edit.index, "away")];
    case "add-absence":
      return [(tree) => addAbsence(tree, edit.absence)];
    case "add-person":
      return [(tree) => addPerson(tree, edit.id, edit.person)];
    case "amend-person":
      return orderPairs(edit.set, PERSON_KEYS).map(
        ([key, value]): EditStep =>
          (tree) =>
            editPerson(tree, edit.id, (map) => setKey(tree.text, map, key, value, PERSON_KEYS)),
      );
    case "remove-person":
      return [(tree) => removePerson(tree, edit.id)];
    case "add-entry":
    case "remove-entry":
      return [];
  }
}

/** The entries that edits add, in the order given. */
export function listAdded(edits: readonly Edit[]): readonly NewEntry[] {
  return edits.flatMap((edit) => (edit.kind === "add-entry" ? [edit.entry] : []));
}

/** The indexes of the entries that edits remove, the last first. */
export function listRemoved(edits: readonly Edit[]): readonly number[] {
  const indexes = edits.flatMap((edit) => (edit.kind === "remove-entry" ? [edit.index] : []));
  return [...new Set(indexes)].sort((one, other) => other - one);
}

type MapSplices = (map: Tree["root"]) => readonly Splice[];

function editEntry({ root }: Tree, index: number, splices: MapSplices): readonly Splice[] | Refusal {
  const changes = asNode(findPair(root, "changes")?.value);
  if (!isSeq(changes) || index >= changes.items.length) return refuseMissingEntry(index);
  const entry = asNode(changes.items[index]);
  return isMap(entry) ? splices(entry) : refuseAlias(`entry ${index + 1} of \`changes\``);
}

function editPerson({ root }: Tree, id: string, splices: MapSplices): readonly Splice[] | Refusal {
  const people = asNode(findPair(root, "people")?.value);
  const pair = isMap(people) ? findPair(people, id) : undefined;
  if (pair === undefined) return refuse(`\`people\` does not name \`${id}\``, "oncall join can add a person");
  const person = asNode(pair.value);
  return isMap(person) ? splices(person) : refuseAlias(`\`${id}\` in \`people\``);
}

function isRefusal(answer: readonly Splice[] | Refusal): answer is Refusal {
  return "kind" in answer;
}
