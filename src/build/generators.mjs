/**
 * Turns the generators of yaml's lexer and parser into plain functions that append to a list. It is the one place where the
 * build changes a library: without it `oncall who` takes 12 to 19 % longer, and a test compares every token of both.
 *
 * For an issue at https://github.com/eemeli/yaml (none is open; #537 was about aliases):
 *
 *   Lexer and parser: generators cost most of the time of parsing
 *   `Lexer.lex()` and `Parser.parse()` hand each token up through five levels of `yield*`, though `parseDocument()` always
 *   drains them. With methods that push to an array instead, and the same tokens, parsing a file of 1,000 lines takes two
 *   thirds of the time (yaml 2.9.1, Node 20 to 26). Would you take a change that does so and keeps `lex()` and `parse()`
 *   iterable? One call in the lexer also creates a generator and never runs it.
 */
import { parseAst } from "rolldown/parseAst";

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */
/** @typedef {readonly [start: number, end: number, text: string]} Edit */

/** The methods that others iterate over: these begin the list and return it. */
const ENTRIES = new Set(["lex", "parse"]);

/**
 * @param {string} code of yaml's lexer or parser
 * @returns {string} the same without generators
 */
export function removeGenerators(code) {
  const nodes = listNodes(parseAst(code));
  const methods = nodes.filter(({ type, value }) => type === "MethodDefinition" && value.generator);
  const yields = nodes.filter(({ type }) => type === "YieldExpression");
  const idle = findIdleCalls(nodes, methods, yields);
  return replace(code, [
    ...methods.flatMap(rewriteMethod),
    ...idle.map(({ start, end }) => edit(start, end, ";")),
    ...yields.flatMap(({ start, argument, delegate }) =>
      delegate
        ? [edit(start, argument.start, "")]
        : [edit(start, argument.start, "this.tokens.push("), edit(argument.end, argument.end, ")")],
    ),
  ]);
}

/**
 * @param {Node} method
 * @returns {Edit[]}
 */
function rewriteMethod({ start, key, value: { body } }) {
  const plain = edit(start, key.start, "");
  if (!ENTRIES.has(key.name)) return [plain];
  return [
    plain,
    edit(body.start + 1, body.start + 1, "this.tokens = [];"),
    edit(body.end - 1, body.end - 1, "return this.tokens;"),
  ];
}

/**
 * Finds the statements that create a generator and never run it: they do nothing, and must go on doing nothing. All other
 * calls have to be `yield*`. If a version of yaml uses generators in another way the build fails rather than guess.
 * @param {readonly Node[]} nodes
 * @param {readonly Node[]} methods
 * @param {readonly Node[]} yields
 * @returns {Node[]}
 */
function findIdleCalls(nodes, methods, yields) {
  const names = new Set(methods.map(({ key }) => key.name));
  const isOwnCall = (/** @type {Node} */ { type, callee }) =>
    type === "CallExpression" && callee.object?.type === "ThisExpression" && names.has(callee.property.name);
  const delegated = new Set(yields.filter(({ delegate }) => delegate).map(({ argument }) => argument));
  const idle = nodes.filter(
    ({ type, expression }) => type === "ExpressionStatement" && isOwnCall(expression),
  );
  const known = new Set([...delegated, ...idle.map(({ expression }) => expression)]);
  const generators = nodes.filter(({ type, generator }) => type.includes("Function") && generator);
  const isAsExpected =
    names.size > 0 &&
    generators.length === methods.length &&
    [...delegated].every(isOwnCall) &&
    nodes.filter(isOwnCall).every((call) => known.has(call)) &&
    yields.every(({ argument }) => argument !== null);
  if (!isAsExpected)
    throw new Error("yaml uses generators in a way that src/build/generators.mjs was not written for");
  return idle;
}

/**
 * @param {string} code
 * @param {readonly Edit[]} edits none inside another
 * @returns {string}
 */
function replace(code, edits) {
  return edits
    .toSorted(([one], [other]) => other - one)
    .reduce((text, [start, end, put]) => text.slice(0, start) + put + text.slice(end), code);
}

/**
 * @param {unknown} tree
 * @returns {Node[]} all nodes of the syntax tree, outer ones first
 */
function listNodes(tree) {
  if (Array.isArray(tree)) return tree.flatMap(listNodes);
  if (typeof tree !== "object" || tree === null) return [];
  const inner = Object.values(tree).flatMap(listNodes);
  return "type" in tree ? [/** @type {Node} */ (tree), ...inner] : inner;
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
