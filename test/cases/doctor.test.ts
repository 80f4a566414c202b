/** Runs the sessions of test/cases/doctor, and checks what must hold in all of them: it only reads, and nothing leaks. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { expectFile } from "../expected.ts";
import { contractOf } from "../fake/opsgenie/contract.ts";
import { examined } from "./doctor-session.ts";

const FOLDER = join(import.meta.dirname, "doctor");
const contract = contractOf();
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const { text, said, requests } = await examined(readFileSync(join(FOLDER, name), "utf8"));
  expectFile(`test/cases/doctor/${name}`, text);
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  const all = said.join("\n");
  expect(all.match(/(test|read|team|ring|restricted)-key|GenieKey|2025550\d+|555-?0\d+/g)).toBeNull();
  for (const answer of said.filter((one) => one.startsWith("{"))) {
    const isDoctor = ajv.getSchema("output#/definitions/doctor");
    expect([isDoctor?.(JSON.parse(answer)), isDoctor?.errors]).toEqual([true, null]);
  }
  expect(requests.flatMap((each) => contract?.(each) ?? [])).toEqual([]);
});
