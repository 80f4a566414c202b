/**
 * Matches the entries that one side changed with what they were in the base. It matters only if the other side has
 * touched the same entry: the two versions are then compared.
 */
import { readEntryDate } from "../edit/order.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import type { Chunk } from "./model.ts";

export const KINDS = ["join", "leave", "swap", "skip", "ready", "cover"];

/** The kind of an entry; undefined if it is not one. */
export function kindOf(value: JsonValue): string | undefined {
  return isJsonMap(value) ? KINDS.find((kind) => Object.hasOwn(value, kind)) : undefined;
}

/** Kind, people in any order (of a cover: the one covered) and date. Two entries with the same act would do it twice. */
export function actOf(value: JsonValue): string {
  return `${describeAct(value)} ${readEntryDate(value)}`;
}

function describeAct(value: JsonValue): string {
  const kind = kindOf(value);
  const about = isJsonMap(value) && kind !== undefined ? value[kind] : undefined;
  return `${kind} ${Array.isArray(about) ? about.map(String).sort() : String(about)}`;
}

type IsSame = (old: Chunk, now: Chunk) => boolean;

/** Matches by people or by position only entries that `other` has touched too; otherwise a change is a removal and an addition. */
export function matchAmended(
  base: readonly Chunk[],
  side: readonly Chunk[],
  other: readonly Chunk[],
): readonly Chunk[] {
  const left = keepOthers(base, side).filter(({ value }) => kindOf(value) !== undefined);
  const fresh = keepOthers(side, base);
  if (left.length === 0 || fresh.length === 0) return side;
  const above = { base: findNeighbours(base, side), side: findNeighbours(side, base) };
  const kept = new Map(other.map(({ name, body }) => [name, body]));
  const isTouched = ({ name, body }: Chunk) => kept.get(name) !== body;
  const rules: readonly IsSame[] = [
    (old, now) => actOf(old.value) === actOf(now.value),
    (old, now) => isTouched(old) && describeAct(old.value) === describeAct(now.value),
    (old, now) =>
      isTouched(old) &&
      kindOf(old.value) === kindOf(now.value) &&
      above.base.get(old) === above.side.get(now),
  ];
  const names = new Map<Chunk, string>();
  const paired = new Set<Chunk>();
  for (const rule of rules) {
    for (const old of left.filter((each) => !paired.has(each))) {
      const now = fresh.find((each) => !names.has(each) && rule(old, each));
      if (now === undefined) continue;
      names.set(now, old.name);
      paired.add(old);
    }
  }
  return side.map((each) => ({ ...each, name: names.get(each) ?? each.name }));
}

function keepOthers(some: readonly Chunk[], others: readonly Chunk[]): readonly Chunk[] {
  const names = new Set(others.map(({ name }) => name));
  return some.filter(({ name }) => !names.has(name));
}

/** For each chunk, the nearest one above it that the others have as well. */
function findNeighbours(some: readonly Chunk[], others: readonly Chunk[]): ReadonlyMap<Chunk, string> {
  const names = new Set(others.map(({ name }) => name));
  const above = new Map<Chunk, string>();
  let last = "";
  for (const chunk of some) {
    above.set(chunk, last);
    if (names.has(chunk.name)) last = chunk.name;
  }
  return above;
}
