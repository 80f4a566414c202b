/** What the local OpsGenie answers, case by case: the semantics that reference material records, each switch, each fault, each error. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answered } from "./session.ts";

const FOLDER = join(import.meta.dirname, "../cases/opsgenie");

describe("the local OpsGenie answers as its case says", () => {
  test.for(readdirSync(FOLDER))("%s", async (name) => {
    const file = join(FOLDER, name);
    const wanted = readFileSync(file, "utf8");
    const { text } = await answered(wanted);
    if (process.env["ACCEPT"] === "1") return writeFileSync(file, text);
    const message = `not what test/cases/opsgenie/${name} says; if it is better, accept it: ACCEPT=1 npx vitest run test/fake/session`;
    expect(text, message).toBe(wanted);
  });
});
