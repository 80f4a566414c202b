/** Sets and removes keys of a map, leaving everything around them as it is. */
import type { Pair, YAMLMap } from "yaml";
import { asNode, keyText } from "../roster/place.ts";
import { insertInFlow, removeFromFlow } from "./flow.ts";
import type { Value } from "./model.ts";
import {
  columnOf,
  findEndOfLines,
  findLineEnd,
  insertLines,
  isFirstOnLine,
  lineStart,
  removeLines,
  type Splice,
} from "./splice.ts";
import { readStyle } from "./style.ts";
import { endOf, findColonEnd, findPair, findPart, isBlock, lastOffset, rangeOf } from "./tree.ts";
import { writePair, writeValue } from "./write.ts";

/** Sets a key; `order` says where a new one goes. */
export function setKey(
  text: string,
  map: YAMLMap,
  key: string,
  value: Value,
  order: readonly string[],
): readonly Splice[] {
  const pair = findPair(map, key);
  const style = readStyle(text, map);
  if (pair !== undefined) return [replaceValue(text, pair, writeValue(value, style, key))];
  const put = writePair([key, value], style);
  const gap = findGap(map, key, order);
  if (map.flow === true) return insertInFlow(text, map, gap, [put]);
  const [start, end] = findPart(map, gap - 1);
  const column = columnOf(text, start);
  const at = findEndOfLines(text, lastOffset(text, end), column);
  return [insertLines(text, at, [" ".repeat(column) + put])];
}

/** After the last key that comes before it in the order, but never first: an entry begins with what it does. */
function findGap(map: YAMLMap, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  const before = map.items.findLastIndex((pair) => {
    const other = order.indexOf(String(keyText(pair)));
    return other !== -1 && other < rank;
  });
  return Math.max(1, before + 1);
}

function replaceValue(text: string, pair: Pair, put: string): Splice {
  const value = asNode(pair.value);
  const [start, end] = rangeOf(value);
  if (end === start) return { start: findColonEnd(pair), end: findColonEnd(pair), text: ` ${put}` };
  if (isBlock(value)) return { start: findColonEnd(pair), end: endOf(value), text: ` ${put}` };
  // A block text's range includes its last line end.
  return { start, end, text: text[end - 1] === "\n" ? put + findLineEnd(text, end) : put };
}

/** Removes a key and its value, if the map has it. */
export function unsetKey(text: string, map: YAMLMap, key: string): readonly Splice[] {
  const pair = findPair(map, key);
  if (pair === undefined) return [];
  const index = map.items.indexOf(pair);
  if (map.flow === true) return removeFromFlow(text, map, index);
  const [start, end] = findPart(map, index);
  // The first key may share its line with a dash, which stays.
  if (!isFirstOnLine(text, start)) return [{ start, end: findPart(map, index + 1)[0], text: "" }];
  return [
    removeLines(
      text,
      lineStart(text, start),
      findEndOfLines(text, lastOffset(text, end), columnOf(text, start)),
    ),
  ];
}
