/**
 * Reads plain values from the tree of a YAML file, in one walk, and finds what the values no longer show: duplicate keys,
 * aliases that lead nowhere or grow without end, tags, characters hidden in escapes.
 */
import {
  type Alias,
  isAlias,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type JsonMap, type JsonValue, toPointer } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import type { Range, UnplacedFinding } from "../finding.ts";
import { asNode, keyText, span } from "../place.ts";
import { describeHarmful, findHarmful, lineAt, type Source } from "../source.ts";

export interface ReadTree {
  readonly value: JsonValue;
  readonly findings: readonly UnplacedFinding[];
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Pointers to keys of flow maps without a colon: mostly the rest of text that a comma cut off. */
  readonly bare: ReadonlySet<string>;
  /** False if a value is too large or too deep to be walked. */
  readonly bounded: boolean;
}

/** How many values aliases may bring in; a roster written by people has some dozens. */
const ALIAS_LIMIT = 10_000;
const DEPTH_LIMIT = 50;

/** Tags that change nothing, or make the value text. */
const PLAIN_TAGS = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

interface Anchored {
  readonly node: Node;
  /** Undefined while the node is being read. */
  done: { readonly value: JsonValue; readonly size: number } | undefined;
}

interface Walk {
  readonly source: Source;
  readonly findings: UnplacedFinding[];
  readonly anchors: Map<string, Anchored>;
  readonly targets: Map<Alias, Node>;
  readonly bare: Set<string>;
  /** Values read so far, those of aliases counted each time. */
  size: number;
  aliased: number;
  bounded: boolean;
  /** Where the walk is; changes all the time, so findings copy it. */
  readonly path: (string | number)[];
}

export function readTree(source: Source, root: Node | null): ReadTree {
  const walk: Walk = {
    source,
    findings: [],
    anchors: new Map(),
    targets: new Map(),
    bare: new Set(),
    size: 0,
    aliased: 0,
    bounded: true,
    path: [],
  };
  const value = readNode(walk, root);
  const { findings, targets, bare, bounded } = walk;
  return { value, findings, targets, bare, bounded };
}

function readNode(walk: Walk, node: Node | null): JsonValue {
  if (node === null) return null;
  walk.size++;
  if (isAlias(node)) return readAlias(walk, node);
  if (walk.path.length > DEPTH_LIMIT) return reportTooDeep(walk, node);
  if (node.tag !== undefined && !PLAIN_TAGS.test(node.tag)) reportTag(walk, node);
  if (node.anchor === undefined) return readContent(walk, node);
  const before = walk.size;
  const anchor: Anchored = { node, done: undefined };
  walk.anchors.set(node.anchor, anchor);
  const value = readContent(walk, node);
  anchor.done = { value, size: walk.size - before + 1 };
  return value;
}

function readContent(walk: Walk, node: Exclude<Node, Alias>): JsonValue {
  if (isScalar(node)) return readScalar(walk, node);
  if (isSeq(node)) return readList(walk, node);
  return readMap(walk, node);
}

function readList(walk: Walk, node: YAMLSeq): JsonValue {
  const value: JsonValue[] = [];
  for (const [index, item] of node.items.entries()) {
    walk.path.push(index);
    value.push(readNode(walk, asNode(item)));
    walk.path.pop();
  }
  return value;
}

function readMap(walk: Walk, node: YAMLMap): JsonValue {
  const value: JsonMap = {};
  for (const pair of node.items) {
    const key = asNode(pair.key);
    const name = keyText(pair);
    if (key === null || name === undefined || name === "") {
      reportNoKey(walk, key ?? node);
      continue;
    }
    walk.path.push(name);
    if (Object.hasOwn(value, name)) reportTwice(walk, node, key, name);
    else if (name === "__proto__") reportProto(walk);
    else {
      if (isScalar(key) && typeof readScalar(walk, key) !== "string") reportUnquoted(walk, name);
      if (node.flow === true && pair.value === null) walk.bare.add(toPointer(walk.path));
      value[name] = readNode(walk, asNode(pair.value));
    }
    walk.path.pop();
  }
  return value;
}

