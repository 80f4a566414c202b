/**
 * The entries of the base and of one side in, the side's entries with those that were amended under the name of what they
 * were out. It matters only where the other side has touched the same entry: then the two are held against each other.
 */
import { dateOf } from "../edit/order.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import type { Chunk } from "./model.ts";

export const KINDS = ["join", "leave", "swap", "skip", "ready", "cover"];

/** What an entry does; undefined for what is none. */
export function kindOf(value: JsonValue): string | undefined {
  return isJsonMap(value) ? KINDS.find((kind) => Object.hasOwn(value, kind)) : undefined;
}

/** Kind, date, and whom it is about, in any order; of a cover the one who is covered. Two such would do a thing twice. */
export function actOf(value: JsonValue): string {
  return `${aboutOf(value)} ${dateOf(value)}`;
}

function aboutOf(value: JsonValue): string {
  const kind = kindOf(value);
  const about = isJsonMap(value) && kind !== undefined ? value[kind] : undefined;
  return `${kind} ${Array.isArray(about) ? about.map(String).sort() : String(about)}`;
}

type Rule = (old: Chunk, now: Chunk) => boolean;

/** By what it does to whom, or where it stands, only what `other` has touched too: else to amend is to take out and to add. */
export function amendments(
  base: readonly Chunk[],
  side: readonly Chunk[],
  other: readonly Chunk[],
): readonly Chunk[] {
  const left = without(base, side).filter(({ value }) => kindOf(value) !== undefined);
  const fresh = without(side, base);
  if (left.length === 0 || fresh.length === 0) return side;
  const above = { base: neighbours(base, side), side: neighbours(side, base) };
  const kept = new Map(other.map(({ name, body }) => [name, body]));
  const isTouched = ({ name, body }: Chunk) => kept.get(name) !== body;
  const rules: readonly Rule[] = [
    (old, now) => actOf(old.value) === actOf(now.value),
    (old, now) => isTouched(old) && aboutOf(old.value) === aboutOf(now.value),
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

function without(some: readonly Chunk[], others: readonly Chunk[]): readonly Chunk[] {
  const names = new Set(others.map(({ name }) => name));
  return some.filter(({ name }) => !names.has(name));
}

/** For each chunk the one before it that others have as well. */
function neighbours(some: readonly Chunk[], others: readonly Chunk[]): ReadonlyMap<Chunk, string> {
  const names = new Set(others.map(({ name }) => name));
  const above = new Map<Chunk, string>();
  let last = "";
  for (const chunk of some) {
    above.set(chunk, last);
    if (names.has(chunk.name)) last = chunk.name;
  }
  return above;
}
