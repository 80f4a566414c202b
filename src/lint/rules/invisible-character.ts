/** Finds characters that nobody sees and that do no harm: soft hyphens, zero-width spaces. */
import { isJsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { dropInvisible, findHidden, nameCode } from "../../text/letters.ts";
import { showWord } from "../../text/mask.ts";
import type { Rule, RuleFinding } from "../rule.ts";

export const invisibleCharacter: Rule = {
  id: "invisible-character",
  severity: "info",
  silenceable: true,
  what: "a text has a character that nobody sees, such as a soft hyphen or a zero-width space",
  why: "it usually came with pasted text, and whoever searches for the word will not find it",
  fix: "delete it, or type the word again",
  check: ({ said }) => (said === undefined ? [] : findInvisible(said, [])),
};

const NAMES: Readonly<Record<string, string>> = {
  "\u00AD": "soft hyphen",
  "\u200B": "zero-width space",
  "\u200C": "zero-width non-joiner",
  "\u200D": "zero-width joiner",
  "\u2060": "word joiner",
  "\uFEFF": "byte order mark",
};

function findInvisible(value: JsonValue, path: Path): readonly RuleFinding[] {
  if (typeof value === "string") return describe(value, path, "value");
  if (Array.isArray(value)) return value.flatMap((item, index) => findInvisible(item, [...path, index]));
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...describe(key, [...path, key], "key"),
    ...findInvisible(inner, [...path, key]),
  ]);
}

function describe(text: string, path: Path, on: "key" | "value"): readonly RuleFinding[] {
  const hidden = findHidden(text).find(({ isHarmful }) => !isHarmful);
  if (hidden === undefined) return [];
  const { character, index } = hidden;
  const name = NAMES[character];
  const before = text.slice(0, index).replace(/^.*\s/s, "");
  const after = text.slice(index + character.length).replace(/\s.*$/s, "");
  return [
    {
      path,
      on,
      message: `invisible character ${nameCode(character)}${name === undefined ? "" : `, a ${name},`} in \`${showWord(dropInvisible(before + after))}\``,
      help: "delete it, or type the word again",
    },
  ];
}
