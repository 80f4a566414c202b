/** Tests how many columns texts take, and how they are made to fit. */
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { isNarrow, narrowWidth, padEnd, widest, widthFor, wrap } from "../../src/render/width.ts";

test("every letter counted without the library is one column wide for it", () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x1_0000; code += 1) {
    const letter = String.fromCharCode(code);
    if (isNarrow(letter) && stringWidth(letter) !== 1) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ["Alice", 5],
  ["Łukasz Müller", 13],
  ["阮愛麗", 6],
  ["김민준", 6],
  ["Nguye\u0302\u0303n", 6],
  ["\ud83d\udc69\u200d\ud83d\ude92", 2],
  ["", 0],
])("%s takes %i columns", async (text, columns) => {
  expect((await widthFor(["Bob", text]))(text)).toBe(columns);
});

test("plain names need no library", async () => {
  expect(await widthFor(["Alice", "Łukasz", "▸ ↳"])).toBe(narrowWidth);
});

test("padding counts columns, not letters", async () => {
  const width = await widthFor(["阮"]);
  expect(padEnd("阮", 5, width)).toBe("阮   ");
  expect(padEnd("阮阮阮", 5, width)).toBe("阮阮阮");
  expect(widest(["ab", "阮阮"], width)).toBe(4);
  expect(widest([], width)).toBe(0);
});

test.each([
  [["a b", "c d"], 7, ["a b c d"]],
  [["a b", "c d"], 6, ["a b", "c d"]],
  [["one", "two three four"], 9, ["one", "two three", "four"]],
  [["from Tue 18:00 (23:00 yours)"], 14, ["from Tue 18:00", "(23:00 yours)"]],
  [["(nine ten)"], 6, ["(nine", "ten)"]],
  [["abcdefgh"], 3, ["abc", "def", "gh"]],
  [[], 10, []],
] as const)("%j in %i columns", (phrases, columns, lines) => {
  expect(wrap(phrases, columns, narrowWidth)).toEqual(lines);
});

test("a broken word keeps letters and their marks together", async () => {
  const word = "e\u0301e\u0301e\u0301阮阮";
  expect(wrap([word], 2, await widthFor([word]))).toEqual(["e\u0301e\u0301", "e\u0301", "阮", "阮"]);
});
