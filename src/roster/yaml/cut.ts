/**
 * Texts without quotes that YAML ends sooner than their writer meant. A ` #` inside `{ }` or `[ ]` begins a comment, which
 * takes the closing bracket along, so that the complaint would be about another line; a comma begins the next key.
 */

import { isJsonMap, type JsonMap, type JsonValue, type Path, pointer, valueAt } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import type { UnplacedFinding } from "../finding.ts";

export interface Cut {
  /** Where the value begins. */
  readonly start: number;
  /** Where the `#` stands. */
  readonly hash: number;
  /** Where the value would have ended. */
  readonly end: number;
}

export function cutOffAtHash(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const line of text.matchAll(/^.*[{[].*[ \t]#.*$/gm)) {
    const cut = cutInLine(line[0]);
    if (cut !== undefined) {
      cuts.push({ start: line.index + cut.start, hash: line.index + cut.hash, end: line.index + cut.end });
    }
  }
  return cuts;
}

function cutInLine(line: string): Cut | undefined {
  let depth = 0;
  let start = 0;
  let quote = "";
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    const before = line.charAt(index - 1);
    if (quote !== "") {
      if (character === "\\" && quote === '"') index++;
      else if (character === quote) quote = "";
    } else if ((character === '"' || character === "'") && line.slice(start, index).trim() === "")
      quote = character;
    else if (character === "#" && /\s/.test(before))
      return depth === 0 ? undefined : cutFrom(line, start, index);
    else if (character === "{" || character === "[" || character === ",") {
      if (depth > 0 || /^[\s-]*$|:\s+$|[{[,]\s*$/.test(line.slice(0, index))) {
        if (character !== ",") depth++;
        start = index + 1;
      }
    } else if (depth > 0 && (character === "}" || character === "]")) {
      depth--;
      start = index + 1;
    } else if (character === ":" && /\s/.test(line.charAt(index + 1))) start = index + 1;
  }
  return undefined;
}

function cutFrom(line: string, start: number, hash: number): Cut | undefined {
  const value = line.slice(start, hash);
  // Behind a comma or a bracket a comment is a comment.
  if (/^\s*(?:["'].*)?$/.test(value)) return undefined;
  const rest = /[,}\]]/.exec(line.slice(hash));
  if (rest === null) return undefined;
  const end = hash + line.slice(hash, hash + rest.index).trimEnd().length;
  return { start: start + (value.length - value.trimStart().length), hash, end };
}

interface Comma {
  /** As Tree has it. */
  readonly bare: ReadonlySet<string>;
  readonly secret: boolean;
}

/** Whether a key is the rest of the text before it, cut off by a comma. */
export function isCutOff(map: JsonMap, bare: ReadonlySet<string>, path: Path): boolean {
  if (bare.size === 0 || !bare.has(pointer(path))) return false;
  const keys = Object.keys(map);
  const before = keys[keys.indexOf(String(path.at(-1))) - 1];
  return (
    before !== undefined &&
    (typeof map[before] === "string" || bare.has(pointer([...path.slice(0, -1), before])))
  );
}

export function cutOffAtComma(
  { bare, secret }: Comma,
  map: JsonMap,
  path: Path,
  key: string,
): readonly UnplacedFinding[] {
  const keys = Object.keys(map);
  const isBare = (name: string | undefined) => name !== undefined && bare.has(pointer([...path, name]));
  const at = keys.indexOf(key);
  // Of a text cut in three the first comma is the fault.
  if (isBare(keys[at - 1]) && isCutOff(map, bare, [...path, keys[at - 1] ?? ""])) return [];
  const before = keys[at - 1] ?? "";
  const following = keys.slice(at);
  const end = following.findIndex((name) => !isBare(name));
  const parts = [map[before], ...following.slice(0, end === -1 ? undefined : end)];
  return [
    {
      rule: "cut-off-value",
      path: [...path, key],
      on: "key",
      message: `\`${shown(before)}\` is cut off at the comma: in \`{ }\` a comma begins the next key`,
      help:
        secret || before === "phone"
          ? "put the text in quotes"
          : `put the text in quotes: ${shown(before)}: "${shown(parts.join(", "))}"`,
    },
  ];
}

/** The pointer to the value before a key. */
export function keyBefore(value: JsonValue, path: Path): string {
  const map = valueAt(value, path.slice(0, -1));
  const keys = isJsonMap(map) ? Object.keys(map) : [];
  return pointer([...path.slice(0, -1), keys[keys.indexOf(String(path.at(-1))) - 1] ?? ""]);
}
