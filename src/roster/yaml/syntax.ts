/**
 * The text of a roster in, the tree that the YAML library reads in it out, and its complaints in words of our own. Where
 * one part is broken and the rest plainly is not, the rest is read on, so that all faults are told at once.
 */
import { isMap, isSeq, type Node, parseDocument, type YAMLError } from "yaml";
import type { Path } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import { asNode, isWithin, pathAt } from "../place.ts";
import type { Source } from "../source.ts";
import { noSpaceAfterDash, wordingOf } from "./complaint.ts";
import { type Cut, cutOffAtHash } from "./cut.ts";

export interface Syntax {
  readonly root: Node | null;
  readonly flaws: readonly UnplacedFinding[];
  /** Entries, people and sections whose text is broken: what else is found in them may be a consequence. */
  readonly damaged: readonly Path[];
  /** Whether what the tree says can be judged. */
  readonly readable: boolean;
}

/** `keepTokens`: nodes know the tokens they were made of, dashes and commas too; an edit needs them, and they cost time. */
export function parseSource(source: Source, keepTokens = false): Syntax {
  const first = parsed(source.text, keepTokens);
  if (first.errors.length === 0) return { root: first.root, flaws: [], damaged: [], readable: true };
  const { root, errors, cuts, dashes } = mended(source.text, first);
  const flaws: UnplacedFinding[] = [
    ...cuts.map((cut) => cutFlaw(source, root, cut)),
    ...dashes.map((dash) => dashFlaw(root, dash)),
  ];
  const damaged: Path[] = flaws.map(({ path }) => path.slice(0, 2));
  const tabs = first.errors.filter(({ code }) => code === "TAB_AS_INDENT");
  if (tabs.length > 0) flaws.push(tabFlaw(source, root, tabs));
  for (const error of errors) {
    if (error.code === "TAB_AS_INDENT") continue;
    if (error.code === "MULTIPLE_DOCS") {
      flaws.push(secondDocument(error));
      continue;
    }
    const { message, help, local: ends = false, ...known } = wordingOf(source, root, error);
    const range = known.range ?? [error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)];
    const path = pathAt(root, range[0]).slice(0, 2);
    if (damaged.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
    const local =
      ((LOCAL.has(error.code) && !SWALLOWS.test(error.message) && path.length > 0) ||
        (ends && path.length > 1 && (path[0] === "changes" || path[0] === "people"))) &&
      !isFlow(root);
    flaws.push({ rule: "yaml-syntax", path, range, message, help, blocks: blocksAt(path) || !local });
    if (!local) return { root, flaws, damaged, readable: false };
    damaged.push(path);
  }
  const confused = errors.some(({ code }) => code === "TAB_AS_INDENT");
  if (!confused) return { root, flaws, damaged, readable: true };
  return { root, flaws: flaws.map((flaw) => ({ ...flaw, blocks: true })), damaged, readable: false };
}

function isFlow(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

function cutFlaw(source: Source, root: Node | null, cut: Cut): UnplacedFinding {
  const path = pathAt(root, cut.start).slice(0, 3);
  const key = path.at(-1);
  const hidden = source.secret || key === "phone";
  return {
    rule: "cut-off-value",
    path,
    range: [cut.hash, cut.end],
    message: `${typeof key === "string" ? `\`${shown(key)}\`` : "this"} is cut off here: \`#\` after a space begins a comment`,
    help: hidden
      ? "put the text in quotes"
      : `put the text in quotes: "${shown(source.text.slice(cut.start, cut.end))}"`,
    blocks: blocksAt(path.slice(0, 2)),
  };
}

function dashFlaw(root: Node | null, dash: number): UnplacedFinding {
  const path = pathAt(root, dash + 2).slice(0, 2);
  const { message, help } = noSpaceAfterDash;
  return { rule: "yaml-syntax", path, range: [dash, dash + 1], message, help, blocks: blocksAt(path) };
}

