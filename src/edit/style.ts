/** Reads how maps are written in a part of the file, so that new ones look the same. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { asNode } from "../roster/place.ts";
import { columnOf, isFirstOnLine, lineStart } from "./splice.ts";
import { findPart, isBlock, rangeOf } from "./tree.ts";
import { PLAIN_STYLE, type YamlStyle } from "./write.ts";

/** The style of the first node that is a map with keys; else one line, with the quotes of the map around. */
export function findStyle(text: string, nodes: readonly (Node | null)[], around: YAMLMap): YamlStyle {
  const model = nodes.find((node) => isMap(node) && node.items.length > 0);
  return isMap(model) ? readStyle(text, model) : { ...PLAIN_STYLE, quote: readQuote(around) };
}

/** The style of a map that has keys. */
export function readStyle(text: string, map: YAMLMap): YamlStyle {
  const quote = readQuote(map);
  if (map.flow !== true) return { ...PLAIN_STYLE, shape: "block", quote };
  const [start, end] = rangeOf(map);
  const [first] = findPart(map, 0);
  const pad = /^ ?$/.test(text.slice(start + 1, first)) ? text.slice(start + 1, first) : " ";
  if (!isFirstOnLine(text, first) || !isFirstOnLine(text, end - 1)) {
    return { ...PLAIN_STYLE, shape: "line", quote, pad };
  }
  // The column of the brace, or of the key or dash before it on its line.
  const column = text.slice(lineStart(text, start)).search(/[^ ]/);
  const inner = Math.max(0, columnOf(text, first) - column);
  const outer = Math.max(0, columnOf(text, end - 1) - column);
  return { ...PLAIN_STYLE, shape: "expanded", quote, inner, outer };
}

export function readQuote(map: YAMLMap): YamlStyle["quote"] {
  const key = asNode(map.items[0]?.key);
  if (!isScalar(key)) return "";
  return key.type === "QUOTE_DOUBLE" ? '"' : key.type === "QUOTE_SINGLE" ? "'" : "";
}

/** How deep the file indents lists below their keys: as the first one; else two. */
export function findListIndent(text: string, root: YAMLMap): number {
  const lists = root.items.map(({ value }) => asNode(value)).filter((node) => isSeq(node) && isBlock(node));
  const [column = findRootColumn(text, root) + 2] = lists.map((list) => columnOf(text, rangeOf(list)[0]));
  return column - findRootColumn(text, root);
}

export function findRootColumn(text: string, root: YAMLMap): number {
  return columnOf(text, findPart(root, 0)[0]);
}
