/**
 * Replacements at offsets of a text in, the new text out; and the lines that an offset is in. Nothing but the replaced
 * ranges differs: yaml's own `doc.toString()` would write the whole file anew.
 */
import { isIgnoreLine } from "../roster/ignores.ts";

/** What stands from `start` (included) to `end` (excluded) becomes `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all splices made; those at one offset in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const sorted = [...splices].sort((one, other) => one.start - other.start);
  let out = "";
  let from = 0;
  for (const { start, end, text: put } of sorted) {
    if (start < from) throw new RangeError("two edits of one text overlap");
    out += text.slice(from, start) + put;
    from = end;
  }
  return out + text.slice(from);
}

/** Where the line begins that an offset is in; a byte order mark is not part of it. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** Where the line after that of an offset begins; the length of the text if there is none. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

/** How many characters stand before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only spaces stand before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^ *$/.test(text.slice(lineStart(text, offset), offset));
}

/** How the line before an offset ends; where none does, how the first of the text does. */
export function findLineEnd(text: string, offset: number): string {
  const end = text.lastIndexOf("\n", Math.max(0, offset - 1));
  const near = end === -1 || offset === 0 ? text.indexOf("\n") : end;
  return near > 0 && text[near - 1] === "\r" ? "\r\n" : "\n";
}

/** Puts whole lines before the line that begins at an offset, or behind the last one, whether or not that is ended. */
export function insertLines(text: string, at: number, lines: readonly string[]): Splice {
  const eol = findLineEnd(text, at);
  const unended = at === text.length && !text.endsWith("\n");
  const put = lines.map((line) => (unended ? eol + line : line + eol)).join("");
  return { start: at, end: at, text: put };
}

/** Takes whole lines out; a text whose last line was not ended is not ended after it either. */
export function removeLines(text: string, from: number, to: number): Splice {
  if (to < text.length || text.endsWith("\n")) return { start: from, end: to, text: "" };
  return { start: text.slice(0, from).replace(/\r?\n$/, "").length, end: to, text: "" };
}

/** Takes out the lines from that of an offset to another, and with them the comments above that silence a rule there. */
export function removeWithIgnores(text: string, offset: number, to: number): readonly Splice[] {
  const start = lineStart(text, offset);
  const lines: [number, number][] = [[start, to]];
  for (let at = findTopOfComments(text, start, offset - start); at < start; at = nextLine(text, at)) {
    if (isIgnoreLine(text.slice(at, nextLine(text, at)))) lines.push([at, nextLine(text, at)]);
  }
  // Adjacent lines go as one: the last of a text that is not ended takes the line end before it along.
  const spans: [number, number][] = [];
  for (const [from, end] of lines.sort(([one], [other]) => one - other)) {
    const last = spans.at(-1);
    if (last?.[1] === from) last[1] = end;
    else spans.push([from, end]);
  }
  return spans.map(([from, end]) => removeLines(text, from, end));
}

/** Behind the lines of a part: where the line after its end begins, or after comments that are indented deeper than it. */
export function findEndOfLines(text: string, end: number, column: number): number {
  let at = nextLine(text, end);
  while (at < text.length) {
    const indent = /^( *)#/.exec(text.slice(at, nextLine(text, at)))?.[1];
    if (indent === undefined || indent.length <= column) break;
    at = nextLine(text, at);
  }
  return at;
}

/** Above a line: where the comments begin that stand directly over it and are indented no deeper than a column. */
export function findTopOfComments(text: string, start: number, column: number): number {
  let top = start;
  while (top > 0) {
    const above = lineStart(text, top - 1);
    const indent = /^( *)#/.exec(text.slice(above, top))?.[1];
    if (above === top || indent === undefined || indent.length > column) break;
    top = above;
  }
  return top;
}
