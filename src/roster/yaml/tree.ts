/**
 * The tree of a YAML file in, plain values out, in one walk; and what is wrong in the tree that values do not show any
 * more: keys that stand there twice, aliases that lead nowhere or blow up, tags, characters hidden in escapes.
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
import { type JsonMap, type JsonValue, pointer } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import type { Range, UnplacedFinding } from "../finding.ts";
import { asNode, keyText, span } from "../place.ts";
import { describeHarmful, harmfulIn, lineAt, type Source } from "../source.ts";

export interface Tree {
  readonly value: JsonValue;
  readonly flaws: readonly UnplacedFinding[];
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Keys of flow maps that have neither value nor colon, by pointer: mostly the rest of a text that a comma cut off. */
  readonly bare: ReadonlySet<string>;
  /** False if a value is so large, or so deep, that nothing may go through it. */
  readonly bounded: boolean;
}

/** How many values aliases may stand for in all; a roster written by people has some dozens. */
const ALIAS_LIMIT = 10_000;
const DEPTH_LIMIT = 50;

/** The tags that say what YAML would take the value for anyhow, or that it is a text. */
const PLAIN_TAGS = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

interface Anchored {
  readonly node: Node;
  /** Undefined until the node is read to its end. */
  done: { readonly value: JsonValue; readonly size: number } | undefined;
}

interface Walk {
  readonly source: Source;
  readonly flaws: UnplacedFinding[];
  readonly anchors: Map<string, Anchored>;
  readonly targets: Map<Alias, Node>;
  readonly bare: Set<string>;
  /** Values read so far, those behind aliases counted each time. */
  size: number;
  aliased: number;
  bounded: boolean;
  /** Where the walk is; copied where it is needed longer. */
  readonly path: (string | number)[];
}

export function plainOf(source: Source, root: Node | null): Tree {
  const walk: Walk = {
    source,
    flaws: [],
    anchors: new Map(),
    targets: new Map(),
    bare: new Set(),
    size: 0,
    aliased: 0,
    bounded: true,
    path: [],
  };
  const value = plain(walk, root);
  const { flaws, targets, bare, bounded } = walk;
  return { value, flaws, targets, bare, bounded };
}

function plain(walk: Walk, node: Node | null): JsonValue {
  if (node === null) return null;
  walk.size++;
  if (isAlias(node)) return aliased(walk, node);
  if (walk.path.length > DEPTH_LIMIT) return tooDeep(walk, node);
  if (node.tag !== undefined && !PLAIN_TAGS.test(node.tag)) tagged(walk, node);
  if (node.anchor === undefined) return inside(walk, node);
  const before = walk.size;
  const anchor: Anchored = { node, done: undefined };
  walk.anchors.set(node.anchor, anchor);
  const value = inside(walk, node);
  anchor.done = { value, size: walk.size - before + 1 };
  return value;
}

function inside(walk: Walk, node: Exclude<Node, Alias>): JsonValue {
  if (isScalar(node)) return scalar(walk, node);
  if (isSeq(node)) return list(walk, node);
  return map(walk, node);
}

function list(walk: Walk, node: YAMLSeq): JsonValue {
  const value: JsonValue[] = [];
  for (const [index, item] of node.items.entries()) {
    walk.path.push(index);
    value.push(plain(walk, asNode(item)));
    walk.path.pop();
  }
  return value;
}

function map(walk: Walk, node: YAMLMap): JsonValue {
  const value: JsonMap = {};
  for (const pair of node.items) {
    const key = asNode(pair.key);
    const name = keyText(pair);
    if (key === null || name === undefined || name === "") {
      noKey(walk, key ?? node);
      continue;
    }
    walk.path.push(name);
    if (Object.hasOwn(value, name)) twice(walk, node, key, name);
    else if (name === "__proto__") notAKey(walk);
    else {
      if (isScalar(key) && typeof scalar(walk, key) !== "string") unquoted(walk, name);
      if (node.flow === true && pair.value === null) walk.bare.add(pointer(walk.path));
      value[name] = plain(walk, asNode(pair.value));
    }
    walk.path.pop();
  }
  return value;
}

