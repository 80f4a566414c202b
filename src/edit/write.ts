/**
 * Values in, YAML that reads as the same values out, in the style of what stands around them. Text is left without quotes
 * only where YAML 1.1 and 1.2 both take it for the same text: other tools read the file too.
 */
import { orderPairs, PERSON_KEYS, type Value } from "./model.ts";

/** How maps are written in a part of the file. */
export interface Style {
  /** `block`: a key a line; `expanded`: a key a line between braces; `line`: all on one line. */
  readonly shape: "block" | "expanded" | "line";
  /** The quote around keys. With double quotes texts have them too: the file is JSON, or is to look like it. */
  readonly quote: "" | "'" | '"';
  /** Between a brace and what it holds. */
  readonly pad: string;
  /** Between a dash and what follows it. */
  readonly gap: string;
  /** Of an expanded map: how many columns its keys, and its last brace, stand right of where it begins its line. */
  readonly inner: number;
  readonly outer: number;
}

export const PLAIN_STYLE: Style = { shape: "line", quote: "", pad: " ", gap: " ", inner: 2, outer: 0 };

type Pairs = readonly (readonly [string, Value])[];

/** A map between braces on one line. */
export function writeLineMap(pairs: Pairs, style: Style): string {
  const inside = pairs.map((pair) => writePair(pair, style)).join(", ");
  return `{${style.pad}${inside}${style.pad}}`;
}

/** A map as the lines of the style's shape, without the indentation of the first; `column` is where that begins. */
export function writeMap(pairs: Pairs, style: Style, column: number): readonly string[] {
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
export function writePair([key, value]: readonly [string, Value], style: Style): string {
  return `${writeKey(key, style)}: ${writeValue(value, style, key)}`;
}

/** In quotes where the style has them, and where a reader of YAML 1.1 would take it for something else, as `no`. */
export function writeKey(key: string, { quote }: Pick<Style, "quote">): string {
  return quote === "" && !isPlainText(key) ? quoteText(key) : `${quote}${key}${quote}`;
}

/** A value on one line. */
export function writeValue(value: Value, style: Style, key?: string): string {
  if (typeof value === "string") {
    return key === "reason" || style.quote === '"' || !isPlainText(value) ? quoteText(value) : value;
  }
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map((item) => writeValue(item, style)).join(", ")}]`;
  return writeLineMap(orderPairs(value, PERSON_KEYS), style);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** In double quotes, on one line, nothing folded. */
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
/** What a reader of YAML 1.1 or 1.2 takes for something else than text. */
const OTHERWISE = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function isPlainText(text: string): boolean {
  return DATE_TIME.test(text) || VARIABLE.test(text) || (WORDS.test(text) && !OTHERWISE.test(text));
}
