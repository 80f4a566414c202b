/**
 * Parses the text of a roster with the YAML library. Where one entry is broken and the rest plainly is not, the rest is
 * still read, so that everything wrong is reported at once.
 */
import { isMap, isSeq, type Node, parseDocument, type YAMLError } from "yaml";
import type { Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import { asNode, findPath, isWithin } from "../place.ts";
import type { Source } from "../source.ts";
import { findHashCuts, type HashCut } from "./cut.ts";
import { explainError, TOO_MANY_LEVELS } from "./explain.ts";

export interface Syntax {
  readonly root: Node | null;
  readonly findings: readonly UnplacedFinding[];
  /** Entries, people and sections whose text is broken: what else is wrong in them may only follow from that. */
  readonly damaged: readonly Path[];
  /** Whether the values can be checked. */
  readonly readable: boolean;
}

/** `keepTokens` keeps the tokens of each node, dashes and commas too: an edit needs them, and they cost time. */
export function parseSource(source: Source, keepTokens = false): Syntax {
  const deep = TOO_DEEP.exec(source.text);
  if (deep !== null) {
    const finding = {
      rule: "yaml-syntax",
      path: [],
      range: [deep.index, deep.index + 1],
      ...TOO_MANY_LEVELS,
      blocks: true,
    } as const;
    return { root: null, findings: [finding], damaged: [], readable: false };
  }
  const first = parseYaml(source.text, keepTokens);
  if (first.errors.length === 0) return { root: first.root, findings: [], damaged: [], readable: true };
  const { root, errors, cuts } = repair(source.text, first);
  const findings: UnplacedFinding[] = cuts.map((cut) => describeHashCut(source, root, cut));
  const damaged: Path[] = findings.map(({ path }) => path.slice(0, 2));
  const tabs = first.errors.filter(({ code }) => code === "TAB_AS_INDENT");
  if (tabs.length > 0) findings.push(describeTabs(source, root, tabs));
  for (const error of errors) {
    if (error.code === "TAB_AS_INDENT") continue;
    if (error.code === "MULTIPLE_DOCS") {
      findings.push(describeSecondDocument(error));
      continue;
    }
    const { message, help, isLocal = false, ...explained } = explainError(source, root, error);
    const range = explained.range ?? [error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)];
    const path = findPath(root, range[0]).slice(0, 2);
    if (damaged.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
    const canGoOn =
      ((LOCAL.has(error.code) && !SWALLOWS.test(error.message) && path.length > 0) ||
        (isLocal && path.length > 1 && (path[0] === "changes" || path[0] === "people"))) &&
      !isFlow(root);
    findings.push({ rule: "yaml-syntax", path, range, message, help, blocks: blocksAt(path) || !canGoOn });
    if (!canGoOn) return { root, findings, damaged, readable: false };
    damaged.push(path);
  }
  if (!errors.some(({ code }) => code === "TAB_AS_INDENT"))
    return { root, findings, damaged, readable: true };
  return {
    root,
    findings: findings.map((finding) => ({ ...finding, blocks: true })),
    damaged,
    readable: false,
  };
}

/** So deep that the library runs out of stack, in which Node may abort rather than throw. */
const TOO_DEEP = /(?:[-?] ){500}|(?:[{[][^{}[\]]*){500}/;

/** Errors after which the library still reads the rest of the file correctly. */
const LOCAL: ReadonlySet<YAMLError["code"]> = new Set([
  "BAD_INDENT",
  "MISSING_CHAR",
  "BAD_SCALAR_START",
  "BAD_DQ_ESCAPE",
  "BLOCK_IN_FLOW",
  "BAD_ALIAS",
]);

/** Errors of those codes after which it misreads the lines that follow. */
const SWALLOWS = /quote|same column|followed by map values/;

function isFlow(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

interface ParsedYaml {
  readonly root: Node | null;
  readonly errors: readonly YAMLError[];
}

/** Errors are in the order of the text. */
export function parseYaml(text: string, keepTokens = false): ParsedYaml {
  // No `uniqueKeys`: it compares every key with every other. And never version 1.1, whatever a directive says.
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

interface RepairedYaml extends ParsedYaml {
  readonly cuts: readonly HashCut[];
}

/** Parses the text as it was plainly meant: a `#` is part of the value, tabs indent. No offset moves. */
function repair(text: string, first: ParsedYaml): RepairedYaml {
  const cuts = findHashCuts(text);
  const hasTabs = first.errors.some(({ code }) => code === "TAB_AS_INDENT");
  if (cuts.length === 0 && !hasTabs) return { ...first, cuts };
  let whole = "";
  let from = 0;
  for (const { hash } of cuts) {
    whole += `${text.slice(from, hash - 1)}_`;
    from = hash;
  }
  whole += text.slice(from);
  const second = parseYaml(
    hasTabs ? whole.replace(/^[ \t]+/gm, (indent) => " ".repeat(indent.length)) : whole,
  );
  return second.errors.length >= first.errors.length ? { ...first, cuts: [] } : { ...second, cuts };
}

function describeHashCut(source: Source, root: Node | null, cut: HashCut): UnplacedFinding {
  const path = findPath(root, cut.start).slice(0, 3);
  const key = path.at(-1);
  const isHidden = source.secret || key === "phone";
  return {
    rule: "cut-off-value",
    path,
    range: [cut.hash, cut.end],
    message: `${typeof key === "string" ? `\`${showWord(key)}\`` : "the text"} ends here: \`#\` after a space begins a comment`,
    help: isHidden
      ? "put the text in quotes"
      : `put the text in quotes: "${showWord(source.text.slice(cut.start, cut.end))}"`,
    blocks: blocksAt(path.slice(0, 2)),
  };
}

function describeTabs(source: Source, root: Node | null, tabs: readonly YAMLError[]): UnplacedFinding {
  const start = Math.min(...tabs.map(({ pos }) => pos[0]));
  const width = source.text.slice(start).search(/[^\t]|$/);
  const lines = [...source.text.matchAll(/^ *\t[ \t]*[^\s#]/gm)].length;
  const more = lines > 1 ? `, here and on ${lines - 1} more ${lines === 2 ? "line" : "lines"}` : "";
  const paths = tabs.map(({ pos }) => findPath(root, pos[0]).slice(0, 2));
  return {
    rule: "tab-indent",
    path: [],
    range: [start, start + Math.max(1, width)],
    message: `tab in the indentation${more}`,
    help: "indent with spaces: YAML allows no tabs there",
    blocks: paths.some((path) => blocksAt(path)),
  };
}

function describeSecondDocument(error: YAMLError): UnplacedFinding {
  return {
    rule: "second-document",
    path: [],
    range: [error.pos[0], error.pos[0] + 3],
    message: "a second YAML document begins here, and a roster is only one",
    help: "delete the `---`, or what follows it",
    blocks: true,
  };
}
