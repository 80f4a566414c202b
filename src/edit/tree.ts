/** Parses the text of a roster, and says which range of the text each part of the tree has. */
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { Range } from "../roster/finding.ts";
import { asNode, keyText } from "../roster/place.ts";
import { parseYaml } from "../roster/yaml/syntax.ts";

export interface Tree {
  readonly text: string;
  readonly root: YAMLMap;
}

/** Undefined if the text is not a map, or has any error: then offsets cannot be trusted. */
export function parseTree(text: string): Tree | undefined {
  const { root, errors } = parseYaml(text, true);
  return errors.length === 0 && isMap(root) ? { text, root } : undefined;
}

/** The first pair with that key, which is the one that the reader takes. */
export function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair) === key);
}

/** Whether a value is missing, `null` or `~`. */
export function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** The ranges of a list's items or a map's pairs, with anchors, tags and `?`, without the dashes of a block list. */
export function listParts(node: YAMLMap | YAMLSeq): readonly Range[] {
  if (isMap(node)) return node.items.map((pair) => [pairStart(pair), pairEnd(pair)]);
  const starts = listMarks(node);
  return node.items.map((item, index) => {
    const inner = asNode(item);
    return [findStart(starts[index], rangeOf(inner)[0]), endOf(inner)];
  });
}

/** The range of one of them; a negative index counts from the end. */
export function findPart(node: YAMLMap | YAMLSeq, index: number): Range {
  return listParts(node).at(index) ?? NOWHERE;
}

/** The range of a value itself, without anchor and tag. */
export function rangeOf(node: Node | null): Range {
  return node?.range ? [node.range[0], node.range[1]] : NOWHERE;
}

/** For nodes that were not read from a text, which the library's types allow and which do not occur here. */
const NOWHERE: Range = [0, 0];

/** The offset of each item's dash in a block list. */
export function findDashes(seq: YAMLSeq): readonly number[] {
  return listMarks(seq).map((marks) => marks.find(({ type }) => type === "seq-item-ind")?.offset ?? 0);
}

/** Where a value ends; a block text, after its last line end. */
export function endOf(node: Node | null): number {
  if (!isBlock(node)) return rangeOf(node)[1];
  return isMap(node) ? Math.max(...node.items.slice(-1).map(pairEnd)) : endOf(asNode(node.items.at(-1)));
}

/** Whether a node is a map or list without brackets. */
export function isBlock(node: Node | null): node is YAMLMap | YAMLSeq {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** The last offset on the last line of what ends there. */
export function lastOffset(text: string, end: number): number {
  return end > 0 && text[end - 1] === "\n" ? end - 1 : end;
}

/** The offset after a pair's colon, or after its key where it has none. */
export function findColonEnd(pair: Pair): number {
  const colon = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
  return colon === undefined ? rangeOf(asNode(pair.key))[1] : colon.offset + 1;
}

function pairStart(pair: Pair): number {
  return findStart(pair.srcToken?.start, rangeOf(asNode(pair.key))[0]);
}

function pairEnd(pair: Pair): number {
  const value = asNode(pair.value);
  const [start, end] = rangeOf(value);
  // The library places an empty value after the comments that follow it.
  return end > start ? endOf(value) : findColonEnd(pair);
}

interface Mark {
  readonly type: string;
  readonly offset: number;
}

/** Where a part begins: at its first mark, or at itself. */
function findStart(marks: readonly Mark[] | undefined, start: number): number {
  const first = marks?.find(({ type }) => type === "anchor" || type === "tag" || type === "explicit-key-ind");
  return first?.offset ?? start;
}

/** What comes before each item: dash or comma, comments, marks. */
function listMarks(seq: YAMLSeq): readonly (readonly Mark[])[] {
  const token = seq.srcToken;
  switch (token?.type) {
    case "block-seq":
      return token.items
        .map(({ start }) => start)
        .filter((start) => start.some(({ type }) => type === "seq-item-ind"));
    case "flow-collection":
      return token.items
        .filter(({ key, value, sep }) => key != null || value !== undefined || sep !== undefined)
        .map(({ start }) => start);
    default:
      return [];
  }
}
