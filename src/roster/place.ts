/** A path of keys in, its place in the text out; and with that a Problem becomes a Finding. Looked up for findings alone. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type Path, pointer } from "../text/json.ts";
import { blocksAt, type Finding, type Range, type UnplacedFinding } from "./finding.ts";
import { excerptOf, placeOf, type Source } from "./source.ts";

/** A text and the tree that was read from it. */
export interface Atlas {
  readonly source: Source;
  readonly root: Node | null;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** What a misspelt key stands for, by the path that the right spelling would have: the spelling in the file. */
  readonly misspelt: ReadonlyMap<string, string>;
}

export function findingOf(atlas: Atlas, flaw: UnplacedFinding): Finding {
  const place = placeOf(atlas.source, flaw.range ?? rangeOf(atlas, flaw.path, flaw.on ?? "value"));
  return {
    rule: flaw.rule,
    severity: flaw.severity ?? "error",
    message: flaw.message,
    help: flaw.help,
    file: atlas.source.file,
    place,
    excerpt: excerptOf(atlas.source, place.line),
    blocks: !atlas.source.secret && (flaw.blocks ?? blocksAt(flaw.path, flaw.on)),
  };
}

/** What stands at the end of a path, or as near to it as the file goes. */
export interface Spot {
  readonly key: Node | undefined;
  readonly value: Node | null;
  /** How many steps of the path the file has. */
  readonly depth: number;
}

export function spotOf({ root, misspelt, targets }: Atlas, path: Path): Spot {
  let spot: Spot = { key: undefined, value: root, depth: 0 };
  for (const [index, step] of path.entries()) {
    const node = isAlias(spot.value) ? targets.get(spot.value) : spot.value;
    if (isSeq(node) && typeof step === "number" && step < node.items.length) {
      spot = { key: undefined, value: asNode(node.items[step]), depth: index + 1 };
      continue;
    }
    const written = misspelt.get(pointer(path.slice(0, index + 1))) ?? String(step);
    const pair = isMap(node) ? node.items.find((item) => keyText(item) === written) : undefined;
    if (pair === undefined) return spot;
    spot = { key: asNode(pair.key) ?? undefined, value: asNode(pair.value), depth: index + 1 };
  }
  return spot;
}

/** The key of a pair as the file writes it, so that `1.50:` is not taken for `1.5:`. */
export function keyText(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return typeof pair.key.value === "string" ? pair.key.value : (pair.key.source ?? "");
}

/** Parts of a parsed tree are nodes; the types of the library leave room for others. */
export function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null;
}

/** Where a finding about a path is marked. */
function rangeOf(atlas: Atlas, path: Path, on: "key" | "value"): Range {
  const { key, value, depth } = spotOf(atlas, path);
  const own = depth === path.length;
  if (own && on === "value" && value !== null && isShort(value)) return span(value);
  if (key !== undefined) return span(key);
  if (value === null) return [0, 0];
  if (isMap(value) && !(own && value.flow)) {
    const first = value.items[0];
    const firstKey = first === undefined ? null : asNode(first.key);
    if (firstKey !== null) return span(firstKey);
  }
  if (isSeq(value) && !value.flow) return [span(value)[0], span(value)[0] + 1];
  return span(value);
}

/** Whether the value itself can be marked: it is there, and in a line or so. */
function isShort(node: Node): boolean {
  if (isMap(node) || isSeq(node)) return node.flow === true;
  const [start, end] = span(node);
  return end > start;
}

/** The offsets of a node; those of what is not there are 0. */
export function span(node: Node | null | undefined): Range {
  const [start = 0, end = start] = node?.range ?? [];
  return [start, end];
}

/** The keys that lead to the value that an offset is in, or behind. */
export function pathAt(root: Node | null, offset: number): Path {
  const path: (string | number)[] = [];
  let node = root;
  while (node !== null) {
    if (isSeq(node)) {
      const index = node.items.findLastIndex((item) => span(asNode(item))[0] <= offset);
      if (index === -1) break;
      path.push(index);
      node = asNode(node.items[index]);
    } else if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => span(asNode(key))[0] <= offset);
      const key = pair === undefined ? undefined : keyText(pair);
      if (pair === undefined || key === undefined) break;
      path.push(key);
      node = asNode(pair.value);
    } else break;
  }
  return path;
}

export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}
