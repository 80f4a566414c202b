/** A map in the tree of a roster and keys to set or to take out in, the splices for them out; what stands beside them stays. */
import type { Pair, YAMLMap } from "yaml";
import { asNode, keyText } from "../roster/place.ts";
import { insertInFlow, removeFromFlow } from "./flow.ts";
import type { Value } from "./model.ts";
import {
  columnOf,
  endOfLines,
  eolBefore,
  insertLines,
  isFirstOnLine,
  lineStart,
  removeLines,
  type Splice,
} from "./splice.ts";
import { styleOf } from "./style.ts";
import { colonEnd, endOf, isBlock, lastOffset, pairOf, partAt, rangeOf } from "./tree.ts";
import { pairText, valueText } from "./write.ts";

/** Gives a key a value; one that the map does not have yet gets its place by an order of keys. */
export function setKey(
  text: string,
  map: YAMLMap,
  key: string,
  value: Value,
  order: readonly string[],
): readonly Splice[] {
  const pair = pairOf(map, key);
  const style = styleOf(text, map);
  if (pair !== undefined) return [replaced(text, pair, valueText(value, style, key))];
  const put = pairText([key, value], style);
  const gap = gapFor(map, key, order);
  if (map.flow === true) return insertInFlow(text, map, gap, [put]);
  const [start, end] = partAt(map, gap - 1);
  const column = columnOf(text, start);
  const at = endOfLines(text, lastOffset(text, end), column);
  return [insertLines(text, at, [" ".repeat(column) + put])];
}

/** Behind the last key that the order has before it, but never in front: an entry begins with what it does. */
function gapFor(map: YAMLMap, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  const before = map.items.findLastIndex((pair) => {
    const other = order.indexOf(String(keyText(pair)));
    return other !== -1 && other < rank;
  });
  return Math.max(1, before + 1);
}

function replaced(text: string, pair: Pair, put: string): Splice {
  const value = asNode(pair.value);
  const [start, end] = rangeOf(value);
  if (end === start) return { start: colonEnd(pair), end: colonEnd(pair), text: ` ${put}` };
  if (isBlock(value)) return { start: colonEnd(pair), end: endOf(value), text: ` ${put}` };
  // The last line end of a block text is inside its range.
  return { start, end, text: text[end - 1] === "\n" ? put + eolBefore(text, end) : put };
}

/** Takes a key and its value out, if the map has it. */
export function unsetKey(text: string, map: YAMLMap, key: string): readonly Splice[] {
  const pair = pairOf(map, key);
  if (pair === undefined) return [];
  const index = map.items.indexOf(pair);
  if (map.flow === true) return removeFromFlow(text, map, index);
  const [start, end] = partAt(map, index);
  // The first key may share its line with a dash, which stays.
  if (!isFirstOnLine(text, start)) return [{ start, end: partAt(map, index + 1)[0], text: "" }];
  return [
    removeLines(text, lineStart(text, start), endOfLines(text, lastOffset(text, end), columnOf(text, start))),
  ];
}
