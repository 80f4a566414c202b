/**
 * Replaces ranges of a text and leaves every other byte alone; yaml's own `doc.toString()` would rewrite the whole file.
 */
import { isIgnoreLine } from "../roster/ignores.ts";

/** Replaces the range from `start` (included) to `end` (excluded). */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Makes all splices; those at the same offset in the order given. */
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

/** Where the line of an offset begins, after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** Where the next line begins; at the last line, the length of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

/** How many characters come before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only spaces come before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^ *$/.test(text.slice(lineStart(text, offset), offset));
}

/** How the line before an offset ends, or the first line where there is none before. */
export function findLineEnd(text: string, offset: number): string {
  const end = text.lastIndexOf("\n", Math.max(0, offset - 1));
  const near = end === -1 || offset === 0 ? text.indexOf("\n") : end;
  return near > 0 && text[near - 1] === "\r" ? "\r\n" : "\n";
}

/** Inserts whole lines before the line that begins at an offset, or at the end, whether or not the last line is ended. */
export function insertLines(text: string, at: number, lines: readonly string[]): Splice {
  const eol = findLineEnd(text, at);
  const unended = at === text.length && !text.endsWith("\n");
  const put = lines.map((line) => (unended ? eol + line : line + eol)).join("");
  return { start: at, end: at, text: put };
}

/** Removes whole lines; if the last line of the text was not ended, the one before it is not either. */
export function removeLines(text: string, from: number, to: number): Splice {
  if (to < text.length || text.endsWith("\n")) return { start: from, end: to, text: "" };
  return { start: text.slice(0, from).replace(/\r?\n$/, "").length, end: to, text: "" };
}

/** Removes the lines from that of `offset` to `to`, and the comments directly above that silence a rule for them. */
export function removeWithIgnores(text: string, offset: number, to: number): readonly Splice[] {
  const start = lineStart(text, offset);
  const lines: [number, number][] = [[start, to]];
  for (let at = findTopOfComments(text, start, offset - start); at < start; at = nextLine(text, at)) {
    if (isIgnoreLine(text.slice(at, nextLine(text, at)))) lines.push([at, nextLine(text, at)]);
  }
  // Adjacent lines go as one splice, because removing an unended last line also removes the line end before it.
  const spans: [number, number][] = [];
  for (const [from, end] of lines.sort(([one], [other]) => one - other)) {
    const last = spans.at(-1);
    if (last?.[1] === from) last[1] = end;
    else spans.push([from, end]);
  }
  return spans.map(([from, end]) => removeLines(text, from, end));
}

/** Where the lines after a part begin; comments below it that are indented deeper belong to it. */
export function findEndOfLines(text: string, end: number, column: number): number {
  let at = nextLine(text, end);
  while (at < text.length) {
    const indent = /^( *)#/.exec(text.slice(at, nextLine(text, at)))?.[1];
    if (indent === undefined || indent.length <= column) break;
    at = nextLine(text, at);
  }
  return at;
}

/** Where the comments directly above a line begin, as far as they are indented no deeper than `column`. */
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
