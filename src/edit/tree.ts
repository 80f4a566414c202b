/** The text of a roster in, its tree out; and of each part of the tree, from where to where it stands in the text. */
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Range } from "../roster/finding.ts";
import { asNode, keyText } from "../roster/place.ts";

export interface Tree {
  readonly text: string;
  readonly root: YAMLMap;
}

/** Undefined if the text is no map, or if the library complains of anything: then no offset can be trusted. */
export function parseTree(text: string): Tree | undefined {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    schema: "core",
    resolveKnownTags: false,
  });
  const root = asNode(document.contents);
  return document.errors.length === 0 && isMap(root) ? { text, root } : undefined;
}

/** The first pair of that key, which is the one the reader takes. */
export function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair) === key);
}

/** Whether a value is not there: nothing behind the colon, `null` or `~`. */
export function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** The items of a list or the pairs of a map, each with its anchor, tag and `?`; in a block list without the dash. */
export function listParts(node: YAMLMap | YAMLSeq): readonly Range[] {
  if (isMap(node)) return node.items.map((pair) => [pairStart(pair), pairEnd(pair)]);
  const starts = listMarks(node);
  return node.items.map((item, index) => {
    const inner = asNode(item);
    return [findStart(starts[index], rangeOf(inner)[0]), endOf(inner)];
  });
}

/** One of them; counted from the end where the index is negative. */
export function findPart(node: YAMLMap | YAMLSeq, index: number): Range {
  return listParts(node).at(index) ?? NOWHERE;
}

/** Where a value itself begins and ends, without anchor and tag. */
export function rangeOf(node: Node | null): Range {
  return node?.range ? [node.range[0], node.range[1]] : NOWHERE;
}

/** The types of the library leave room for nodes that were not read from a text; here all are. */
const NOWHERE: Range = [0, 0];

/** Where the dash of each item of a block list stands. */
export function findDashes(seq: YAMLSeq): readonly number[] {
  return listMarks(seq).map((marks) => marks.find(({ type }) => type === "seq-item-ind")?.offset ?? 0);
}

/** Behind the last character that belongs to a value; of a block text, behind its last line end. */
export function endOf(node: Node | null): number {
  if (!isBlock(node)) return rangeOf(node)[1];
  return isMap(node) ? Math.max(...node.items.slice(-1).map(pairEnd)) : endOf(asNode(node.items.at(-1)));
}

/** Whether a node is a map or list without brackets. */
export function isBlock(node: Node | null): node is YAMLMap | YAMLSeq {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** The last offset that is still on the last line of what ends there. */
export function lastOffset(text: string, end: number): number {
  return end > 0 && text[end - 1] === "\n" ? end - 1 : end;
}

/** Behind the colon of a pair, or behind its key where there is none. */
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
  // An empty value has its place behind the comments that follow it.
  return end > start ? endOf(value) : findColonEnd(pair);
}

interface Mark {
  readonly type: string;
  readonly offset: number;
}

/** Where a part begins: at the first of its marks, else at itself. */
function findStart(marks: readonly Mark[] | undefined, start: number): number {
  const first = marks?.find(({ type }) => type === "anchor" || type === "tag" || type === "explicit-key-ind");
  return first?.offset ?? start;
}

/** For each item what stands before it: the dash or comma, comments, marks. */
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
