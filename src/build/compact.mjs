/**
 * The code that ajv writes for a schema in, the same in a third of the length out. Ajv writes each violation at each place
 * with all that might be asked of it, hands things down that none of our keywords needs, and carries the schema along. Its
 * code is text of a fixed form: where a version of ajv writes another one, there is no validator rather than a wrong one.
 */

/** @typedef {Readonly<Record<string, readonly string[]>>} Keys */

const VIOLATION =
  /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g;
const PARTS = /^\{instancePath(?::(.+))?,schemaPath:"([^"]+)",keyword:"(\w+)",params:(\{.*\})\}$/;
/** A violation under `if`, which only says that there is one. */
const ANY = "{}";
/** Of these keywords a reader wants to know which key it is. */
const TOLD = new Set(["required", "additionalProperties"]);

const TEXT =
  /if\(typeof (\w+) === "string"\)\{\nif\(!(pattern\d+)\.test\(\1\)\)\{\nvErrors = failed\(vErrors, (.+), "(.+)\/pattern"\);\nerrors\+\+;\n\}\n\}\nelse \{\nvErrors = failed\(vErrors, \3, "\4\/type"\);\nerrors\+\+;\n\}/g;

const PARAMETERS = '(data, {instancePath="", parentData, parentDataProperty, rootData=data}={})';
const CALL =
  /\((validate\d+)\((.+), \{instancePath(?::(.+))?,parentData(?::.+)?,parentDataProperty(?::.+)?,rootData\}\)\)/g;
const COLLECTION = /vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\)/g;

const SCHEMA = /^const (schema\d+) = (\{.*\});\n/gm;
const KNOWN_KEY = /func\d+\.call\((schema\d+)\.properties, (key\d+)\)/g;

/** What must not be left of ajv's own way, each with the step that takes it out. */
const LEFT = /const err\d|vErrors\.push|vErrors === null|\.concat\(|parentData|rootData|schema\d/;

/**
 * Ajv copies all that it has found for each value that is wrong: 50,000 bad entries took most of a minute. Nobody but the
 * function that collects holds the list, since what it was taken from begins another one when it is called again.
 */
const COLLECTORS = `
function failed(all, instancePath, schemaPath, params = {}) {
  return appended(all, [{ instancePath, schemaPath, keyword: schemaPath.slice(schemaPath.lastIndexOf("/") + 1), params }]);
}
function noText(all, value, instancePath, schemaPath) {
  return failed(all, instancePath, schemaPath + (typeof value === "string" ? "/pattern" : "/type"));
}
function appended(all, more) {
  if (all === null) return more;
  for (const one of more) all.push(one);
  return all;
}
`;

/**
 * @param {string} code
 * @param {Keys} keys the keys of each map of the schema, by the name of its definition
 * @returns {string} the code, which needs a constant \`KEYS\` with these keys
 */
export function compact(code, keys) {
  const names = namesOf(code, keys);
  const short = code
    .replace(VIOLATION, (_, __, violation) => `vErrors = ${collected(violation)};\nerrors++;`)
    .replace(
      TEXT,
      'if(typeof $1 !== "string" || !$2.test($1)){\nvErrors = noText(vErrors, $1, $3, "$4");\nerrors++;\n}',
    )
    .replaceAll(PARAMETERS, '(data, instancePath = "")')
    .replace(CALL, (_, name, value, path = "instancePath") => `${name}(${value}, ${path})`)
    .replace(COLLECTION, "appended(vErrors, $1.errors)")
    .replace(KNOWN_KEY, (_, schema, key) => `KEYS.${names.get(schema)}.includes(${key})`)
    .replace(SCHEMA, "");
  const left = LEFT.exec(short)?.[0];
  if (left !== undefined || !short.includes("noText(") || short.includes("KEYS.undefined"))
    throw new Error(`ajv writes code of another form than src/build/compact.mjs was written for: ${left}`);
  return `${short}${COLLECTORS}`;
}

/**
 * @param {string} violation the literal of ajv
 * @returns {string}
 */
function collected(violation) {
  if (violation === ANY) return "appended(vErrors, [{}])";
  const [, path = "instancePath", schemaPath = "", keyword = "", params] = PARTS.exec(violation) ?? [];
  if (keyword === "" || !schemaPath.endsWith(`/${keyword}`))
    throw new Error(`ajv tells of a violation in another way than src/build/compact.mjs knows: ${violation}`);
  const told = TOLD.has(keyword) ? `, ${params}` : "";
  return `failed(vErrors, ${path}, "${schemaPath}"${told})`;
}

/**
 * @param {string} code
 * @param {Keys} keys
 * @returns {ReadonlyMap<string, string>} the definition of the map that a constant of ajv holds
 */
function namesOf(code, keys) {
  const byKeys = new Map(Object.entries(keys).map(([name, list]) => [list.join(), name]));
  return new Map(
    [...code.matchAll(SCHEMA)].flatMap(([, constant = "", literal = ""]) => {
      const name = byKeys.get(Object.keys(JSON.parse(literal).properties ?? {}).join());
      return name === undefined ? [] : [[constant, name]];
    }),
  );
}
