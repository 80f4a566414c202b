/** Finds the comments that silence a lint rule: `# oncall: ignore[rule] reason`. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { Path } from "../text/json.ts";
import type { Range } from "./finding.ts";
import { type Atlas, asNode, findPath, findSpot, keyText, span } from "./place.ts";
import { lineAt } from "./source.ts";

export interface Ignore {
  readonly rule: string;
  /** Empty if none is given. */
  readonly reason: string;
  /** The comment. */
  readonly range: Range;
  /** The entry, person or terms that the comment is about, if any. */
  readonly path: Path | undefined;
}

const COMMENT = /(?<=^|[ \t])#[ \t]*oncall:[ \t]*ignore\b(?:[ \t]*\[([^\]\n]*)\])?[ \t]*(.*)$/gm;

/** Whether a line is such a comment and nothing else. */
export function isIgnoreLine(line: string): boolean {
  return /^[ \t]*#[ \t]*oncall:[ \t]*ignore\b/.test(line);
}

export function findIgnores(atlas: Atlas): readonly Ignore[] {
  const { source } = atlas;
  const found = [...source.text.matchAll(COMMENT)].filter(({ index }) => !isInText(atlas, index));
  if (found.length === 0) return [];
  const entries = listEntries(atlas);
  const firstAfter = lineAfter(atlas);
  return found.map(({ 0: whole, 1: rule = "", 2: reason = "", index }) => {
    const line = lineAt(source, index);
    const at = entries.find(({ first, last }) => first <= line && line <= last);
    const below = isAlone(atlas, line) ? entries.find(({ first }) => first === firstAfter(line)) : undefined;
    return {
      rule: rule.trim(),
      reason: reason.trim(),
      range: [index, index + whole.trimEnd().length],
      path: (at ?? below)?.path,
    };
  });
}

/** In quotes and in block text a `#` begins no comment. */
function isInText(atlas: Atlas, offset: number): boolean {
  const { value } = findSpot(atlas, findPath(atlas.root, offset));
  const [start, end] = span(value);
  return isScalar(value) && start <= offset && offset < end;
}

/** What a comment can be about, with its 1-based lines. */
interface EntryLines {
  readonly path: Path;
  readonly first: number;
  readonly last: number;
}

function listEntries(atlas: Atlas): readonly EntryLines[] {
  const lines = (path: Path, start: Node | null, value: Node | null): EntryLines => {
    const [begin] = span(start);
    const end = Math.max(span(value)[1], begin + 1);
    return { path, first: lineAt(atlas.source, begin), last: lineAt(atlas.source, end - 1) };
  };
  const changes = findSpot(atlas, ["changes"]).value;
  const people = findSpot(atlas, ["people"]).value;
  const away = findSpot(atlas, ["away"]).value;
  const listLines = (name: string, list: Node | null) =>
    (isSeq(list) ? list.items.map(asNode) : []).map((entry, index) => lines([name, index], entry, entry));
  const rotation = findSpot(atlas, ["rotation"]);
  const pairs = isMap(people) ? people.items : [];
  const terms = isSeq(rotation.value)
    ? rotation.value.items.map((each, index) => lines(["rotation", index], asNode(each), asNode(each)))
    : rotation.value === null || rotation.depth === 0
      ? []
      : [lines(["rotation"], rotation.key ?? rotation.value, rotation.value)];
  return [
    ...terms,
    ...pairs.map((pair) => lines(["people", String(keyText(pair))], asNode(pair.key), asNode(pair.value))),
    ...listLines("changes", changes),
    ...listLines("away", away),
  ];
}

/** Whether the line is a comment and nothing else. */
function isAlone(atlas: Atlas, line: number): boolean {
  return /^\s*#/.test(readLine(atlas, line));
}

/** The first line after a comment that is not a comment; remembered, since a thousand comments may follow each other. */
function lineAfter(atlas: Atlas): (line: number) => number {
  let known = 0;
  return (line) => {
    known = Math.max(known, line + 1);
    while (isAlone(atlas, known)) known += 1;
    return known;
  };
}

function readLine({ source: { text, starts } }: Atlas, line: number): string {
  return line > starts.length ? "" : text.slice(starts[line - 1], starts[line]);
}
