/** Runs the sessions of test/cases/slack, and checks what must never be printed, sent or mentioned in any of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { expectFile } from "../expected.ts";
import { answered } from "./slack-session.ts";

const FOLDER = join(import.meta.dirname, "slack");
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const { text, said, requests } = await answered(readFileSync(join(FOLDER, name), "utf8"));
  expectFile(`test/cases/slack/${name}`, text);
  // No output and no body of a request has the token or a phone number.
  const all = [...said, ...requests.map((request) => JSON.stringify(request))].join("\n");
  expect(all.match(/xoxb-test-token|2025550\d+/g)).toBeNull();
  for (const answer of said.filter((one) => one.startsWith("{"))) {
    const document = JSON.parse(answer);
    const kind = "changes" in document ? "plan" : "reminders" in document ? "remind" : "handoff";
    const isValid = ajv.getSchema(`output#/definitions/${kind}`);
    expect([isValid?.(document), isValid?.errors]).toEqual([true, null]);
  }
});
