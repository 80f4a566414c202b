/** Runs the sessions of test/cases/opsgenie: how the local OpsGenie answers, with each switch, fault and error. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { expectFile } from "../expected.ts";
import { answered } from "../fake/session.ts";

const FOLDER = join(import.meta.dirname, "opsgenie");

describe("the local OpsGenie answers as its case says", () => {
  test.for(readdirSync(FOLDER))("%s", async (name) => {
    const { text } = await answered(readFileSync(join(FOLDER, name), "utf8"));
    expectFile(`test/cases/opsgenie/${name}`, text);
  });
});
