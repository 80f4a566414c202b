/** Runs the sessions of test/cases/push, and checks what must never be printed in any of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { expectFile } from "../expected.ts";
import { contractOf } from "../fake/opsgenie/contract.ts";
import { answered } from "./push-session.ts";

const FOLDER = join(import.meta.dirname, "push");
const contract = contractOf();
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const { text, said, requests } = await answered(readFileSync(join(FOLDER, name), "utf8"));
  expectFile(`test/cases/push/${name}`, text);
  // No output and no body of a request has a key or a phone number.
  const all = [...said, ...requests.map((request) => JSON.stringify(request))].join("\n");
  expect(all.match(/test-key|read-key|team-key|GenieKey|2025550\d+|555-?0\d+/g)).toBeNull();
  for (const answer of said.filter((one) => one.startsWith("{"))) {
    const document = JSON.parse(answer);
    const isValid = ajv.getSchema(
      `output#/definitions/${"diff" in document ? "change" : "differences" in document ? "parity" : "plan"}`,
    );
    expect([isValid?.(document), isValid?.errors]).toEqual([true, null]);
  }
  expect(requests.flatMap((each) => contract?.(each) ?? [])).toEqual([]);
});
