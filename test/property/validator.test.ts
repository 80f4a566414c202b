/** The validator as it is built against ajv itself: of any value, the same violations in the same order. */
import { Ajv, type ErrorObject } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KEYS, type Validate, type Violation, validatePrivate, validateRoster } from "#validator";
import { compact } from "../../src/build/compact.mjs";
import { textOf } from "../house/sources.ts";
import { SEED } from "./seed.ts";

const ajv = new Ajv({ allErrors: true, messages: false, strict: false });
ajv.addSchema(JSON.parse(textOf("schema/roster.schema.json")), "roster");

/** What a reader of violations asks for. */
function asked({ instancePath, schemaPath, keyword, params }: Violation | ErrorObject) {
  const tells = keyword === "required" || keyword === "additionalProperties";
  return { instancePath, schemaPath, keyword, params: tells ? params : {} };
}

function agree(ours: Validate, name: string, value: unknown): void {
  const theirs = ajv.getSchema(name);
  expect(ours(value)).toBe(theirs?.(value));
  expect(ours.errors?.map(asked)).toEqual(theirs?.errors?.map(asked));
}

const leaf = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    0,
    1,
    1.5,
    "",
    " ",
    "alice",
    ["alice"],
    ["alice", "bob"],
    ["alice", 3],
    [],
    {},
    { team: 1 },
  ],
  ...[
    "2026-02-04",
    "2026-02-04 18:00",
    "monday 12:00",
    "1 week",
    "2 per 4 weeks",
    "America/New_York",
    "ready",
  ],
  ...[
    "required",
    "us",
    "a@example.com",
    "+12025550100",
    "env:ONCALL_PHONE_A",
    "U0123",
    "09:00-18:30",
    "secondary",
  ],
);

/** A map of the schema with some of its keys, and now and then one that it has not. */
function mapOf(name: string): fc.Arbitrary<unknown> {
  const keys = [...(KEYS[name] ?? []), "when~/"];
  return fc.record(Object.fromEntries(keys.map((key) => [key, leaf])), { requiredKeys: keys.slice(0, 1) });
}

const entry = fc.oneof(...Object.keys(KEYS).flatMap((name) => (name.includes("entry") ? [mapOf(name)] : [])));
const person = fc.oneof(
  mapOf("person"),
  fc.record({ name: leaf, verified: mapOf("verified") }),
  mapOf("private_person"),
);
const people = fc.dictionary(fc.constantFrom("alice", "Bob", "manager", "a/b~c"), person);
const roster = fc.record(
  {
    version: leaf,
    team: leaf,
    rotation: fc.oneof(leaf, mapOf("terms"), fc.array(mapOf("terms"), { maxLength: 3 })),
    people,
    private: leaf,
    changes: fc.array(fc.oneof({ weight: 9, arbitrary: entry }, leaf), { maxLength: 8 }),
    escalation: fc.array(mapOf("step"), { maxLength: 2 }),
    in_effect: fc.array(mapOf("effect"), { maxLength: 2 }),
    policy: mapOf("policy"),
    opsgenie: mapOf("opsgenie"),
    jsm: mapOf("jsm"),
    other: leaf,
  },
  { requiredKeys: [] },
);

test("any roster", () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 30, arbitrary: roster }, leaf), (value) => {
      agree(validateRoster, "roster", value);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

test("any private file", () => {
  fc.assert(
    fc.property(fc.oneof(fc.record({ people }), roster, leaf), (value) => {
      agree(validatePrivate, "roster#/definitions/private_file", value);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test("where ajv writes other code there is no validator", () => {
  expect(() => compact("vErrors = vErrors === null ? a : b;", {})).toThrow("src/build/compact.mjs");
  expect(() => compact('if(typeof data === "string"){}', {})).toThrow("src/build/compact.mjs");
});
