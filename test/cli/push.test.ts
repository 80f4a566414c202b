/** Every session of test/cases/push, held to the letter; and what must never be said in any of them. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { contractOf } from "../fake/opsgenie/contract.ts";
import { answered } from "./push-session.ts";

const FOLDER = join(import.meta.dirname, "../cases/push");
const contract = contractOf();
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const file = join(FOLDER, name);
  const written = readFileSync(file, "utf8");
  const { text, said, requests } = await answered(written);
  if (process.env["ACCEPT"] === "1") writeFileSync(file, text);
  else
    expect(
      text,
      `not what test/cases/push/${name} says; if it is better: ACCEPT=1 npx vitest run test/cli/push.test.ts`,
    ).toBe(written);
  // Neither a key nor a telephone number is in what was said, or in the body of any request.
  const all = [...said, ...requests.map((request) => JSON.stringify(request))].join("\n");
  expect(all.match(/test-key|read-key|team-key|GenieKey|2025550\d+|555-?0\d+/g)).toBeNull();
  for (const answer of said.filter((one) => one.startsWith("{"))) {
    const isPlan = ajv.getSchema("output#/definitions/plan");
    expect([isPlan?.(JSON.parse(answer)), isPlan?.errors]).toEqual([true, null]);
  }
  expect(requests.flatMap((each) => contract?.(each) ?? [])).toEqual([]);
});
