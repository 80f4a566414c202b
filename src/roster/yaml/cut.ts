/**
 * Finds text without quotes that YAML ends too early. Inside `{ }` and `[ ]` a ` #` begins a comment, which swallows the
 * closing bracket, so that the error would be reported on another line; a comma begins the next key.
 */
import { type JsonMap, type Path, toPointer } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import type { UnplacedFinding } from "../finding.ts";

export interface HashCut {
  /** Where the value begins. */
  readonly start: number;
  readonly hash: number;
  /** Where the value was meant to end. */
  readonly end: number;
}

const QUOTED = /(?<=[:,{[]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*')/g;
/** The line up to the value, the value, and from the `#` up to the next comma or bracket. */
const CUT = /^(.*?[{[].*?(?<=[:,{[]\s*))([^\s"#,{}[\]](?:(?!:\s)[^#,{}[\]])*?)[ \t]+(#[^,}\]]*)(?=[,}\]])/;
/** Keys of hours of the week, such as `sat,sun 10:00-22:00`, in which no space follows a comma. */
const HOURS: ReadonlySet<string> = new Set(["duty", "outside"]);
/** Nobody writes a longer line by hand, and the pattern is slow on long ones. */
const LONGEST_LINE = 1000;

export function findHashCuts(text: string): readonly HashCut[] {
  return [...text.matchAll(/^.*[{[].*[ \t]#.*$/gm)].flatMap(({ 0: line, index }) => {
    if (line.length > LONGEST_LINE) return [];
    const match = CUT.exec(line.replace(QUOTED, (quoted) => '"'.repeat(quoted.length)));
    if (match === null) return [];
    const [whole, before = "", , rest = ""] = match;
    if (before.replace(/[^{[]/g, "").length <= before.replace(/[^}\]]/g, "").length) return [];
    const hash = index + whole.length - rest.length;
    return [{ start: index + before.length, hash, end: hash + rest.trimEnd().length }];
  });
}

interface FlowText {
  /** As in `ReadTree`. */
  readonly bare: ReadonlySet<string>;
  readonly secret: boolean;
}

/** Whether a key is the rest of the text before it, which a comma cut off. */
export function isCutOff(map: JsonMap, bare: ReadonlySet<string>, path: Path): boolean {
  if (bare.size === 0 || !bare.has(toPointer(path))) return false;
  const before = keyBefore(map, String(path.at(-1)));
  return (
    before !== "" && (typeof map[before] === "string" || bare.has(toPointer([...path.slice(0, -1), before])))
  );
}

export function describeCommaCut(
  { bare, secret }: FlowText,
  map: JsonMap,
  path: Path,
  key: string,
): readonly UnplacedFinding[] {
  const keys = Object.keys(map);
  const isBare = (name: string) => bare.has(toPointer([...path, name]));
  const before = keyBefore(map, key);
  // Text with two commas is one finding, at the first.
  if (isBare(before) && isCutOff(map, bare, [...path, before])) return [];
  const following = keys.slice(keys.indexOf(key));
  const end = following.findIndex((name) => !isBare(name));
  const parts = [map[before], ...following.slice(0, end === -1 ? undefined : end)];
  return [
    {
      rule: "cut-off-value",
      path: [...path, key],
      on: "key",
      message: `\`${showWord(before)}\` ends at the comma: inside \`{ }\` a comma begins the next key`,
      help:
        secret || before === "phone"
          ? "put the text in quotes"
          : `put the text in quotes: ${showWord(before)}: "${showWord(parts.join(HOURS.has(before) ? "," : ", "))}"`,
    },
  ];
}

/** The pointer to the value before a key. */
export function pointerBefore(map: JsonMap, path: Path): string {
  return toPointer([...path.slice(0, -1), keyBefore(map, String(path.at(-1)))]);
}

/** Empty for the first key. */
function keyBefore(map: JsonMap, key: string): string {
  const keys = Object.keys(map);
  return keys[keys.indexOf(key) - 1] ?? "";
}
