/**
 * A list or map between brackets in, the splices that put parts into it or take one out: a part that has its lines to
 * itself goes with its lines, any other with the comma and space beside it. Comments behind a part stay with that part.
 */
import type { YAMLMap, YAMLSeq } from "yaml";
import type { Range } from "../roster/finding.ts";
import {
  eolBefore,
  insertLines,
  isFirstOnLine,
  lineStart,
  nextLine,
  removeWithIgnores,
  type Splice,
  topOfComments,
} from "./splice.ts";
import { partAt, partsOf, rangeOf } from "./tree.ts";

/** Puts parts before the part at `gap`; where that is their number, behind all. */
export function insertInFlow(
  text: string,
  node: YAMLMap | YAMLSeq,
  gap: number,
  puts: readonly string[],
): readonly Splice[] {
  const parts = partsOf(node);
  const before = parts[gap - 1];
  const after = parts[gap];
  if (before !== undefined) return behind(text, before, after, node, puts);
  if (after !== undefined) return inFront(text, after, puts);
  return [intoEmpty(text, node, puts)];
}

function behind(
  text: string,
  part: Range,
  next: Range | undefined,
  node: YAMLMap | YAMLSeq,
  puts: readonly string[],
): readonly Splice[] {
  const [start, end] = part;
  const commas = commasIn(text, end, next?.[0] ?? closeOf(node));
  if (!hasOwnLines(text, part) || commas.some((comma) => comma >= nextLine(text, end))) {
    return [insertion(end, puts.map((put) => `, ${put}`).join(""))];
  }
  const indent = text.slice(lineStart(text, start), start);
  const lines = puts.map((put, index) =>
    index < puts.length - 1 || commas.length > 0 ? `${indent}${put},` : `${indent}${put}`,
  );
  const added = insertLines(text, nextLine(text, end), lines);
  return commas.length === 0 ? [insertion(end, ","), added] : [added];
}

function inFront(text: string, part: Range, puts: readonly string[]): readonly Splice[] {
  const [start] = part;
  if (!hasOwnLines(text, part)) return [insertion(start, puts.map((put) => `${put}, `).join(""))];
  const line = lineStart(text, start);
  const lines = puts.map((put) => `${text.slice(line, start)}${put},`);
  return [insertLines(text, topOfComments(text, line, start - line), lines)];
}

function intoEmpty(text: string, node: YAMLMap | YAMLSeq, puts: readonly string[]): Splice {
  const open = rangeOf(node)[0] + 1;
  const close = closeOf(node);
  const inside = text.slice(open, close);
  const put = puts.join(", ");
  if (/^\s*$/.test(inside)) return insertion(open, inside + put);
  // Behind a comment the bracket has a line of its own, and so has what is put before it.
  const line = lineStart(text, close);
  return insertion(line, `${text.slice(line, close)}${put}${eolBefore(text, line)}`);
}

/** Takes the part at an index out. */
export function removeFromFlow(text: string, node: YAMLMap | YAMLSeq, index: number): readonly Splice[] {
  const parts = partsOf(node);
  const [start, end] = partAt(node, index);
  const before = parts[index - 1];
  const next = parts[index + 1];
  const after = next?.[0] ?? closeOf(node);
  const commas = commasIn(text, end, after);
  const commasBefore = before === undefined ? [] : commasIn(text, before[1], start);
  if (hasOwnLines(text, [start, end]) && commas.every((comma) => comma < nextLine(text, end))) {
    const lines = removeWithIgnores(text, start, nextLine(text, end));
    // The last part had no comma after it, so what becomes the last has none.
    return [...(commas.length === 0 ? commasBefore : []).map(commaOut), ...lines];
  }
  if (before !== undefined && isBare(text, before[1], start)) return [removal(before[1], end)];
  if (isBare(text, end, after) && (next !== undefined || before === undefined))
    return [removal(start, after)];
  // A comment stands beside it, and stays.
  return [...(next === undefined ? commasBefore : commas).map(commaOut), removal(start, end)];
}

/** Whether a part begins its line, and nothing but a comma and a comment stands behind it on its last. */
function hasOwnLines(text: string, [start, end]: Range): boolean {
  return (
    isFirstOnLine(text, start) && /^[ \t]*,?[ \t]*(?:#.*)?\r?\n/.test(text.slice(end, nextLine(text, end)))
  );
}

/** Whether nothing but a comma and space stands between two offsets. */
function isBare(text: string, from: number, to: number): boolean {
  return /^[\s,]*$/.test(text.slice(from, to));
}

/** Where commas stand between two offsets: one between two parts, at most one behind the last; none in comments. */
function commasIn(text: string, from: number, to: number): readonly number[] {
  const between = text.slice(from, to).replace(/(?<=^|\s)#.*/g, (comment) => " ".repeat(comment.length));
  return [...between.matchAll(/,/g)].map(({ index }) => from + index);
}

function commaOut(comma: number): Splice {
  return removal(comma, comma + 1);
}

function closeOf(node: YAMLMap | YAMLSeq): number {
  return rangeOf(node)[1] - 1;
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function removal(start: number, end: number): Splice {
  return { start, end, text: "" };
}
