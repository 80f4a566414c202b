/** Checks whole diffs as people see them. */
import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/edit/diff.ts";

const NUMBERS = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`);

function numbers(edits: Readonly<Record<number, string>>): string {
  return NUMBERS.map((line, index) => edits[index + 1] ?? line).join("");
}

test("shows an added line with three lines of context", () => {
  expect(unifiedDiff(numbers({}), numbers({ 10: "10\nnew\n" }), { file: "roster.yaml" })).toBe(
    "--- a/roster.yaml\n+++ b/roster.yaml\n@@ -8,6 +8,7 @@\n 8\n 9\n 10\n+new\n 11\n 12\n 13\n",
  );
});

test("makes two hunks of distant changes, one of near ones", () => {
  expect(unifiedDiff(numbers({}), numbers({ 2: "", 8: "8\nx\n", 19: "y\n" }), { file: "r" })).toBe(
    "--- a/r\n+++ b/r\n@@ -1,11 +1,11 @@\n 1\n-2\n 3\n 4\n 5\n 6\n 7\n 8\n+x\n 9\n 10\n 11\n@@ -16,5 +16,5 @@\n 16\n 17\n 18\n-19\n+y\n 20\n",
  );
});

test("handles an unended last line and an empty file", () => {
  expect(unifiedDiff("a\nb", "a\nb\nc", { file: "r" })).toBe(
    "--- a/r\n+++ b/r\n@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n\\ No newline at end of file\n",
  );
  expect(unifiedDiff("", "a\n", { file: "r" })).toBe("--- a/r\n+++ b/r\n@@ -0,0 +1 @@\n+a\n");
  expect(unifiedDiff("a\n", "", { file: "r" })).toBe("--- a/r\n+++ b/r\n@@ -1 +0,0 @@\n-a\n");
});

test("is empty if nothing differs", () => {
  expect(unifiedDiff("a\n", "a\n", { file: "r" })).toBe("");
});

test("masks each line", () => {
  const show = (line: string) => line.replace(/\d/g, "•");
  expect(unifiedDiff("a\n", "a\nphone 1\n", { file: "r", show })).toBe(
    "--- a/r\n+++ b/r\n@@ -1 +1,2 @@\n a\n+phone •\n",
  );
});
