/** Adds maps to a list of the roster, the log or who is away, in the style of their neighbours. */
import { isAlias, isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { insertInFlow } from "./flow.ts";
import { orderPairs, type Refusal, refuse, type Values } from "./model.ts";
import { addSection, fillSection, type ListName } from "./section.ts";
import {
  columnOf,
  findEndOfLines,
  findLineEnd,
  findTopOfComments,
  insertLines,
  lineStart,
  type Splice,
} from "./splice.ts";
import { findListIndent, findRootColumn, findStyle } from "./style.ts";
import {
  findDashes,
  findPair,
  findPart,
  isNothing,
  lastOffset,
  listParts,
  rangeOf,
  type Tree,
} from "./tree.ts";
import { writeMap, type YamlStyle } from "./write.ts";

/** Maps that go before the old one at `gap`, or at the end. */
export interface Group {
  readonly gap: number;
  readonly entries: readonly Values[];
}

/** A list of the roster, and the order of the keys in its maps. */
interface ListKind {
  readonly name: ListName;
  readonly keys: readonly string[];
}

export function addToList(
  tree: Tree,
  { name, keys }: ListKind,
  groups: readonly Group[],
): readonly Splice[] | Refusal {
  const { text, root } = tree;
  const write: WriteEntry = (entry, style, column) => writeMap(orderPairs(entry, keys), style, column);
  const pair = findPair(root, name);
  const value = asNode(pair?.value);
  if (isSeq(value) && value.flow !== true)
    return groups.flatMap((group) => insertInBlock(tree, value, group, write));
  if (isSeq(value) && (root.flow === true || !isBlank(text, value))) {
    return groups.flatMap(({ gap, entries: those }) => {
      const style = findStyle(text, findNeighbours(value, gap), root);
      const column = columnOf(text, findPart(value, Math.max(0, gap - 1))[0]);
      const eol = findLineEnd(text, rangeOf(value)[0]);
      return insertInFlow(
        text,
        value,
        gap,
        those.map((entry) => write(entry, style, column).join(eol)),
      );
    });
  }
  if (!isSeq(value) && !isNothing(value)) return refuseNoList(name, value);
  const style = findStyle(text, listModels(root), root);
  const ordered = groups.flatMap((group) => group.entries);
  if (root.flow === true)
    return insertIntoFlowRoot(
      tree,
      name,
      pair,
      ordered.map((entry) => write(entry, style, 0).join(" ")),
      style,
    );
  const column = findRootColumn(text, root) + findListIndent(text, root);
  const lines = ordered.flatMap((entry) => writeWithDash(entry, { ...style, gap: " " }, column, write));
  return pair === undefined ? addSection(tree, name, lines) : fillSection(text, pair, lines, column);
}

/** Writes a map as lines, the first without its indent. */
type WriteEntry = (entry: Values, style: YamlStyle, column: number) => readonly string[];

/** What the first map of a list imitates: the last entry of the log, if there is one. */
function listModels(root: YAMLMap): readonly (Node | null)[] {
  const changes = asNode(findPair(root, "changes")?.value);
  return isSeq(changes) ? [asNode(changes.items.at(-1))] : [];
}

/** The entries on either side, the one to imitate first. */
function findNeighbours(seq: YAMLSeq, gap: number): readonly (Node | null)[] {
  return [asNode(seq.items[gap - 1]), asNode(seq.items[gap])];
}

function isBlank(text: string, seq: YAMLSeq): boolean {
  return seq.items.length === 0 && /^\[\s*\]$/.test(text.slice(...rangeOf(seq)));
}

/** The lines of an entry in a block list with its dash at `column`. */
function writeWithDash(
  entry: Values,
  style: YamlStyle,
  column: number,
  write: WriteEntry,
): readonly string[] {
  const inner = style.shape === "block" ? column + 1 + style.gap.length : column;
  const [first, ...others] = write(entry, style, inner);
  return [`${" ".repeat(column)}-${style.gap}${first}`, ...others];
}

function insertInBlock(
  { text, root }: Tree,
  seq: YAMLSeq,
  { gap, entries }: Group,
  write: WriteEntry,
): readonly Splice[] {
  const dashes = findDashes(seq);
  const parts = listParts(seq);
  const [first = 0] = dashes;
  const column = columnOf(text, first);
  const near = findNeighbours(seq, gap);
  const model = isMap(near[0]) ? gap - 1 : gap;
  const between = text.slice(dashes[model], parts[model]?.[0]).slice(1);
  const style = { ...findStyle(text, near, root), gap: /^ +$/.test(between) ? between : " " };
  const lines = entries.flatMap((entry) => writeWithDash(entry, style, column, write));
  const before = parts[gap - 1];
  if (before !== undefined) {
    return [insertLines(text, findEndOfLines(text, lastOffset(text, before[1]), column), lines)];
  }
  const line = lineStart(text, first);
  return [insertLines(text, findTopOfComments(text, line, column), lines)];
}

/** Handles a roster in braces, as in JSON, that has no such list yet. */
function insertIntoFlowRoot(
  { text, root }: Tree,
  name: ListName,
  pair: Pair | undefined,
  entries: readonly string[],
  style: YamlStyle,
): readonly Splice[] | Refusal {
  const list = `[${entries.join(", ")}]`;
  if (pair === undefined) {
    return insertInFlow(text, root, root.items.length, [`${style.quote}${name}${style.quote}: ${list}`]);
  }
  const [start, end] = rangeOf(asNode(pair.value));
  if (end === start) return refuse(`\`${name}\` has no value`, `write \`${name}: []\`, then try again`);
  return [{ start, end, text: list }];
}

export function refuseNoList(name: ListName, node: Node | null): Refusal {
  if (isAlias(node)) return refuseAlias(`\`${name}\``);
  return refuse(`\`${name}\` is not a list of entries`, "run oncall lint and fix what it finds");
}

/** For text that is elsewhere in the file, at an anchor. */
export function refuseAlias(name: string): Refusal {
  return refuse(
    `${name} is an alias of text elsewhere in the file`,
    "replace the alias with the text itself, then try again",
  );
}
