/**
 * The code of a module of yaml or commander in, the same without what `oncall` never asks of it out. It reads YAML, and
 * edits the text by itself: what makes YAML of values, values of nodes and nodes of values is half of that library, and the
 * bundler leaves all of it away once the methods that lead there are gone. No command of `oncall` is a program of its own.
 *
 * A method that is gone is no function any more for whoever calls it. `toString` and `toJSON` would then be those of every
 * object, which answer; they throw therefore.
 */
import { edited, nodesIn } from "./code.mjs";

/** @typedef {import("./code.mjs").Node} Node */
/** @typedef {import("./code.mjs").Edit} Edit */
/** @typedef {{ kept: readonly string[], gone: readonly string[] }} Members */

const SILENT = new Set(["constructor", "toJSON", "toString"]);
const NEVER = `throw new Error("not in the bundle: see src/build/pruned.mjs");`;

const PATHS = ["addIn", "deleteIn", "getIn", "hasIn", "setIn"];
const ITEMS = ["add", "delete", "get", "has", "set"];
const OUT = ["toJSON", "toString"];

/**
 * All members of each class, by the path of its module.
 * @type {Readonly<Record<string, Members>>}
 */
const CLASSES = {
  "doc/Document.js": {
    kept: ["constructor", "setSchema"],
    gone: ["clone", "createAlias", "createNode", "createPair", "toJS", ...ITEMS, ...PATHS, ...OUT],
  },
  "doc/directives.js": {
    kept: ["constructor", "atDocument", "add", "tagName"],
    gone: ["clone", "tagString", "toString"],
  },
  "nodes/Alias.js": { kept: ["constructor"], gone: ["resolve", ...OUT] },
  "nodes/Collection.js": { kept: ["constructor"], gone: ["clone", "hasAllNullValues", ...PATHS] },
  "nodes/Node.js": { kept: ["constructor"], gone: ["clone", "toJS"] },
  "nodes/Pair.js": { kept: ["constructor"], gone: ["clone", ...OUT] },
  "nodes/Scalar.js": { kept: ["constructor"], gone: OUT },
  "nodes/YAMLMap.js": { kept: ["constructor", "tagName"], gone: ["from", ...ITEMS, ...OUT] },
  "nodes/YAMLSeq.js": { kept: ["constructor", "tagName"], gone: ["from", ...ITEMS, ...OUT] },
  "parse/line-counter.js": { kept: [], gone: ["constructor"] },
  "schema/Schema.js": { kept: ["constructor"], gone: ["clone"] },
};

/** What a tag of the schema does with values that are to become YAML, and how many tags do it in each module. */
const WRITERS = new Set(["createNode", "identify", "stringify"]);
const TAGS = { "common/map": 1, "common/null": 3, "common/seq": 1, "common/string": 2 };

/** @type {Readonly<Record<string, number>>} */
const WRITES = Object.fromEntries(
  Object.entries({ ...TAGS, "core/bool": 2, "core/float": 6, "core/int": 6 }).map(([name, count]) => [
    `schema/${name}.js`,
    count,
  ]),
);

/** Of all schemas the one that is asked for. The tags of the others are not known, hence `resolveKnownTags: false`. */
const CORE = `import { schema } from "./core/schema.js";
const coreKnownTags = undefined;
function getTags(customTags, schemaName, addMergeTag) {
  if (customTags || schemaName !== "core" || addMergeTag) ${NEVER}
  return schema.slice();
}
export { coreKnownTags, getTags };`;

/** The modules that this changes: each has to be there. */
export const PRUNED = ["errors.js", "schema/tags.js", ...Object.keys(CLASSES), ...Object.keys(WRITES)];

