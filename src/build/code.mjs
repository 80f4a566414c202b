/** The code of a module in, the nodes of its syntax out; and with edits of those, the new code. */
import { parseAst } from "rolldown/parseAst";

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */
/** @typedef {readonly [start: number, end: number, text: string]} Edit */

/**
 * @param {string} code
 * @returns {Node[]} all of them, outer ones first
 */
export function nodesIn(code) {
  return nodesOf(parseAst(code));
}

/**
 * @param {string} code
 * @param {readonly Edit[]} edits none within another
 * @returns {string}
 */
export function edited(code, edits) {
  return edits
    .toSorted(([one], [other]) => other - one)
    .reduce((text, [start, end, put]) => text.slice(0, start) + put + text.slice(end), code);
}

/**
 * @param {unknown} tree
 * @returns {Node[]}
 */
function nodesOf(tree) {
  if (Array.isArray(tree)) return tree.flatMap(nodesOf);
  if (typeof tree !== "object" || tree === null) return [];
  const below = Object.values(tree).flatMap(nodesOf);
  return "type" in tree ? [/** @type {Node} */ (tree), ...below] : below;
}
