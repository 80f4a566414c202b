/** Writes lines into a section of the roster that is empty or missing. */
import type { Pair } from "yaml";
import { asNode, keyText } from "../roster/place.ts";
import {
  columnOf,
  findEndOfLines,
  findLineEnd,
  insertLines,
  isFirstOnLine,
  lineStart,
  nextLine,
  type Splice,
} from "./splice.ts";
import { findRootColumn, readQuote } from "./style.ts";
import { findColonEnd, findPart, lastOffset, rangeOf, type Tree } from "./tree.ts";

/** Puts lines under a key whose value is nothing or `[]`; they are indented by `column`. */
export function fillSection(
  text: string,
  pair: Pair,
  lines: readonly string[],
  column: number,
): readonly Splice[] {
  const [start, end] = rangeOf(asNode(pair.value));
  if (end === start) return [insertLines(text, findEndOfLines(text, findColonEnd(pair), column), lines)];
  if (isFirstOnLine(text, start)) {
    const moved = lines.map((line) => " ".repeat(columnOf(text, start)) + line.slice(column));
    return [{ start, end, text: moved.join(findLineEnd(text, start)).trimStart() }];
  }
  const space = text.slice(0, start).trimEnd().length;
  return [{ start: space, end, text: "" }, insertLines(text, findEndOfLines(text, end, column), lines)];
}

/** The lists that oncall adds to, and the sections that come before each. */
const BEFORE = {
  changes: ["people", "private"],
  away: ["people", "private", "changes"],
} as const;

export type ListName = keyof typeof BEFORE;

/** Adds a list to a block map; `lines` are indented already. */
export function addSection(
  { text, root }: Tree,
  name: ListName,
  lines: readonly string[],
): readonly Splice[] {
  const column = findRootColumn(text, root);
  const before: readonly (string | undefined)[] = BEFORE[name];
  const neighbour = root.items.findLastIndex((pair) => before.includes(keyText(pair)));
  const [start, end] = findPart(root, neighbour);
  const at = findEndOfLines(text, lastOffset(text, end), column);
  const quote = readQuote(root);
  const head = `${" ".repeat(column)}${quote}${name}${quote}:`;
  const spaced = isBlankLine(text, at) || isBlankAbove(text, start);
  return [insertLines(text, at, spaced ? ["", head, ...lines] : [head, ...lines])];
}

function isBlankLine(text: string, at: number): boolean {
  return at < text.length && /^\s*$/.test(text.slice(at, nextLine(text, at)));
}

/** Whether a section, or the comment above it, follows a blank line. */
function isBlankAbove(text: string, start: number): boolean {
  let line = lineStart(text, start);
  while (line > 0) {
    const above = lineStart(text, line - 1);
    if (above === line) return false;
    const content = text.slice(above, line).trim();
    if (content === "") return true;
    if (!content.startsWith("#")) return false;
    line = above;
  }
  return false;
}
