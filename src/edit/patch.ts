/** The tree of a roster and edits in, the new text out: splices at the offsets of the tree, one step after another. */
import { isMap, isSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { setKey, unsetKey } from "./amend.ts";
import { addEntries, noEntry, notWrittenOut, removeEntry } from "./log.ts";
import {
  BY_HAND,
  type Edit,
  ENTRY_KEYS,
  type NewEntry,
  PERSON_KEYS,
  pairsOf,
  type Refusal,
  refusal,
} from "./model.ts";
import type { Standing } from "./order.ts";
import { addPerson } from "./person.ts";
import { type Splice, spliced } from "./splice.ts";
import { pairOf, type Tree, treeOf } from "./tree.ts";

export type Patched = { readonly kind: "text"; readonly text: string } | Refusal;

/** One change of a tree. */
type Step = (tree: Tree) => readonly Splice[] | Refusal;

/** `standing` says where the new entries go, once those that are taken out are out. */
export function editText(start: Tree, edits: readonly Edit[], standing: readonly Standing[]): Patched {
  let tree: Tree | undefined = start;
  let { text } = start;
  for (const step of stepsOf(edits, standing)) {
    tree ??= treeOf(text);
    if (tree === undefined)
      return refusal("the way this file is written keeps it from being edited", BY_HAND);
    const splices = step(tree);
    if (isRefusal(splices)) return splices;
    text = spliced(text, splices);
    tree = undefined;
  }
  return { kind: "text", text };
}

/** What is to be done, so that the indexes of what follows still hold: entries are taken out from the last to the first. */
function stepsOf(edits: readonly Edit[], standing: readonly Standing[]): readonly Step[] {
  const removes = removedBy(edits).map(
    (index): Step =>
      (tree) =>
        removeEntry(tree, index),
  );
  const entries = addedBy(edits);
  const adds: readonly Step[] = entries.length === 0 ? [] : [(tree) => addEntries(tree, entries, standing)];
  return [...edits.flatMap(stepsInPlace), ...removes, ...adds];
}

/** One key a step: what a list between brackets looks like then does not depend on what else is done to it. */
function stepsInPlace(edit: Edit): readonly Step[] {
  switch (edit.kind) {
    case "amend-entry":
      return [
        ...edit.unset.map(
          (key): Step =>
            (tree) =>
              inEntry(tree, edit.index, (map) => unsetKey(tree.text, map, key)),
        ),
        ...pairsOf(edit.set, ENTRY_KEYS).map(
          ([key, value]): Step =>
            (tree) =>
              inEntry(tree, edit.index, (map) => setKey(tree.text, map, key, value, ENTRY_KEYS)),
        ),
      ];
    case "add-person":
      return [(tree) => addPerson(tree, edit.id, edit.person)];
    case "amend-person":
      return pairsOf(edit.set, PERSON_KEYS).map(
        ([key, value]): Step =>
          (tree) =>
            inPerson(tree, edit.id, (map) => setKey(tree.text, map, key, value, PERSON_KEYS)),
      );
    case "add-entry":
    case "remove-entry":
      return [];
  }
}

/** The entries that edits add, in the order given. */
export function addedBy(edits: readonly Edit[]): readonly NewEntry[] {
  return edits.flatMap((edit) => (edit.kind === "add-entry" ? [edit.entry] : []));
}

/** The indexes of the entries that edits take out, the last first. */
export function removedBy(edits: readonly Edit[]): readonly number[] {
  const indexes = edits.flatMap((edit) => (edit.kind === "remove-entry" ? [edit.index] : []));
  return [...new Set(indexes)].sort((one, other) => other - one);
}

type MapSplices = (map: Tree["root"]) => readonly Splice[];

function inEntry({ root }: Tree, index: number, splices: MapSplices): readonly Splice[] | Refusal {
  const changes = asNode(pairOf(root, "changes")?.value);
  if (!isSeq(changes) || index >= changes.items.length) return noEntry(index);
  const entry = asNode(changes.items[index]);
  return isMap(entry) ? splices(entry) : notWrittenOut(`entry ${index + 1} of \`changes\``);
}

function inPerson({ root }: Tree, id: string, splices: MapSplices): readonly Splice[] | Refusal {
  const people = asNode(pairOf(root, "people")?.value);
  const pair = isMap(people) ? pairOf(people, id) : undefined;
  if (pair === undefined)
    return refusal(`\`people\` does not name \`${id}\``, "oncall join can add a person");
  const person = asNode(pair.value);
  return isMap(person) ? splices(person) : notWrittenOut(`\`${id}\` in \`people\``);
}

function isRefusal(answer: readonly Splice[] | Refusal): answer is Refusal {
  return "kind" in answer;
}