/** Methods of commander's Command: those that start programs, and switches that nobody turns. */
export const UNTURNED = [
  ...["_executeSubCommand", "_checkForMissingExecutable", "executableDir", "nameFromFilename"],
  ...["addHelpCommand", "addHelpOption", "showHelpAfterError", "showSuggestionAfterError"],
  ...["allowUnknownOption", "allowExcessArguments", "enablePositionalOptions", "passThroughOptions"],
  ...["combineFlagAndOptionalValue", "storeOptionsAsProperties", "getOptionValueSourceWithGlobals"],
];

/**
 * @param {string} code commander's module `command.js`
 * @returns {string}
 */
export function unturned(code) {
  const methods = nodesIn(code).filter(
    ({ type, key }) => type === "MethodDefinition" && UNTURNED.includes(key.name),
  );
  if (methods.length !== UNTURNED.length)
    throw new Error("commander's methods are not those that src/build/pruned.mjs names: see UNTURNED");
  return edited(
    code,
    methods.map(({ start, end }) => [start, end, ""]),
  );
}

/**
 * @param {string} module its path in yaml, for example `nodes/Pair.js`
 * @param {string} code
 * @returns {string}
 */
export function pruned(module, code) {
  const nodes = nodesIn(code);
  const members = CLASSES[module];
  const writes = WRITES[module];
  if (module === "schema/tags.js") return onlyCore(nodes, code);
  if (module === "errors.js") return edited(code, [unprettified(nodes)]);
  if (members !== undefined) return edited(code, unused(module, nodes, members));
  return writes === undefined ? code : edited(code, unwritten(module, nodes, writes));
}

/**
 * @param {string} module
 * @param {readonly Node[]} nodes
 * @param {Members} members
 * @returns {readonly Edit[]}
 */
function unused(module, nodes, { kept, gone }) {
  const methods = nodes.filter(({ type }) => type === "MethodDefinition");
  const names = methods.map(({ key }) => key.name);
  const known = [...kept, ...gone];
  if (names.length !== known.length || known.some((name) => !names.includes(name)))
    throw changed(module, `its class has ${names.join(", ")}`);
  return methods
    .filter(({ key }) => gone.includes(key.name))
    .map(({ start, end, key, value }) =>
      SILENT.has(key.name) ? [value.body.start, end, `{ ${NEVER} }`] : [start, end, ""],
    );
}

/**
 * @param {string} module
 * @param {readonly Node[]} nodes
 * @param {number} count
 * @returns {readonly Edit[]}
 */
function unwritten(module, nodes, count) {
  const found = nodes.filter(({ type, key }) => type === "Property" && WRITERS.has(key.name));
  if (found.length !== count) throw changed(module, `${found.length} functions make YAML of values`);
  return found.map(({ start, end, key }) => [start, end, `${key.name}: undefined`]);
}

/**
 * The function that draws the place of an error, and the counter of lines that it asks.
 * @param {readonly Node[]} nodes
 * @returns {Edit}
 */
function unprettified(nodes) {
  const [found, ...more] = nodes.filter(
    ({ type, id }) => type === "VariableDeclarator" && id.name === "prettifyError",
  );
  if (found === undefined || more.length > 0) throw changed("errors.js", "no prettifyError");
  return [found["init"].start, found["init"].end, `() => { ${NEVER} }`];
}

/**
 * @param {readonly Node[]} nodes
 * @param {string} code
 * @returns {string}
 */
function onlyCore(nodes, code) {
  const shape = nodes.find(({ type, id }) => type === "FunctionDeclaration" && id.name === "getTags");
  const params = shape?.["params"].map((/** @type {Node} */ { name }) => name).join(", ");
  if (
    params !== "customTags, schemaName, addMergeTag" ||
    !/export \{ coreKnownTags, getTags \};\s*$/.test(code)
  )
    throw changed("schema/tags.js", "other exports");
  return CORE;
}

/**
 * @param {string} module
 * @param {string} what
 * @returns {Error}
 */
function changed(module, what) {
  return new Error(`yaml's ${module} is not what src/build/pruned.mjs was written for: ${what}`);
}