function scalar(walk: Walk, node: Scalar): JsonValue {
  const { value } = node;
  if (typeof value === "string") {
    if (node.type === "QUOTE_DOUBLE") hiddenInEscapes(walk, node, value);
    return value;
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return node.source ?? null;
}

/** `"\e[2J"` has no control character in the file, and one in the value. */
function hiddenInEscapes(walk: Walk, node: Scalar, value: string): void {
  const [hidden] = harmfulIn(value);
  const range = span(node);
  if (hidden === undefined || harmfulIn(walk.source.text.slice(...range)).length > 0) return;
  walk.flaws.push({ ...describeHarmful(hidden.character, range), path: [...walk.path] });
}

function aliased(walk: Walk, node: Alias): JsonValue {
  const anchor = walk.anchors.get(node.source);
  const fault = (message: string, help: string, blocks = false) =>
    walk.flaws.push({
      rule: "yaml-alias",
      path: [...walk.path],
      range: span(node),
      message,
      help,
      ...(blocks ? { blocks } : {}),
    });
  if (anchor === undefined) {
    fault("this alias has no anchor before it", "a text that begins with `*` must be in quotes");
    return null;
  }
  walk.targets.set(node, anchor.node);
  if (anchor.done === undefined) {
    fault("this alias stands inside its own anchor", "write the value out", true);
    walk.bounded = false;
    return null;
  }
  walk.aliased += anchor.done.size;
  walk.size += anchor.done.size;
  if (walk.aliased > ALIAS_LIMIT && walk.bounded) {
    fault(`aliases stand for more than ${ALIAS_LIMIT} values`, "write the values out", true);
    walk.bounded = false;
  }
  return walk.bounded ? anchor.done.value : null;
}

function tooDeep(walk: Walk, node: Node): null {
  if (walk.bounded) {
    walk.flaws.push({
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

function noKey(walk: Walk, node: Node): void {
  const range = span(node);
  walk.flaws.push({
    rule: "yaml-syntax",
    path: [...walk.path],
    range,
    message: "a key must be one word of text",
    help: "write `key: value`",
  });
}

function twice(walk: Walk, map: YAMLMap, key: Node, name: string): void {
  const earlier = map.items.find((pair) => keyText(pair) === name);
  const line = lineAt(walk.source, span(asNode(earlier?.key))[0]);
  walk.flaws.push({
    rule: "duplicate-key",
    path: [...walk.path],
    on: "key",
    range: span(key),
    message: `the key \`${shown(name)}\` stands here a second time`,
    help: `the first is on line ${line}: keep one of the two`,
  });
}

/** An id such as `true` is read as text here, and not where it is named: quotes make it text in both places. */
function unquoted(walk: Walk, name: string): void {
  if (walk.path[0] !== "people" || walk.path.length !== 2 || !/^[a-z]+$/.test(name)) return;
  walk.flaws.push({
    rule: "wrong-type",
    path: [...walk.path],
    on: "key",
    message: `an id must be text: without quotes, YAML does not read \`${name}\` as text`,
    help: `write it in quotes here and wherever it is named: "${name}"`,
    blocks: false,
  });
}

/** To JavaScript this word is no key like others. */
function notAKey(walk: Walk): void {
  walk.flaws.push({
    rule: "unknown-key",
    path: [...walk.path],
    on: "key",
    message: "`__proto__` cannot be a key",
    help: "choose another word",
  });
}

function tagged(walk: Walk, node: Node): void {
  walk.flaws.push({
    rule: "yaml-tag",
    path: [...walk.path],
    range: tagRange(walk.source, node),
    message: "a tag; a roster has plain values only",
    help: "take the word with the `!` out",
  });
}

/** A node begins behind its tag. */
function tagRange({ text }: Source, node: Node): Range {
  const [start] = span(node);
  const [tag = ""] = /!\S*\s*$/.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return [start - tag.length, start - tag.length + tag.trimEnd().length];
}