function readScalar(walk: Walk, node: Scalar): JsonValue {
  const { value } = node;
  if (typeof value === "string") {
    if (node.type === "QUOTE_DOUBLE") checkEscapes(walk, node, value);
    return value;
  }
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** `"\e[2J"` has no control character in the file but one in its value. */
function checkEscapes(walk: Walk, node: Scalar, value: string): void {
  const [hidden] = findHarmful(value);
  const range = span(node);
  if (hidden === undefined || findHarmful(walk.source.text.slice(...range)).length > 0) return;
  walk.findings.push({ ...describeHarmful(hidden.character, range), path: [...walk.path] });
}

function readAlias(walk: Walk, node: Alias): JsonValue {
  const anchor = walk.anchors.get(node.source);
  const fault = (message: string, help: string, blocks = false) =>
    walk.findings.push({
      rule: "yaml-alias",
      path: [...walk.path],
      range: span(node),
      message,
      help,
      ...(blocks ? { blocks } : {}),
    });
  if (anchor === undefined) {
    fault("this alias has no anchor before it", "put text that begins with `*` in quotes");
    return null;
  }
  walk.targets.set(node, anchor.node);
  if (anchor.done === undefined) {
    fault("this alias is inside its own anchor", "write the value out", true);
    walk.bounded = false;
    return null;
  }
  walk.aliased += anchor.done.size;
  walk.size += anchor.done.size;
  if (walk.aliased > ALIAS_LIMIT && walk.bounded) {
    fault(`aliases bring in more than ${ALIAS_LIMIT} values`, "write the values out", true);
    walk.bounded = false;
  }
  return walk.bounded ? anchor.done.value : null;
}

function reportTooDeep(walk: Walk, node: Node): null {
  if (walk.bounded) {
    walk.findings.push({
      rule: "yaml-syntax",
      path: [...walk.path],
      range: span(node),
      message: "maps and lists are nested too deeply here",
      help: "a roster is at most five deep",
      blocks: true,
    });
  }
  walk.bounded = false;
  return null;
}

function reportNoKey(walk: Walk, node: Node): void {
  const range = span(node);
  walk.findings.push({
    rule: "yaml-syntax",
    path: [...walk.path],
    range,
    message: "a key must be one word of text",
    help: "write `key: value`",
  });
}

function reportTwice(walk: Walk, map: YAMLMap, key: Node, name: string): void {
  const earlier = map.items.find((pair) => keyText(pair) === name);
  const line = lineAt(walk.source, span(asNode(earlier?.key))[0]);
  walk.findings.push({
    rule: "duplicate-key",
    path: [...walk.path],
    on: "key",
    range: span(key),
    message: `duplicate key \`${showWord(name)}\``,
    help: `it is on line ${line} already: keep one of the two`,
  });
}

/** An id such as `true` is read as text here, and not where it is named: quotes make it text in both places. */
function reportUnquoted(walk: Walk, name: string): void {
  if (walk.path[0] !== "people" || walk.path.length !== 2 || !/^[a-z]+$/.test(name)) return;
  walk.findings.push({
    rule: "wrong-type",
    path: [...walk.path],
    on: "key",
    message: `an id must be text: without quotes, YAML does not read \`${name}\` as text`,
    help: `write it in quotes here and wherever it is named: "${name}"`,
    blocks: false,
  });
}

/** JavaScript gives this key a meaning of its own. */
function reportProto(walk: Walk): void {
  walk.findings.push({
    rule: "unknown-key",
    path: [...walk.path],
    on: "key",
    message: "`__proto__` cannot be a key",
    help: "choose another word",
  });
}

function reportTag(walk: Walk, node: Node): void {
  walk.findings.push({
    rule: "yaml-tag",
    path: [...walk.path],
    range: tagRange(walk.source, node),
    message: "a tag; a roster has plain values only",
    help: "delete the word with the `!`",
  });
}

/** A node begins after its tag. */
function tagRange({ text }: Source, node: Node): Range {
  const [start] = span(node);
  const [tag = ""] = /!\S*\s*$/.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return [start - tag.length, start - tag.length + tag.trimEnd().length];
}
