/** An old and a new text in, the unified diff of their lines out, as people know it from git; made of whole lines only. */

export interface DiffOptions {
  /** As both files are named. */
  readonly file: string;
  /** How a line is shown, without its sign and its end: escaped, and what is private masked. */
  readonly shown?: (line: string) => string;
}

/** One line of a diff: in both texts, or in the old or the new one alone. */
interface Row {
  readonly sign: " " | "-" | "+";
  /** With its line end, if it has one. */
  readonly line: string;
}

const CONTEXT = 3;

/** Empty if nothing differs. */
export function unifiedDiff(
  before: string,
  after: string,
  { file, shown = (line) => line }: DiffOptions,
): string {
  const rows = rowsOf(linesOf(before), linesOf(after));
  const hunks = hunksOf(rows).map(([from, to]) => hunkText(rows, from, to, shown));
  return hunks.length === 0 ? "" : [`--- a/${file}\n`, `+++ b/${file}\n`, ...hunks].join("");
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function rowsOf(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const common = (lines: readonly string[]) => lines.map((line): Row => ({ sign: " ", line }));
  return [
    ...common(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...common(before.slice(before.length - tail)),
  ];
}

/**
 * The shortest way from one list of lines to the other (Myers, "An O(ND) Difference Algorithm", 1986). `furthest[k]` is
 * how far along the old lines one gets on the diagonal k, the old lines' count less the new ones'.
 */
function middle(before: readonly string[], after: readonly string[]): readonly Row[] {
  const trace: ReadonlyMap<number, number>[] = [];
  let furthest: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let steps = 0; ; steps++) {
    trace.push(furthest);
    const next = new Map(furthest);
    for (let k = -steps; k <= steps; k += 2) {
      let x = startOn(furthest, k).x;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return wayBack(trace, before, after);
    }
    furthest = next;
  }
}

/** Where a diagonal is entered: from the one below by a line taken out, or from the one above by a line put in. */
function startOn(
  furthest: ReadonlyMap<number, number>,
  k: number,
): { readonly x: number; readonly sign: "-" | "+" } {
  const above = furthest.get(k + 1) ?? -1;
  const below = furthest.get(k - 1) ?? -1;
  return below < above ? { x: above, sign: "+" } : { x: below + 1, sign: "-" };
}

function wayBack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Row[] {
  const rows: Row[] = [];
  const put = (sign: Row["sign"], lines: readonly string[]) => {
    for (const line of lines.toReversed()) rows.push({ sign, line });
  };
  let x = before.length;
  let y = after.length;
  for (const furthest of trace.toReversed()) {
    const start = startOn(furthest, x - y);
    put(" ", before.slice(start.x, x));
    y -= x - start.x;
    x = start.x;
    // The first step begins beside the texts, and nothing was put in there.
    if (y === 0 && x === 0) break;
    if (start.sign === "-") put("-", before.slice(--x, x + 1));
    else put("+", after.slice(--y, y + 1));
  }
  return rows.reverse();
}

/** From which row to which a hunk goes: changes with their context, those that touch or overlap as one. */
function hunksOf(rows: readonly Row[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  for (const [index, { sign }] of rows.entries()) {
    if (sign === " ") continue;
    const from = Math.max(0, index - CONTEXT);
    const to = Math.min(rows.length, index + CONTEXT + 1);
    const last = hunks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks;
}

function hunkText(rows: readonly Row[], from: number, to: number, shown: (line: string) => string): string {
  const count = (start: number, end: number, sign: "-" | "+") =>
    rows.slice(start, end).filter((row) => row.sign === " " || row.sign === sign).length;
  const range = (sign: "-" | "+") => {
    const lines = count(from, to, sign);
    const first = count(0, from, sign) + (lines === 0 ? 0 : 1);
    return lines === 1 ? `${first}` : `${first},${lines}`;
  };
  const body = rows.slice(from, to).map(({ sign, line }) => {
    const text = line.endsWith("\n") ? line.slice(0, -1) : line;
    return `${sign}${shown(text)}\n${line === text ? "\\ No newline at end of file\n" : ""}`;
  });
  return [`@@ -${range("-")} +${range("+")} @@\n`, ...body].join("");
}
