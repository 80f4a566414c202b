/**
 * Compiles the JSON Schema of the roster to plain functions, so that no start has to: compiling takes 35 ms.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { writeWhole } from "./write.mjs";

const TYPES = `/** Where a value breaks the schema; \`instancePath\` and \`schemaPath\` are JSON pointers. */
export interface Violation {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validate {
  /** \`instancePath\` is where the value is in the file; without it, the value is the whole file. */
  (value: unknown, at?: { readonly instancePath: string }): boolean;
  readonly errors?: readonly Violation[] | null;
}

/** The roster file, without a look into its people and its log. */
export declare const validateRoster: Validate;
/** The private file beside it, without a look into its people. */
export declare const validatePrivateFile: Validate;
export declare const validateEntry: Validate;
export declare const validatePerson: Validate;
export declare const validatePrivatePerson: Validate;
/** The keys that a map may have, by the name of its definition in the schema; the file itself is \`roster\`. */
export declare const KEYS: Readonly<Record<string, readonly string[]>>;
`;

/** Keywords for readers; none is also the name of a key of the roster. */
const PROSE = new Set(["title", "description", "examples", "default"]);

/** Definitions that the file's own function leaves out, because each value has a function of its own. */
const APART = { entry: true, person: true, private_person: true };

/**
 * Writes dist/validator.mjs and its types.
 * @param {string} root absolute path of the folder that holds package.json
 */
export async function writeValidator(root) {
  const schema = JSON.parse(readFileSync(join(root, "schema", "roster.schema.json"), "utf8"));
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true },
  });
  const full = dropProse(schema);
  ajv.addSchema(full, "full");
  ajv.addSchema({ ...full, definitions: { ...full.definitions, ...APART } }, "file");
  const code = standaloneCode(ajv, {
    validateRoster: "file",
    validatePrivateFile: "file#/definitions/private_file",
    validateEntry: "full#/definitions/entry",
    validatePerson: "full#/definitions/person",
    validatePrivatePerson: "full#/definitions/private_person",
  });
  if (/\brequire\(|^import /m.test(code)) {
    throw new Error("a keyword of the schema needs ajv at run time: write a pattern for it");
  }
  const maps = Object.entries({ roster: schema, ...schema.definitions }).filter(
    ([, { properties }]) => properties,
  );
  const keys = Object.fromEntries(maps.map(([name, { properties }]) => [name, Object.keys(properties)]));
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  writeWhole(dist, "validator.mjs", `${code}\nexport const KEYS = ${JSON.stringify(keys)};\n`);
  writeWhole(dist, "validator.d.mts", TYPES);
}

/**
 * The schema without what it says to readers, which the code would carry along.
 * @param {unknown} schema
 * @returns {any}
 */
function dropProse(schema) {
  if (Array.isArray(schema)) return schema.map(dropProse);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !PROSE.has(key))
      .map(([key, value]) => [key, dropProse(value)]),
  );
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeValidator(fileURLToPath(new URL("../..", import.meta.url)));
}
