/** Checks splices and whole lines at the ends of lines and texts. */
import { expect, test } from "vitest";
import { applySplices, insertLines, removeLines } from "../../src/edit/splice.ts";

test("applies splices at offsets of the old text, given in any order", () => {
  const splices = [
    { start: 4, end: 5, text: "E" },
    { start: 0, end: 0, text: ">" },
    { start: 0, end: 1, text: "A" },
  ];
  expect(applySplices("abcde", splices)).toBe(">AbcdE");
});

test("throws on overlapping splices", () => {
  const splices = [
    { start: 0, end: 3, text: "" },
    { start: 2, end: 4, text: "" },
  ];
  expect(() => applySplices("abcde", splices)).toThrow(new RangeError("two edits of one text overlap"));
});

test.each([
  ["a\nb\n", 2, "a\nX\nY\nb\n"],
  ["a\r\nb", 4, "a\r\nb\r\nX\r\nY"],
  ["a\r\nb", 3, "a\r\nX\r\nY\r\nb"],
  ["a\r\nb\n", 5, "a\r\nb\nX\nY\n"],
  ["a\nb\r\n", 0, "X\nY\na\nb\r\n"],
  ["a", 1, "a\nX\nY"],
])("inserts lines into %j at %i", (text, at, after) => {
  expect(applySplices(text, [insertLines(text, at, ["X", "Y"])])).toBe(after);
});

test.each([
  ["a\nb\nc\n", 2, 4, "a\nc\n"],
  ["a\nb\n", 2, 4, "a\n"],
  ["a\nb", 2, 3, "a"],
  ["a\r\nb", 3, 4, "a"],
  ["a", 0, 1, ""],
])("removes lines from %j from %i to %i", (text, from, to, after) => {
  expect(applySplices(text, [removeLines(text, from, to)])).toBe(after);
});
