/** Explains an error of the YAML library in words for people who know nothing of parsers. */
import { isMap, isScalar, isSeq, type Node, type YAMLError, type YAMLMap, type YAMLSeq } from "yaml";
import type { Range } from "../finding.ts";
import { asNode, span } from "../place.ts";
import type { Source } from "../source.ts";

export interface Explanation {
  readonly message: string;
  readonly help: string;
  readonly range?: Range;
  /** Whether the library reads what follows the entry, or the person, correctly. */
  readonly isLocal?: boolean;
}

export function explainError(source: Source, root: Node | null, error: YAMLError): Explanation {
  const at = error.pos[0];
  const near = source.text.charAt(at);
  switch (error.code) {
    case "BAD_INDENT":
    case "MISSING_CHAR": {
      const dash = error.code === "BAD_INDENT" ? explainDash(source.text, at) : undefined;
      if (dash !== undefined) return dash;
      if (/between flow|, or :/.test(error.message)) return missingComma;
      const quote = /quote/.test(error.message) ? explainOpenQuote(root, source.text, at) : undefined;
      if (quote !== undefined) return quote;
      const open = /flow/i.test(error.message) ? explainOpenBracket(root, source.text, at) : undefined;
      if (open !== undefined) return open;
      if (/followed by map values/.test(error.message)) return noColon;
      return { message: "this line is indented differently from the lines above", help: ALIGN };
    }
    case "BLOCK_IN_FLOW":
    case "BLOCK_AS_IMPLICIT_KEY":
      return (
        explainDash(source.text, at) ??
        explainIndent(source.text, at) ?? {
          message: "a second colon before the value has ended",
          help: "if the colon is part of the value, put the value in quotes; otherwise a comma or a line break is missing",
        }
      );
    case "MULTILINE_IMPLICIT_KEY":
      return noColon;
    case "BAD_SCALAR_START":
      return { message: `a value cannot begin with \`${near}\``, help: "put it in quotes" };
    case "BAD_DQ_ESCAPE":
      return {
        message: "unknown escape in double quotes",
        help: "write `\\\\` for a backslash, or use single quotes",
      };
    case "UNEXPECTED_TOKEN":
      return explainUnexpected(near);
    case "RESOURCE_EXHAUSTION":
      return TOO_MANY_LEVELS;
    case "BAD_ALIAS":
      return { message: "alias without a name", help: "put text that begins with `*` or `&` in quotes" };
    default:
      return {
        message: "this is not valid YAML",
        help: "compare it with the lines around it; text with punctuation may need quotes",
      };
  }
}

export const TOO_MANY_LEVELS: Explanation = {
  message: "too many levels of maps and lists",
  help: "a roster has at most five",
};

const ALIGN = "start all keys of one map in the same column";

const missingComma: Explanation = {
  message: "missing comma before this",
  help: "separate items in `{ }` and `[ ]` with commas",
};

const noColon: Explanation = {
  message: "this line has no `key: value`",
  help: "write a colon and a space after the key; put text of several lines in quotes",
};

const noSpaceAfterDash: Explanation = {
  message: "missing space after the `-` at the start of this line",
  help: "begin each item with `- `",
};

/** A dash at the start of the line with no space after it. */
function explainDash(text: string, at: number): Explanation | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const [dash] = /^ *-(?=[A-Za-z{["'])/.exec(text.slice(start, endOfLine(text, at))) ?? [];
  if (dash === undefined) return undefined;
  return { ...noSpaceAfterDash, range: [start + dash.length - 1, start + dash.length] };
}

/** YAML takes a line that is indented too far for more of the value above, when it is the next key. */
function explainIndent(text: string, at: number): Explanation | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const before = text.slice(start, at);
  const own = before.length - before.replace(/^ *(?:- +)*/, "").length;
  const end = endOfLine(text, at);
  const [, indent = "", key] =
    /^( +)([A-Za-z_][\w-]*):(?:\s|$)/.exec(text.slice(end + 1, endOfLine(text, end + 1))) ?? [];
  if (key === undefined || indent.length <= own || /:\s/.test(text.slice(at, end))) return undefined;
  const from = end + 1 + indent.length;
  return {
    message: "this line is indented further than the key above it",
    help: ALIGN,
    range: [from, from + key.length],
    isLocal: true,
  };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function explainUnexpected(near: string): Explanation {
  if (/[}\]]/.test(near))
    return { message: `this \`${near}\` closes nothing`, help: "delete it, or open it earlier" };
  if (near === ",") return { message: "one comma too many", help: "delete it" };
  return { message: "unexpected text", help: "a quote, a comma or a bracket may be missing before it" };
}

function explainOpenQuote(root: Node | null, text: string, at: number): Explanation | undefined {
  const scalars = listNodes(root).filter((node) => isScalar(node) && node.type?.startsWith("QUOTE"));
  const open = scalars.find((node) => {
    const [start, end] = span(node);
    return end >= at && (end - start < 2 || text[end - 1] !== text[start] || end >= text.trimEnd().length);
  });
  if (open === undefined) return undefined;
  const [start] = span(open);
  return {
    message: "this quote is never closed",
    help: `write \`${text[start]}\` at the end of the text`,
    range: [start, start + 1],
  };
}

function explainOpenBracket(root: Node | null, text: string, at: number): Explanation | undefined {
  const closer = (node: YAMLMap | YAMLSeq) => (isMap(node) ? "}" : "]");
  const flows = listNodes(root).filter(
    (node): node is YAMLMap | YAMLSeq => (isMap(node) || isSeq(node)) && node.flow === true,
  );
  const open = flows.findLast((node) => {
    const [start, end] = span(node);
    return start < at && /[{[]/.test(text.charAt(start)) && end >= at - 1 && text[end - 1] !== closer(node);
  });
  if (open === undefined) return undefined;
  const [start] = span(open);
  return {
    message: `this \`${text[start]}\` is never closed`,
    help: `write \`${closer(open)}\` where it ends`,
    range: [start, start + 1],
  };
}

/** All nodes, outer ones first. */
function listNodes(root: Node | null): readonly Node[] {
  if (root === null) return [];
  if (isSeq(root)) return [root, ...root.items.flatMap((item) => listNodes(asNode(item)))];
  if (isMap(root)) {
    return [
      root,
      ...root.items.flatMap((pair) => [...listNodes(asNode(pair.key)), ...listNodes(asNode(pair.value))]),
    ];
  }
  return [root];
}
