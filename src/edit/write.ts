/**
 * Writes values as YAML in the style of their surroundings. Text has no quotes only if YAML 1.1 and 1.2 both read it as
 * the same text, because other tools read the file too.
 */
import { orderPairs, PERSON_KEYS, type Value } from "./model.ts";

/** How maps are written in a part of the file. */
export interface YamlStyle {
  /** `block`: a line for each key; `expanded`: a line for each key, in braces; `line`: all on one line. */
  readonly shape: "block" | "expanded" | "line";
  /** The quote around keys. With double quotes, texts have them too, as in JSON. */
  readonly quote: "" | "'" | '"';
  /** Inside each brace. */
  readonly pad: string;
  /** After a dash. */
  readonly gap: string;
  /** For an expanded map: how far its keys and its closing brace are indented from the start of its line. */
  readonly inner: number;
  readonly outer: number;
}

export const PLAIN_STYLE: YamlStyle = { shape: "line", quote: "", pad: " ", gap: " ", inner: 2, outer: 0 };

type Pairs = readonly (readonly [string, Value])[];

/** A map in braces on one line. */
export function writeLineMap(pairs: Pairs, style: YamlStyle): string {
  const inside = pairs.map((pair) => writePair(pair, style)).join(", ");
  return `{${style.pad}${inside}${style.pad}}`;
}

/** The lines of a map, the first without indentation; `column` is where the map begins. */
export function writeMap(pairs: Pairs, style: YamlStyle, column: number): readonly string[] {
  switch (style.shape) {
    case "line":
      return [writeLineMap(pairs, style)];
    case "expanded": {
      const last = pairs.length - 1;
      const inner = " ".repeat(column + style.inner);
      const lines = pairs.map(
        (pair, index) => `${inner}${writePair(pair, style)}${index === last ? "" : ","}`,
      );
      return ["{", ...lines, `${" ".repeat(column + style.outer)}}`];
    }
    case "block":
      return pairs.map((pair, index) => `${index === 0 ? "" : " ".repeat(column)}${writePair(pair, style)}`);
  }
}

/** `key: value`. */
export function writePair([key, value]: readonly [string, Value], style: YamlStyle): string {
  return `${writeKey(key, style)}: ${writeValue(value, style, key)}`;
}

/** In quotes as the style says, and where a reader of YAML 1.1 would not read text, as in `no`. */
export function writeKey(key: string, { quote }: Pick<YamlStyle, "quote">): string {
  return quote === "" && !isPlainText(key) ? quoteText(key) : `${quote}${key}${quote}`;
}

/** A value on one line. */
export function writeValue(value: Value, style: YamlStyle, key?: string): string {
  if (typeof value === "string") {
    return key === "reason" || key === "note" || style.quote === '"' || !isPlainText(value)
      ? quoteText(value)
      : value;
  }
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map((item) => writeValue(item, style)).join(", ")}]`;
  return writeLineMap(orderPairs(value, PERSON_KEYS), style);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** In double quotes, on one line. */
function quoteText(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const VARIABLE = /^env:\w+$/;
const WORDS = /^\p{L}[\p{L}\p{M}\p{N}_.@/+’-]*(?: [\p{L}\p{N}][\p{L}\p{M}\p{N}_.@/+’-]*)*$/u;
/** What YAML 1.1 or 1.2 reads as something other than text. */
const OTHERWISE = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function isPlainText(text: string): boolean {
  return DATE_TIME.test(text) || VARIABLE.test(text) || (WORDS.test(text) && !OTHERWISE.test(text));
}