interface Parsed {
  readonly root: Node | null;
  readonly errors: readonly YAMLError[];
}

function parsed(text: string, keepTokens = false): Parsed {
  // Not `uniqueKeys`: it compares each key with each other. Not `version` 1.1, whatever a directive says.
  const document = parseDocument(text, {
    keepSourceTokens: keepTokens,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    schema: "core",
    resolveKnownTags: false,
  });
  const errors = [...document.errors].sort((one, other) => one.pos[0] - other.pos[0]);
  return { root: asNode(document.contents), errors };
}

interface Mended extends Parsed {
  readonly cuts: readonly Cut[];
  /** Where an item begins without a space behind its dash. */
  readonly dashes: readonly number[];
}

/**
 * Reads the text as it was plainly meant: a `#` that cuts a value off, a dash without a space, tabs in the indentation.
 * No offset moves.
 */
function mended(text: string, first: Parsed): Mended {
  const cuts = cutOffAtHash(text);
  const tabs = first.errors.some(({ code }) => code === "TAB_AS_INDENT");
  const dashes = [...text.matchAll(BARE_DASH)].map(({ 1: indent = "", index }) => index + indent.length);
  if (cuts.length === 0 && dashes.length === 0 && !tabs) return { ...first, cuts, dashes: [] };
  let whole = "";
  let from = 0;
  for (const { hash } of cuts) {
    whole += `${text.slice(from, hash - 1)}_`;
    from = hash;
  }
  whole += text.slice(from);
  // What the item says goes, since the space needs room; of a broken item nothing else is told anyhow.
  whole = whole.replace(
    BARE_DASH,
    (item, indent: string) => `${indent}- ${"_".repeat(item.length - indent.length - 2)}`,
  );
  const second = parsed(tabs ? whole.replace(/^[ \t]+/gm, (indent) => " ".repeat(indent.length)) : whole);
  if (second.errors.length >= first.errors.length) return { ...first, cuts: [], dashes: [] };
  return { ...second, cuts, dashes };
}

/** An item in one line, without a space between the dash and its bracket. */
const BARE_DASH = /^( *)-(?:\{[^{}\n]*\}|\[[^[\]\n]*\])(?=[ \t\r]*(?:#.*)?$)/gm;

/** Errors after which the library still reads the rest of the file as it is meant. */
const LOCAL: ReadonlySet<YAMLError["code"]> = new Set([
  "BAD_INDENT",
  "MISSING_CHAR",
  "BAD_SCALAR_START",
  "BAD_DQ_ESCAPE",
  "BLOCK_IN_FLOW",
  "BAD_ALIAS",
]);

/** What such an error makes of the lines that follow is not what they say. */
const SWALLOWS = /quote|same column|followed by map values/;

function tabFlaw(source: Source, root: Node | null, tabs: readonly YAMLError[]): UnplacedFinding {
  const start = Math.min(...tabs.map(({ pos }) => pos[0]));
  const behind = source.text.slice(start);
  const indent = behind.length - behind.replace(/^\t+/, "").length;
  const lines = [...source.text.matchAll(/^ *\t[ \t]*[^\s#]/gm)].length;
  const more = lines > 1 ? `, here and on ${lines - 1} more ${lines === 2 ? "line" : "lines"}` : "";
  const paths = tabs.map(({ pos }) => pathAt(root, pos[0]).slice(0, 2));
  return {
    rule: "tab-indent",
    path: [],
    range: [start, start + Math.max(1, indent)],
    message: `a tab in the indentation${more}`,
    help: "indent with spaces: YAML takes no tabs there",
    blocks: paths.some((path) => blocksAt(path)),
  };
}

function secondDocument(error: YAMLError): UnplacedFinding {
  return {
    rule: "second-document",
    path: [],
    range: [error.pos[0], error.pos[0] + 3],
    message: "a second document begins here; a roster is one",
    help: "take the `---` out, or what follows it",
    blocks: true,
  };
}
