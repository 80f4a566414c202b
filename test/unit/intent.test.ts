/**
 * What is written for a wish, and what is said: test/cases/intent/NAME.json holds the wish, NAME.txt all that comes of
 * it. A new case is a new file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerOf, FOLDER, type IntentCase } from "./intent-case.ts";

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length))
  .sort();

test.each(names)("%s", async (name) => {
  const words: IntentCase = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
  const answer = await answerOf(words);
  const path = join(FOLDER, `${name}.txt`);
  if (process.env["ACCEPT"] === "1") writeFileSync(path, answer);
  const expected = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  expect(answer, `${name}: if the new text is right, run with ACCEPT=1`).toBe(expected);
});
