/**
 * The code of yaml's lexer or parser in, the same code without generators out. Each is a heap of small generators that
 * hand every token up through five levels, though the whole text is there from the start and whoever asks wants all of it.
 * As plain functions that append to a list they take two thirds of the time, and `oncall who` is mostly waiting for them.
 */
import { edited, nodesIn } from "./code.mjs";

/** @typedef {import("./code.mjs").Node} Node */
/** @typedef {import("./code.mjs").Edit} Edit */

/** What others call, and go through from the first to the last: these start the list and hand it over. */
const ENTRIES = new Set(["lex", "parse"]);

/**
 * @param {string} code
 * @returns {string}
 */
export function drained(code) {
  const nodes = nodesIn(code);
  const methods = nodes.filter(({ type, value }) => type === "MethodDefinition" && value.generator);
  const yields = nodes.filter(({ type }) => type === "YieldExpression");
  const idle = idleCalls(nodes, methods, yields);
  /** @type {Edit[]} */
  const edits = [
    ...methods.flatMap(methodEdits),
    ...idle.map(({ start, end }) => edit(start, end, ";")),
    ...yields.flatMap(({ start, argument, delegate }) =>
      delegate
        ? [edit(start, argument.start, "")]
        : [edit(start, argument.start, "this.drained.push("), edit(argument.end, argument.end, ")")],
    ),
  ];
  return edited(code, edits);
}

/**
 * @param {Node} method
 * @returns {Edit[]}
 */
function methodEdits({ start, key, value: { body } }) {
  const plain = edit(start, key.start, "");
  if (!ENTRIES.has(key.name)) return [plain];
  return [
    plain,
    edit(body.start + 1, body.start + 1, "this.drained = [];"),
    edit(body.end - 1, body.end - 1, "return this.drained;"),
  ];
}

/**
 * The statements that make a generator and never run it: they do nothing, and must go on doing nothing (2.9.1 has one). All
 * other calls have to be delegated to. Where another version of yaml uses a generator in another way there is no bundle,
 * rather than a wrong one.
 * @param {readonly Node[]} nodes
 * @param {readonly Node[]} methods
 * @param {readonly Node[]} yields
 * @returns {Node[]}
 */
function idleCalls(nodes, methods, yields) {
  const names = new Set(methods.map(({ key }) => key.name));
  const isOurs = (/** @type {Node} */ { type, callee }) =>
    type === "CallExpression" && callee.object?.type === "ThisExpression" && names.has(callee.property.name);
  const delegated = new Set(yields.filter(({ delegate }) => delegate).map(({ argument }) => argument));
  const idle = nodes.filter(({ type, expression }) => type === "ExpressionStatement" && isOurs(expression));
  const known = new Set([...delegated, ...idle.map(({ expression }) => expression)]);
  const generators = nodes.filter(({ type, generator }) => type.includes("Function") && generator);
  const isWhole =
    names.size > 0 &&
    generators.length === methods.length &&
    [...delegated].every(isOurs) &&
    nodes.filter(isOurs).every((call) => known.has(call)) &&
    yields.every(({ argument }) => argument !== null);
  if (!isWhole)
    throw new Error("yaml's generators are not what src/build/drained.mjs was written for: see there");
  return idle;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {string} text
 * @returns {Edit}
 */
function edit(start, end, text) {
  return [start, end, text];
}
