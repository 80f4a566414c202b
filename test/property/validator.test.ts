/** Compares the compiled validator, which takes people and entries one by one, with ajv: the same violations of any value. */
import { Ajv, type ErrorObject } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KEYS, type Violation } from "#validator";
import { findViolations, type Root } from "../../src/roster/schema/violations.ts";
import type { JsonValue } from "../../src/text/json.ts";
import { textOf } from "../house/sources.ts";
import { SEED } from "./seed.ts";

const ajv = new Ajv({ allErrors: true, messages: false, strict: false });
ajv.addSchema(JSON.parse(textOf("schema/roster.schema.json")), "roster");

/** One text per violation, sorted, because ajv has another order. */
function list(violations: readonly (Violation | ErrorObject)[] | null | undefined): readonly string[] {
  return (violations ?? [])
    .map(({ instancePath, schemaPath, keyword, params }) =>
      JSON.stringify([instancePath, schemaPath, keyword, params]),
    )
    .toSorted();
}

function expectSame(root: Root, definition: string, value: JsonValue): void {
  const validate = ajv.getSchema(definition);
  validate?.(value);
  expect(list(findViolations(value, root))).toEqual(list(validate?.errors));
}

const leaf = fc.constantFrom<JsonValue>(
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

/** A map with some of the keys in the schema, and sometimes one that is not in it. */
function mapOf(name: string): fc.Arbitrary<JsonValue> {
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
      expectSame("roster", "roster", value);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

test("any private file", () => {
  fc.assert(
    fc.property(fc.oneof(fc.record({ people }), roster, leaf), (value) => {
      expectSame("private_file", "roster#/definitions/private_file", value);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
