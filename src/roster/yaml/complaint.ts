/** A complaint of the YAML library in, the same in words that somebody understands who knows nothing of parsers, out. */
import { isMap, isScalar, isSeq, type Node, type YAMLError, type YAMLMap, type YAMLSeq } from "yaml";
import type { Range } from "../finding.ts";
import { asNode, span } from "../place.ts";
import type { Source } from "../source.ts";

export interface Wording {
  readonly message: string;
  readonly help: string;
  readonly range?: Range;
  /** Whether the library reads what follows the entry, or the person, as it is meant. */
  readonly local?: boolean;
}

export function wordingOf(source: Source, root: Node | null, error: YAMLError): Wording {
  const at = error.pos[0];
  const near = source.text.charAt(at);
  switch (error.code) {
    case "BAD_INDENT":
    case "MISSING_CHAR": {
      const dash = error.code === "BAD_INDENT" ? bareDash(source.text, at) : undefined;
      if (dash !== undefined) return dash;
      if (/between flow|, or :/.test(error.message)) return missingComma;
      const quote = /quote/.test(error.message) ? unclosedQuote(root, source.text, at) : undefined;
      if (quote !== undefined) return quote;
      const open = /flow/i.test(error.message) ? unclosedBracket(root, source.text, at) : undefined;
      if (open !== undefined) return open;
      if (/followed by map values/.test(error.message)) return noColon;
      return {
        message: "the indentation of this line fits none of the lines above",
        help: "let keys of one map begin in the same column",
      };
    }
    case "BLOCK_IN_FLOW":
    case "BLOCK_AS_IMPLICIT_KEY":
      return (
        bareDash(source.text, at) ??
        indentedTooFar(source.text, at) ?? {
          message: "a second colon, where the value has not ended",
          help: "put the value in quotes if the colon is part of it; else a comma or a line end is missing",
        }
      );
    case "MULTILINE_IMPLICIT_KEY":
      return noColon;
    case "BAD_SCALAR_START":
      return { message: `a value cannot begin with \`${near}\``, help: "put it in quotes" };
    case "BAD_DQ_ESCAPE":
      return {
        message: "there is no such escape in a text in double quotes",
        help: "write `\\\\` for a backslash, or use single quotes",
      };
    case "UNEXPECTED_TOKEN":
      return unexpected(near);
    case "RESOURCE_EXHAUSTION":
      return { message: "maps and lists are nested too deeply here", help: "a roster is at most five deep" };
    case "BAD_ALIAS":
      return {
        message: "an alias without a name",
        help: "a text that begins with `*` or `&` must be in quotes",
      };
    default:
      return {
        message: "this is not YAML",
        help: "compare it with the lines around it; a text with signs in it needs quotes",
      };
  }
}

const missingComma: Wording = {
  message: "a comma is missing before this",
  help: "in `{ }` and `[ ]` write a comma between two items",
};

const noColon: Wording = {
  message: "a line that is no `key: value`",
  help: "write a colon and a space behind the key, or put a text that goes on in quotes",
};

/** The line of an offset, if its dash stands right before what it begins. */
function bareDash(text: string, at: number): Wording | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const [dash] = /^ *-(?=[A-Za-z{["'])/.exec(text.slice(start, endOfLine(text, at))) ?? [];
  if (dash === undefined) return undefined;
  return { ...noSpaceAfterDash, range: [start + dash.length - 1, start + dash.length] };
}

/** A value that goes on in the next line, as far as YAML can tell, where the next key was meant to stand under its own. */
function indentedTooFar(text: string, at: number): Wording | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const [own = ""] = /^ *(?:- +)*/.exec(text.slice(start, at)) ?? [];
  const end = endOfLine(text, at);
  const [, indent = "", key] =
    /^( +)([A-Za-z_][\w-]*):(?:\s|$)/.exec(text.slice(end + 1, endOfLine(text, end + 1))) ?? [];
  if (key === undefined || indent.length <= own.length || /:\s/.test(text.slice(at, end))) return undefined;
  const from = end + 1 + indent.length;
  return {
    message: "this line is indented further than the key above it",
    help: "let keys of one map begin in the same column",
    range: [from, from + key.length],
    local: true,
  };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

export const noSpaceAfterDash: Wording = {
  message: "a space is missing behind the `-` that begins this line",
  help: "begin each item with `- `",
};

function unexpected(near: string): Wording {
  if (/[}\]]/.test(near))
    return { message: `a \`${near}\` that closes nothing`, help: "take it out, or open it before" };
  if (near === ",") return { message: "a comma too many", help: "take it out" };
  return {
    message: "this does not belong here",
    help: "is a quote, a comma or a bracket missing before it?",
  };
}

function unclosedQuote(root: Node | null, text: string, at: number): Wording | undefined {
  const scalars = nodesIn(root).filter((node) => isScalar(node) && /^QUOTE/.test(node.type ?? ""));
  const open = scalars.find((node) => {
    const [start, end] = span(node);
    return end >= at && (end - start < 2 || text[end - 1] !== text[start] || end >= text.trimEnd().length);
  });
  if (open === undefined) return undefined;
  const [start] = span(open);
  return {
    message: "this quote is not closed",
    help: `write a \`${text[start]}\` where the text ends`,
    range: [start, start + 1],
  };
}

function unclosedBracket(root: Node | null, text: string, at: number): Wording | undefined {
  const closer = (node: YAMLMap | YAMLSeq) => (isMap(node) ? "}" : "]");
  const flows = nodesIn(root).filter(
    (node): node is YAMLMap | YAMLSeq => (isMap(node) || isSeq(node)) && node.flow === true,
  );
  const open = flows.findLast((node) => {
    const [start, end] = span(node);
    return start < at && /[{[]/.test(text.charAt(start)) && end >= at - 1 && text[end - 1] !== closer(node);
  });
  if (open === undefined) return undefined;
  const [start] = span(open);
  return {
    message: `this \`${text[start]}\` is not closed`,
    help: `write a \`${closer(open)}\` where it ends`,
    range: [start, start + 1],
  };
}

/** All nodes, each before those inside it; only walked when there is an error to explain. */
function nodesIn(root: Node | null): readonly Node[] {
  if (root === null) return [];
  if (isSeq(root)) return [root, ...root.items.flatMap((item) => nodesIn(asNode(item)))];
  if (isMap(root)) {
    return [
      root,
      ...root.items.flatMap((pair) => [...nodesIn(asNode(pair.key)), ...nodesIn(asNode(pair.value))]),
    ];
  }
  return [root];
}
