/** Runs the cases of test/cases/intent: what is written for a request, and what is said about it. */
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
