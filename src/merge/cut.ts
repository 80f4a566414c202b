/**
 * Cuts `people`, `changes` and `away` out of a roster's text as chunks of lines: chunks are merged by meaning, the rest as text.
 * Fails if the file is not written in lines.
 */
import { isMap, isSeq, Lexer, type Pair } from "yaml";
import { columnOf, findEndOfLines, isFirstOnLine, lineStart, nextLine } from "../edit/splice.ts";
import {
  findColonEnd,
  findDashes,
  findPair,
  isBlock,
  isNothing,
  lastOffset,
  listParts,
  rangeOf,
} from "../edit/tree.ts";
import type { ParsedText } from "../roster/load.ts";
import { asNode, keyText } from "../roster/place.ts";
import { isJsonMap, type JsonValue, valueAt } from "../text/json.ts";
import { type Chunk, canonicalText, type Section } from "./model.ts";

export type SectionName = "people" | "changes" | "away";

export interface Cut {
  /** Each section is replaced by one line, its mark. */
  readonly rest: string;
  /** Undefined if the file has no such section. */
  readonly people: Section | undefined;
  readonly changes: Section | undefined;
  readonly away: Section | undefined;
}

/** A comment to YAML, and a line that no roster contains. */
export function markOf(name: SectionName): string {
  return `#\u2063oncall merge: ${name}\u2063#\n`;
}

/** The comments of a YAML text. */
export function listComments(text: string): readonly string[] {
  return lexTokens(text).filter((token) => token.startsWith("#"));
}

/** Whether the text has anchors or aliases: an entry then means more than its lines say. */
export function hasAliases(text: string): boolean {
  return lexTokens(text).some((token) => /^[&*]/.test(token));
}

function lexTokens(text: string): readonly string[] {
  return [...new Lexer().lex(text)];
}

interface FoundSection {
  readonly start: number;
  readonly end: number;
  readonly section: Section;
}

/** `text` has LF line endings, on the last line too; `named` are the sections to cut. */
export function cutSections(
  { text, root, value }: ParsedText,
  named: readonly SectionName[],
): Cut | undefined {
  if (root.flow === true) return undefined;
  const cut: { people?: Section; changes?: Section; away?: Section } = {};
  let rest = text;
  // From last to first, so that the offsets of earlier sections still hold.
  const pairs = named.flatMap((name) => {
    const pair = findPair(root, name);
    return pair === undefined ? [] : [{ name, found: cutSection(text, pair, value[name] ?? null) }];
  });
  for (const { name, found } of pairs.sort(
    (one, other) => (other.found?.start ?? 0) - (one.found?.start ?? 0),
  )) {
    if (found === undefined || text.includes(markOf(name))) return undefined;
    cut[name] = found.section;
    rest = rest.slice(0, found.start) + markOf(name) + rest.slice(found.end);
  }
  return { rest, people: cut.people, changes: cut.changes, away: cut.away };
}

/** Undefined unless every part has its lines to itself. */
function cutSection(text: string, pair: Pair, value: JsonValue): FoundSection | undefined {
  const key = rangeOf(asNode(pair.key))[0];
  const node = asNode(pair.value);
  if (!isFirstOnLine(text, key)) return undefined;
  const start = lineStart(text, key);
  const [from, to] = rangeOf(node);
  const isEmpty = isNothing(node) || (isSeq(node) && node.items.length === 0);
  const head = nextLine(text, isEmpty && to > from ? to : findColonEnd(pair));
  const headOnly = {
    start,
    end: head,
    section: { head: text.slice(start, head), column: undefined, chunks: [] },
  };
  if (isEmpty) return headOnly;
  const isRows = isBlock(node) && (isSeq(node) ? Array.isArray(value) : isJsonMap(value));
  if (!isRows) return undefined;
  const firsts = isSeq(node) ? findDashes(node) : listParts(node).map(([first]) => first);
  const keys = isMap(node) ? node.items.map((item) => String(keyText(item))) : undefined;
  const [first = 0] = firsts;
  const column = columnOf(text, first);
  const seen = new Map<string, number>();
  const chunks: Chunk[] = [];
  let end = head;
  for (const [index, part] of listParts(node).entries()) {
    const at = firsts[index] ?? 0;
    const line = lineStart(text, at);
    const lead = text.slice(end, line);
    if (line < end || !isFirstOnLine(text, at) || !/^(?: *(?:#.*)?\n)*$/.test(lead)) return undefined;
    end = findEndOfLines(text, lastOffset(text, part[1]), column);
    const item = valueAt(value, [keys?.[index] ?? index]) ?? null;
    const id = keys?.[index] ?? canonicalText(item);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    chunks.push({ lead, body: text.slice(line, end), value: item, name: `${count} ${id}` });
  }
  return { start, end, section: { head: text.slice(start, head), column, chunks } };
}

/** Moves the parts of a section to another column. */
export function moveToColumn(section: Section, column: number): Section | undefined {
  const { column: old = column, chunks } = section;
  if (old === column) return section;
  const shiftLines = (lines: string) =>
    old < column
      ? lines.replace(/^(?=[^\n])/gm, " ".repeat(column - old))
      : lines.replace(new RegExp(`^ {1,${old - column}}`, "gm"), "");
  return {
    ...section,
    column,
    chunks: chunks.map((each) => ({ ...each, lead: shiftLines(each.lead), body: shiftLines(each.body) })),
  };
}
