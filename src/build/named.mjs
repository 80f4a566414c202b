/**
 * The code of a module of chalk in, the same without colours made of numbers out: only those that have a name are used,
 * which every terminal shows in its own theme. `chalk.rgb` and its like are no functions any more.
 */
import { edited, nodesIn } from "./code.mjs";

const MODELS = "rgb, hex, ansi256";
const CONVERSIONS = "rgbToAnsi256, hexToRgb, hexToAnsi256, ansi256ToAnsi, rgbToAnsi, hexToAnsi";

/** The modules that this changes, by their path in the library. */
export const NUMBERED = ["source/index.js", "source/vendor/ansi-styles/index.js"];

/**
 * @param {string} code of one of these modules
 * @returns {string}
 */
export function named(code) {
  const nodes = nodesIn(code);
  const loops = nodes.filter(({ type, right }) => type === "ForOfStatement" && right.name === "usedModels");
  const [models] = nodes.filter(({ id, init }) => id?.name === "usedModels" && init);
  const conversions = nodes.filter(
    ({ type, expression }) =>
      type === "ExpressionStatement" &&
      expression.arguments?.[1]?.properties?.map((/** @type {any} */ { key }) => key?.name).join(", ") ===
        CONVERSIONS,
  );
  const wraps = nodes.filter(
    ({ type, expression }) =>
      type === "ExpressionStatement" && /^wrapAnsi(16|256|16m)$/.test(expression.right?.callee?.name ?? ""),
  );
  const listed = models?.["init"].elements.map((/** @type {any} */ { value }) => value).join(", ");
  const isColours = loops.length === 1 && listed === MODELS && wraps.length === 0;
  const isStyles = conversions.length === 1 && wraps.length === 6 && loops.length === 0;
  if (!isColours && !isStyles)
    throw new Error("chalk's colours are not what src/build/named.mjs was written for: see there");
  return edited(
    code,
    [...loops, ...conversions, ...wraps].map(({ start, end }) => [start, end, ""]),
  );
}
