/** Adds entries to the log and removes them, in the style of their neighbours. */
import { isAlias, isMap, isSeq, type Node, type Pair, type YAMLSeq } from "yaml";
import { asNode } from "../roster/place.ts";
import { insertInFlow, removeFromFlow } from "./flow.ts";
import { BY_HAND, ENTRY_KEYS, type NewEntry, orderPairs, type Refusal, refuse } from "./model.ts";
import type { LogSlot } from "./order.ts";
import { addSection, fillSection } from "./section.ts";
import {
  columnOf,
  findEndOfLines,
  findLineEnd,
  findTopOfComments,
  insertLines,
  isFirstOnLine,
  lineStart,
  removeWithIgnores,
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

/** Entries that go before the old one at `gap`, or at the end. */
interface Group {
  readonly gap: number;
  readonly entries: readonly NewEntry[];
}

export function addEntries(
  tree: Tree,
  entries: readonly NewEntry[],
  slots: readonly LogSlot[],
): readonly Splice[] | Refusal {
  const { text, root } = tree;
  const groups = groupEntries(entries, slots);
  const pair = findPair(root, "changes");
  const value = asNode(pair?.value);
  if (isSeq(value) && value.flow !== true)
    return groups.flatMap((group) => insertInBlock(tree, value, group));
  if (isSeq(value) && (root.flow === true || !isBlank(text, value))) {
    return groups.flatMap(({ gap, entries: those }) => {
      const style = findStyle(text, findNeighbours(value, gap), root);
      const column = columnOf(text, findPart(value, Math.max(0, gap - 1))[0]);
      const eol = findLineEnd(text, rangeOf(value)[0]);
      return insertInFlow(
        text,
        value,
        gap,
        those.map((entry) => writeEntry(entry, style, column).join(eol)),
      );
    });
  }
  if (!isSeq(value) && !isNothing(value)) return refuseNoList(value);
  const style = findStyle(text, [], root);
  const ordered = groups.flatMap((group) => group.entries);
  if (root.flow === true) return insertIntoFlowRoot(tree, pair, ordered, style);
  const column = findRootColumn(text, root) + findListIndent(text, root);
  const lines = ordered.flatMap((entry) => writeWithDash(entry, { ...style, gap: " " }, column));
  return pair === undefined ? addSection(tree, lines) : fillSection(text, pair, lines, column);
}

function groupEntries(entries: readonly NewEntry[], slots: readonly LogSlot[]): readonly Group[] {
  const groups = new Map<number, NewEntry[]>();
  let gap = 0;
  for (const { kind, index } of slots) {
    const entry = kind === "new" ? entries[index] : undefined;
    if (entry === undefined) gap++;
    else groups.set(gap, [...(groups.get(gap) ?? []), entry]);
  }
  return [...groups].map(([at, those]) => ({ gap: at, entries: those }));
}

/** The entries on either side, the one to imitate first. */
function findNeighbours(seq: YAMLSeq, gap: number): readonly (Node | null)[] {
  return [asNode(seq.items[gap - 1]), asNode(seq.items[gap])];
}

function isBlank(text: string, seq: YAMLSeq): boolean {
  return seq.items.length === 0 && /^\[\s*\]$/.test(text.slice(...rangeOf(seq)));
}

function writeEntry(entry: NewEntry, style: YamlStyle, column: number): readonly string[] {
  return writeMap(orderPairs({ ...entry }, ENTRY_KEYS), style, column);
}

/** The lines of an entry in a block list with its dash at `column`. */
function writeWithDash(entry: NewEntry, style: YamlStyle, column: number): readonly string[] {
  const inner = style.shape === "block" ? column + 1 + style.gap.length : column;
  const [first, ...others] = writeEntry(entry, style, inner);
  return [`${" ".repeat(column)}-${style.gap}${first}`, ...others];
}

function insertInBlock({ text, root }: Tree, seq: YAMLSeq, { gap, entries }: Group): readonly Splice[] {
  const dashes = findDashes(seq);
  const parts = listParts(seq);
  const [first = 0] = dashes;
  const column = columnOf(text, first);
  const near = findNeighbours(seq, gap);
  const model = isMap(near[0]) ? gap - 1 : gap;
  const between = text.slice(dashes[model], parts[model]?.[0]).slice(1);
  const style = { ...findStyle(text, near, root), gap: /^ +$/.test(between) ? between : " " };
  const lines = entries.flatMap((entry) => writeWithDash(entry, style, column));
  const before = parts[gap - 1];
  if (before !== undefined) {
    return [insertLines(text, findEndOfLines(text, lastOffset(text, before[1]), column), lines)];
  }
  const line = lineStart(text, first);
  return [insertLines(text, findTopOfComments(text, line, column), lines)];
}

/** Handles a roster in braces, as in JSON, that has no list of changes yet. */
function insertIntoFlowRoot(
  { text, root }: Tree,
  pair: Pair | undefined,
  entries: readonly NewEntry[],
  style: YamlStyle,
): readonly Splice[] | Refusal {
  const list = `[${entries.map((entry) => writeEntry(entry, style, 0).join(" ")).join(", ")}]`;
  if (pair === undefined) {
    return insertInFlow(text, root, root.items.length, [`${style.quote}changes${style.quote}: ${list}`]);
  }
  const [start, end] = rangeOf(asNode(pair.value));
  if (end === start) return refuse("`changes` has no value", "write `changes: []`, then try again");
  return [{ start, end, text: list }];
}

export function removeEntry({ text, root }: Tree, index: number): readonly Splice[] | Refusal {
  const seq = asNode(findPair(root, "changes")?.value);
  if (!isSeq(seq)) return isNothing(seq) ? refuseMissingEntry(index) : refuseNoList(seq);
  if (index >= seq.items.length) return refuseMissingEntry(index);
  // Comments above stay: they may be about more than this entry. Those on its own lines, those below that are indented
  // deeper than its dash, and those that silence a rule for it are about nothing else.
  if (seq.flow === true) return removeFromFlow(text, seq, index);
  const [dash = 0] = findDashes(seq).slice(index);
  if (!isFirstOnLine(text, dash))
    return refuse(`entry ${index + 1} of \`changes\` does not begin its line`, BY_HAND);
  const end = lastOffset(text, findPart(seq, index)[1]);
  return removeWithIgnores(text, dash, findEndOfLines(text, end, columnOf(text, dash)));
}

export function refuseMissingEntry(index: number): Refusal {
  return refuse(
    `\`changes\` has no entry ${index + 1}`,
    "entries are counted from 1, in the order of the file",
  );
}

function refuseNoList(node: Node | null): Refusal {
  if (isAlias(node)) return refuseAlias("`changes`");
  return refuse("`changes` is not a list of entries", "run oncall lint and fix what it finds");
}

/** For text that is elsewhere in the file, at an anchor. */
export function refuseAlias(name: string): Refusal {
  return refuse(
    `${name} is an alias of text elsewhere in the file`,
    "replace the alias with the text itself, then try again",
  );
}
