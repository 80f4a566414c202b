/** The plain values of a roster and edits in, the values that the new text must have out: the same edits, made on data. */
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";
import type { Edit, Value, Values } from "./model.ts";
import type { Standing } from "./order.ts";
import { addedBy, removedBy } from "./patch.ts";
import { isList } from "./write.ts";

/** The log once entries are amended and taken out, and before new ones are put in. */
export function keptLog(roster: JsonMap, edits: readonly Edit[]): readonly JsonValue[] {
  const { changes: log } = roster;
  const removed = removedBy(edits);
  return (Array.isArray(log) ? log : [])
    .map((entry, index) => edits.reduce((now, edit) => amended(now, edit, index), entry))
    .filter((_, index) => !removed.includes(index));
}

function amended(entry: JsonValue, edit: Edit, index: number): JsonValue {
  if (edit.kind !== "amend-entry" || edit.index !== index || !isJsonMap(entry)) return entry;
  const rest = Object.entries(entry).filter(([key]) => !edit.unset.includes(key));
  return { ...Object.fromEntries(rest), ...plainValues(edit.set) };
}

/** The new entries as the reader would see them. */
export function newEntries(edits: readonly Edit[]): readonly JsonValue[] {
  return addedBy(edits).map((entry) => plainValues({ ...entry }));
}

export function intended(roster: JsonMap, edits: readonly Edit[], standing: readonly Standing[]): JsonMap {
  const kept = keptLog(roster, edits);
  const entries = newEntries(edits);
  const changes = standing.flatMap(({ kind, index }) =>
    (kind === "old" ? kept : entries).slice(index, index + 1),
  );
  const { people } = roster;
  return isJsonMap(people)
    ? { ...roster, people: edits.reduce(withPerson, people), changes }
    : { ...roster, changes };
}

function withPerson(people: JsonMap, edit: Edit): JsonMap {
  switch (edit.kind) {
    case "add-person":
      return { ...people, [edit.id]: plainValues(edit.person) };
    case "amend-person": {
      const person = people[edit.id];
      return isJsonMap(person) ? { ...people, [edit.id]: { ...person, ...plainValues(edit.set) } } : people;
    }
    case "add-entry":
    case "remove-entry":
    case "amend-entry":
      return people;
  }
}

function plainValues(values: Values): JsonMap {
  const pairs = Object.entries(values).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[key, plainValue(value)]],
  );
  return Object.fromEntries(pairs);
}

function plainValue(value: Value): JsonValue {
  if (typeof value !== "object") return value;
  return isList(value) ? value.map(plainValue) : plainValues(value);
}

/** Whether two values are the same, maps in any order of keys; a log of no entries is the same as none. */
export function sameRoster(one: JsonMap, other: JsonMap): boolean {
  return same(withoutEmptyLog(one), withoutEmptyLog(other));
}

function withoutEmptyLog(roster: JsonMap): JsonMap {
  const { changes, ...rest } = roster;
  return changes == null || (Array.isArray(changes) && changes.length === 0) ? rest : roster;
}

function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isJsonMap(one) && isJsonMap(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
  }
  return Object.is(one, other);
}
