/** Writes the unified diff of two texts, as people know it from git. */
import { structuredPatch } from "diff";

export interface DiffOptions {
  /** Names both files. */
  readonly file: string;
  /** How a line is shown, without its sign and its end: escaped, with what is private masked. */
  readonly show?: (line: string) => string;
}

/** Empty if nothing differs. */
export function unifiedDiff(
  before: string,
  after: string,
  { file, show = (line) => line }: DiffOptions,
): string {
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  if (hunks.length === 0) return "";
  const texts = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const range = `@@ -${rangeText(oldStart, oldLines)} +${rangeText(newStart, newLines)} @@\n`;
    // "\ No newline at end of file" is the diff's own line.
    const body = lines.map((line) =>
      line.startsWith("\\") ? line : `${line.slice(0, 1)}${show(line.slice(1))}`,
    );
    return `${range}${body.map((line) => `${line}\n`).join("")}`;
  });
  return [`--- a/${file}\n`, `+++ b/${file}\n`, ...texts].join("");
}

/** A range of no lines names the line before, and one of a single line needs no count. */
function rangeText(start: number, lines: number): string {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? `${start}` : `${start},${lines}`;
}
