/** Finds where in the text a path leads, which makes an unplaced finding a Finding. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type Path, toPointer } from "../text/json.ts";
import { blocksAt, type Finding, type Range, type UnplacedFinding } from "./finding.ts";
import { readExcerpt, type Source, toPlace } from "./source.ts";

/** A text and its tree. */
export interface Atlas {
  readonly source: Source;
  readonly root: Node | null;
  /** The node that each alias refers to. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** The spelling in the file of each misspelt key, by the pointer that the right spelling would have. */
  readonly misspelt: ReadonlyMap<string, string>;
}

export function placeFinding(atlas: Atlas, finding: UnplacedFinding): Finding {
  const range =
    finding.range ?? findMark(atlas, finding) ?? findRange(atlas, finding.path, finding.on ?? "value");
  const place = toPlace(atlas.source, range);
  return {
    rule: finding.rule,
    severity: finding.severity ?? "error",
    message: finding.message,
    help: finding.help,
    file: atlas.source.file,
    place,
    excerpt: readExcerpt(atlas.source, place.line),
    blocks: !atlas.source.secret && (finding.blocks ?? blocksAt(finding.path, finding.on)),
  };
}

/** What a path leads to, or as far as the file goes. */
export interface Spot {
  readonly key: Node | undefined;
  readonly value: Node | null;
  /** How many steps of the path were found. */
  readonly depth: number;
}

export function findSpot({ root, misspelt, targets }: Atlas, path: Path): Spot {
  let spot: Spot = { key: undefined, value: root, depth: 0 };
  for (const [index, step] of path.entries()) {
    const node = isAlias(spot.value) ? targets.get(spot.value) : spot.value;
    if (isSeq(node) && typeof step === "number" && step < node.items.length) {
      spot = { key: undefined, value: asNode(node.items[step]), depth: index + 1 };
      continue;
    }
    const written = misspelt.get(toPointer(path.slice(0, index + 1))) ?? String(step);
    const pair = isMap(node) ? node.items.find((item) => keyText(item) === written) : undefined;
    if (pair === undefined) return spot;
    spot = { key: asNode(pair.key) ?? undefined, value: asNode(pair.value), depth: index + 1 };
  }
  return spot;
}

/** The key of a pair as written: `1.50:` is not `1.5:`. */
export function keyText(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return typeof pair.key.value === "string" ? pair.key.value : (pair.key.source ?? "");
}

/** All parts of a parsed tree are nodes, though the types of the library allow more. */
export function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null;
}

/** Undefined if the file writes that text in another way, with escapes or over several lines. */
function findMark(atlas: Atlas, { path, mark }: UnplacedFinding): Range | undefined {
  const { value, depth } = findSpot(atlas, path);
  if (mark === undefined || depth !== path.length) return undefined;
  const [start, end] = span(value);
  const { text } = atlas.source;
  let at = text.indexOf(mark.text, start);
  for (let nth = 0; nth < mark.nth && at !== -1; nth += 1)
    at = text.indexOf(mark.text, at + mark.text.length);
  return at === -1 || at >= end ? undefined : [at, at + mark.text.length];
}

/** What to mark for a finding. */
function findRange(atlas: Atlas, path: Path, on: "key" | "value"): Range {
  const { key, value, depth } = findSpot(atlas, path);
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

/** Whether the value itself can be marked: it is not empty, and not a block. */
function isShort(node: Node): boolean {
  if (isMap(node) || isSeq(node)) return node.flow === true;
  const [start, end] = span(node);
  return end > start;
}

/** The offsets of a node; 0 and 0 without one. */
export function span(node: Node | null | undefined): Range {
  const [start = 0, end = start] = node?.range ?? [];
  return [start, end];
}

/** The path to the value at, or before, an offset. */
export function findPath(root: Node | null, offset: number): Path {
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
