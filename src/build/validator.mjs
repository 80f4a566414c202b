/**
 * The JSON Schema of the roster in, a module of plain functions out: what compiling a schema costs at each start (35 ms)
 * is paid once, when the program is built.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { compact } from "./compact.mjs";

const TYPES = `/** What the schema says against a value; \`instancePath\` and \`schemaPath\` are JSON pointers. */
export interface Violation {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  /** The key, where one is missing or not known; else nothing. */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly Violation[] | null;
}

/** A roster file. */
export declare const validateRoster: Validate;
/** The private file beside it. */
export declare const validatePrivate: Validate;
/** The keys that a map may have, by the name of its definition in the schema; the file itself is \`roster\`. */
export declare const KEYS: Readonly<Record<string, readonly string[]>>;
`;

/** Keywords that a reader sees and a check does not; none is also the name of a key of the roster. */
const PROSE = new Set(["title", "description", "examples", "default"]);

/**
 * Writes dist/validator.mjs and its types.
 * @param {string} root absolute path of the folder that holds package.json
 */
export async function writeValidator(root) {
  const schema = JSON.parse(readFileSync(join(root, "schema", "roster.schema.json"), "utf8"));
  const ajv = new Ajv({
    allErrors: true,
    verbose: false,
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(withoutProse(schema), "roster");
  ajv.addSchema({ $ref: "roster#/definitions/private_file" }, "private");
  const code = standaloneCode(ajv, { validateRoster: "roster", validatePrivate: "private" });
  if (/\brequire\(|^import /m.test(code)) {
    throw new Error(
      "the validator is not self-contained: a keyword of the schema needs ajv at run time (write a pattern for it)",
    );
  }
  const maps = Object.entries({ roster: schema, ...schema.definitions }).filter(
    ([, { properties }]) => properties,
  );
  const keys = Object.fromEntries(maps.map(([name, { properties }]) => [name, Object.keys(properties)]));
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  writeWhole(
    join(dist, "validator.mjs"),
    `${compact(code, keys)}export const KEYS = ${JSON.stringify(keys)};\n`,
  );
  writeWhole(join(dist, "validator.d.mts"), TYPES);
}

/**
 * The schema without what it says to editors, which the code would carry along.
 * @param {unknown} schema
 * @returns {any}
 */
function withoutProse(schema) {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !PROSE.has(key))
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

/**
 * A program that starts while this one builds finds the old file or the new one, never half of it.
 * @param {string} path
 * @param {string} text
 */
function writeWhole(path, text) {
  const part = join(dirname(path), `.validator-${process.pid}.part`);
  writeFileSync(part, text);
  renameSync(part, path);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeValidator(resolve(dirname(fileURLToPath(import.meta.url)), "..", ".."));
}
