/**
 * What is written for a wish, and what is said: test/cases/intent/NAME.json holds the wish, NAME.txt all that comes of
 * it. A new case is a new file.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { expectFile } from "../expected.ts";
import { answerOf, FOLDER, type IntentCase } from "./intent-case.ts";

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length))
  .sort();

test.each(names)("%s", async (name) => {
  const words: IntentCase = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
  expectFile(`test/cases/intent/${name}.txt`, await answerOf(words));
});
