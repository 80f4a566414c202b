/**
 * Prints findings for a terminal: where and what, the line of the file with a caret under what is wrong, and what to do.
 * Editors know the form of the first line from compilers.
 */
import type { Finding } from "../roster/finding.ts";
import { findHidden, nameCode, replaceHidden } from "../text/letters.ts";
import { COMMAND } from "./escape.ts";
import { type Palette, plain } from "./palette.ts";

/** All findings, with an empty line between them. */
export function findingsText(findings: readonly Finding[], palette: Palette = plain, columns = 80): string {
  return findings.map((finding) => findingText(finding, palette, columns)).join("\n");
}

/** One finding; every line ends. */
export function findingText(finding: Finding, palette: Palette = plain, columns = 80): string {
  const { file, place, severity, message, rule, help } = finding;
  const where = palette.title(visible(`${file}:${place.line}:${place.column}:`));
  const tone = severity === "error" ? palette.vacant : palette.cover;
  const lines = [`${where} ${tone(`${severity}:`)} ${visible(message)} ${palette.faint(`[${rule}]`)}`];
  const marked = markLine(finding, Math.max(columns, 40) - INDENT.length);
  if (marked !== undefined) lines.push(INDENT + marked.line, INDENT + marked.gap + tone(marked.carets));
  if (help !== undefined) lines.push(`${INDENT}${palette.faint("help:")} ${visible(help)}`);
  return lines.map((line) => `${line}\n`).join("");
}

const INDENT = "  ";

interface Marked {
  readonly line: string;
  /** Spaces up to the caret. */
  readonly gap: string;
  readonly carets: string;
}

/** One character of the line as it is shown. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly marked: boolean;
}

function markLine({ excerpt, place }: Finding, columns: number): Marked | undefined {
  if (excerpt === undefined || excerpt.trim() === "") return undefined;
  const end = place.endLine > place.line ? excerpt.trimEnd().length + 1 : place.endColumn;
  const cells = layOutCells(excerpt.trimEnd(), place.column - 1, end - 1);
  const first = cells.findIndex(({ marked }) => marked);
  const { from, to } = chooseWindow(cells, first === -1 ? cells.length : first, columns);
  const seen = cells.slice(from, to);
  const before = seen.slice(0, Math.max(0, (first === -1 ? cells.length : first) - from));
  const gap = " ".repeat((from > 0 ? 1 : 0) + widthOf(before));
  const carets = "^".repeat(Math.max(1, widthOf(seen.filter(({ marked }) => marked))));
  const line = seen.map(({ text }) => text).join("");
  return { line: `${from > 0 ? "…" : ""}${line}${to < cells.length ? "…" : ""}`, gap, carets };
}

function layOutCells(text: string, from: number, to: number): readonly Cell[] {
  const cells: Cell[] = [];
  const hidden = new Set(findHidden(text).map(({ index }) => index));
  const commands = new Set([...text.matchAll(COMMAND)].map(({ index }) => index));
  let offset = 0;
  let column = 0;
  for (const character of text) {
    if (commands.has(offset)) {
      cells.push({ text: " ", width: 1, marked: offset > from && offset < to });
      column += 1;
    }
    const isTab = character === "\t";
    const shownAs = isTab
      ? " ".repeat(4 - (column % 4))
      : hidden.has(offset)
        ? `<${nameCode(character)}>`
        : character;
    const width = shownAs === character ? characterWidth(character) : shownAs.length;
    cells.push({ text: shownAs, width, marked: offset >= from && offset < to });
    offset += character.length;
    column += width;
  }
  return cells;
}

/** Chooses the part of a long line to show: what is marked, and as much before it as fits. */
function chooseWindow(
  cells: readonly Cell[],
  first: number,
  columns: number,
): { readonly from: number; readonly to: number } {
  if (widthOf(cells) <= columns) return { from: 0, to: cells.length };
  const room = columns - 2; // for the two ellipses
  let from = first;
  let used = 0;
  const most = Math.floor(room / 2);
  while (from > 0 && used + widthAt(cells, from - 1) <= most) used += widthAt(cells, --from);
  let to = first;
  while (to < cells.length && used + widthAt(cells, to) <= room) used += widthAt(cells, to++);
  while (to === cells.length && from > 0 && used + widthAt(cells, from - 1) <= room)
    used += widthAt(cells, --from);
  return { from, to };
}

/** 0 after the last one. */
function widthAt(cells: readonly Cell[], index: number): number {
  return widthOf(cells.slice(index, index + 1));
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Characters that sit on the one before them, or join it. */
const NO_WIDTH = /^(?:\p{M}|\p{Emoji_Modifier}|\p{Default_Ignorable_Code_Point})$/u;
/** Characters that take two columns: the wide ones of Unicode's East Asian Width, and pictures. */
const TWO_WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]$/u;

// Not width.ts: that measures whole texts, with a library that takes 40 ms to load; here each character counts.
function characterWidth(character: string): number {
  if (character <= "~") return 1;
  return NO_WIDTH.test(character) ? 0 : TWO_WIDE.test(character) ? 2 : 1;
}

/**
 * Makes text of the file harmless for the terminal and for the runner of a CI job: whatever they would obey, or would
 * reverse the line, is written out or broken up.
 */
function visible(text: string): string {
  return replaceHidden(text, ({ character }) => `<${nameCode(character)}>`).replace(COMMAND, " ");
}
