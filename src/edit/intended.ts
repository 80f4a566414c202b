/** Makes the same edits on plain data, so that what is written can be compared with what was intended. */
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";
import { placeAbsence } from "./absence.ts";
import type { Edit, Value, Values } from "./model.ts";
import type { LogSlot } from "./order.ts";
import { listAdded, listRemoved } from "./patch.ts";
import { isList } from "./write.ts";

/** The log with entries amended and removed, before new ones are added. */
export function buildKeptLog(roster: JsonMap, edits: readonly Edit[]): readonly JsonValue[] {
  const { changes: log } = roster;
  const removed = listRemoved(edits);
  return (Array.isArray(log) ? log : [])
    .map((entry, index) => edits.reduce((now, edit) => amendEntry(now, edit, index), entry))
    .filter((_, index) => !removed.includes(index));
}

function amendEntry(entry: JsonValue, edit: Edit, index: number): JsonValue {
  if (edit.kind !== "amend-entry" || edit.index !== index || !isJsonMap(entry)) return entry;
  const rest = Object.entries(entry).filter(([key]) => !edit.unset.includes(key));
  return { ...Object.fromEntries(rest), ...toPlainValues(edit.set) };
}

/** The new entries as the reader sees them. */
export function buildNewEntries(edits: readonly Edit[]): readonly JsonValue[] {
  return listAdded(edits).map((entry) => toPlainValues({ ...entry }));
}

export function buildIntended(roster: JsonMap, edits: readonly Edit[], slots: readonly LogSlot[]): JsonMap {
  const kept = buildKeptLog(roster, edits);
  const entries = buildNewEntries(edits);
  const changes = slots.flatMap(({ kind, index }) =>
    (kind === "old" ? kept : entries).slice(index, index + 1),
  );
  const { people } = roster;
  const rest = { ...edits.reduce(applyToAway, roster), changes };
  return isJsonMap(people) ? { ...rest, people: edits.reduce(applyToPeople, people) } : rest;
}

function applyToAway(roster: JsonMap, edit: Edit): JsonMap {
  const { away } = roster;
  if (edit.kind === "remove-absence")
    return { ...roster, away: Array.isArray(away) ? away.toSpliced(edit.index, 1) : [] };
  if (edit.kind !== "add-absence") return roster;
  const { absence } = edit;
  return { ...roster, away: placeAbsence(away, toPlainValues(absence), absence.from) };
}

function applyToPeople(people: JsonMap, edit: Edit): JsonMap {
  switch (edit.kind) {
    case "add-person":
      return { ...people, [edit.id]: toPlainValues(edit.person) };
    case "amend-person": {
      const person = people[edit.id];
      return isJsonMap(person) ? { ...people, [edit.id]: { ...person, ...toPlainValues(edit.set) } } : people;
    }
    case "remove-person":
      return Object.fromEntries(Object.entries(people).filter(([id]) => id !== edit.id));
    case "add-entry":
    case "remove-entry":
    case "amend-entry":
    case "add-absence":
    case "remove-absence":
      return people;
  }
}

function toPlainValues(values: Values): JsonMap {
  const pairs = Object.entries(values).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[key, toPlainValue(value)]],
  );
  return Object.fromEntries(pairs);
}

function toPlainValue(value: Value): JsonValue {
  if (typeof value !== "object") return value;
  return isList(value) ? value.map(toPlainValue) : toPlainValues(value);
}

/** Whether two rosters have the same values, with keys in any order; an empty list of changes or of times away is the same as none. */
export function isSameRoster(one: JsonMap, other: JsonMap): boolean {
  return isSame(dropEmptyLists(one), dropEmptyLists(other));
}

function dropEmptyLists(roster: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(roster).filter(([key, value]) => {
      const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
      return !isEmpty || (key !== "changes" && key !== "away");
    }),
  );
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (isJsonMap(one) && isJsonMap(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
  }
  return Object.is(one, other);
}
