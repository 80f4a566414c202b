/** Adds somebody's time away, after all that begin no later. */
import { isMap, isScalar, isSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import { addToList } from "./list.ts";
import { ABSENCE_KEYS, type NewAbsence, type Refusal } from "./model.ts";
import type { Splice } from "./splice.ts";
import { findPair, type Tree } from "./tree.ts";

export function addAbsence(tree: Tree, absence: NewAbsence): readonly Splice[] | Refusal {
  const gap = findGap(listDates(tree), absence.from);
  return addToList(tree, { name: "away", keys: ABSENCE_KEYS }, [{ gap, entries: [absence] }]);
}

/** The same on plain data. */
export function placeAbsence(away: JsonValue | undefined, absence: JsonValue, from: string): JsonValue {
  const list = Array.isArray(away) ? away : [];
  const dates = list.map((item) => (isJsonMap(item) ? item["from"] : undefined));
  return list.toSpliced(findGap(dates, from), 0, absence);
}

/** The index of the one that was added last of those that begin on a date. */
export function findAdded(tree: Tree, from: string): number {
  return findGap(listDates(tree), from) - 1;
}

function listDates({ root }: Tree): readonly unknown[] {
  const away = asNode(findPair(root, "away")?.value);
  if (!isSeq(away)) return [];
  return away.items.map((item) => {
    const node = asNode(item);
    const from = isMap(node) ? asNode(findPair(node, "from")?.value) : null;
    return isScalar(from) ? from.value : undefined;
  });
}

function findGap(dates: readonly unknown[], from: string): number {
  return dates.findLastIndex((date) => typeof date === "string" && date <= from) + 1;
}
