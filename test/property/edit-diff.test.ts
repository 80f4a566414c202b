/** Tests the diff that users see: applied to the old text it gives the new one, and no diff is shorter. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/edit/diff.ts";
import { SEED } from "./seed.ts";

const texts = fc
  .tuple(fc.array(fc.constantFrom("a", "b", "c", "", "a\r"), { maxLength: 14 }), fc.boolean())
  .map(([lines, ended]) => lines.join("\n") + (ended && lines.length > 0 ? "\n" : ""));

/** Applies a diff by the line numbers of its hunks, as patch(1) does. */
function applied(before: string, diff: string): string {
  const old = joinLines(before);
  const out: string[] = [];
  let at = 0;
  const rows = joinLines(diff).slice(2);
  for (const [index, row] of rows.entries()) {
    const isLast = rows[index + 1]?.startsWith("\\") === true;
    const line = isLast ? row.slice(1, -1) : row.slice(1);
    if (row.startsWith("@@")) {
      const [, first = "0", count = "1"] = /^@@ -(\d+)(?:,(\d+))? /.exec(row) ?? [];
      const start = Number(first) - (Number(count) === 0 ? 0 : 1);
      out.push(...old.slice(at, start));
      at = start;
    } else if (row.startsWith("+")) out.push(line);
    else if (!row.startsWith("\\")) {
      expect(line).toBe(old[at++]);
      if (row.startsWith(" ")) out.push(line);
    }
  }
  return [...out, ...old.slice(at)].join("");
}

function joinLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The least number of lines that have to be removed and added. */
function distance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, index) => index + 1);
  row.unshift(0);
  for (const [index, line] of one.entries()) {
    const next = [index + 1];
    for (const [column, wanted] of other.entries()) {
      const kept = line === wanted ? (row[column] ?? 0) : Number.POSITIVE_INFINITY;
      next.push(Math.min(kept, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

test("a diff gives the new text with as few changed lines as possible", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const diff = unifiedDiff(before, after, { file: "roster.yaml" });
      if (before === after) expect(diff).toBe("");
      else expect(applied(before, diff)).toBe(after);
      const changed = joinLines(diff)
        .slice(2)
        .filter((row) => /^[-+]/.test(row)).length;
      expect(changed).toBe(distance(joinLines(before), joinLines(after)));
    }),
    { seed: SEED, numRuns: 1000 },
  );
});
