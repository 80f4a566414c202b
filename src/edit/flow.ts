/**
 * Inserts and removes parts of a list or map in brackets. A part that has its lines to itself goes with its lines, any
 * other with the comma and space beside it. A comment after a part stays with that part.
 */
import type { YAMLMap, YAMLSeq } from "yaml";
import type { Range } from "../roster/finding.ts";
import {
  findLineEnd,
  findTopOfComments,
  insertLines,
  isFirstOnLine,
  lineStart,
  nextLine,
  removeWithIgnores,
  type Splice,
} from "./splice.ts";
import { findPart, listParts, rangeOf } from "./tree.ts";

/** Inserts parts before the part at `gap`, or at the end. */
export function insertInFlow(
  text: string,
  node: YAMLMap | YAMLSeq,
  gap: number,
  puts: readonly string[],
): readonly Splice[] {
  const parts = listParts(node);
  const before = parts[gap - 1];
  const after = parts[gap];
  if (before !== undefined) return insertAfter(text, before, after, node, puts);
  if (after !== undefined) return insertBefore(text, after, puts);
  return [insertIntoEmpty(text, node, puts)];
}

function insertAfter(
  text: string,
  part: Range,
  next: Range | undefined,
  node: YAMLMap | YAMLSeq,
  puts: readonly string[],
): readonly Splice[] {
  const [start, end] = part;
  const commas = findCommas(text, end, next?.[0] ?? findClosingBracket(node));
  if (!hasOwnLines(text, part) || commas.some((comma) => comma >= nextLine(text, end))) {
    return [insertAt(end, puts.map((put) => `, ${put}`).join(""))];
  }
  const indent = text.slice(lineStart(text, start), start);
  const lines = puts.map((put, index) =>
    index < puts.length - 1 || commas.length > 0 ? `${indent}${put},` : `${indent}${put}`,
  );
  const added = insertLines(text, nextLine(text, end), lines);
  return commas.length === 0 ? [insertAt(end, ","), added] : [added];
}

function insertBefore(text: string, part: Range, puts: readonly string[]): readonly Splice[] {
  const [start] = part;
  if (!hasOwnLines(text, part)) return [insertAt(start, puts.map((put) => `${put}, `).join(""))];
  const line = lineStart(text, start);
  const lines = puts.map((put) => `${text.slice(line, start)}${put},`);
  return [insertLines(text, findTopOfComments(text, line, start - line), lines)];
}

function insertIntoEmpty(text: string, node: YAMLMap | YAMLSeq, puts: readonly string[]): Splice {
  const open = rangeOf(node)[0] + 1;
  const close = findClosingBracket(node);
  const inside = text.slice(open, close);
  const put = puts.join(", ");
  if (/^\s*$/.test(inside)) return insertAt(open, inside + put);
  // After a comment the bracket is on a line of its own, and so is what goes before it.
  const line = lineStart(text, close);
  return insertAt(line, `${text.slice(line, close)}${put}${findLineEnd(text, line)}`);
}

/** Removes the part at an index. */
export function removeFromFlow(text: string, node: YAMLMap | YAMLSeq, index: number): readonly Splice[] {
  const parts = listParts(node);
  const [start, end] = findPart(node, index);
  const before = parts[index - 1];
  const next = parts[index + 1];
  const after = next?.[0] ?? findClosingBracket(node);
  const commas = findCommas(text, end, after);
  const commasBefore = before === undefined ? [] : findCommas(text, before[1], start);
  if (hasOwnLines(text, [start, end]) && commas.every((comma) => comma < nextLine(text, end))) {
    const lines = removeWithIgnores(text, start, nextLine(text, end));
    // The last part had no comma after it, so what becomes the last has none.
    return [...(commas.length === 0 ? commasBefore : []).map(removeComma), ...lines];
  }
  if (before !== undefined && isBare(text, before[1], start)) return [removeRange(before[1], end)];
  if (isBare(text, end, after) && (next !== undefined || before === undefined))
    return [removeRange(start, after)];
  // There is a comment beside it, which stays.
  return [...(next === undefined ? commasBefore : commas).map(removeComma), removeRange(start, end)];
}

/** Whether a part begins its line, and has only a comma and a comment after it on its last. */
function hasOwnLines(text: string, [start, end]: Range): boolean {
  return (
    isFirstOnLine(text, start) && /^[ \t]*,?[ \t]*(?:#.*)?\r?\n/.test(text.slice(end, nextLine(text, end)))
  );
}

/** Whether there are only commas and white space between two offsets. */
function isBare(text: string, from: number, to: number): boolean {
  return /^[\s,]*$/.test(text.slice(from, to));
}

/** The offsets of the commas between two offsets, not counting comments. */
function findCommas(text: string, from: number, to: number): readonly number[] {
  const between = text.slice(from, to).replace(/(?<=^|\s)#.*/g, (comment) => " ".repeat(comment.length));
  return [...between.matchAll(/,/g)].map(({ index }) => from + index);
}

function removeComma(comma: number): Splice {
  return removeRange(comma, comma + 1);
}

function findClosingBracket(node: YAMLMap | YAMLSeq): number {
  return rangeOf(node)[1] - 1;
}

function insertAt(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function removeRange(start: number, end: number): Splice {
  return { start, end, text: "" };
}
