/**
 * Measures how many columns a text takes on a terminal, and makes texts fit. Latin, Greek and Cyrillic letters, which take
 * one column each, are counted here; anything else loads string-width, which takes 40 ms, more than the rest of `who`.
 */

/** Columns of a text without escapes or line breaks. */
export type Width = (text: string) => number;

/** Letters and signs that always take one column; the last are those that the product itself writes. */
const NARROW =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2013\u2014\u2018-\u201d\u2026\u2192\u21b3\u2588\u2591\u2593\u25b8\ufffd]*$/;

/** One column per letter; for texts that `isNarrow` knows. */
export const narrowWidth: Width = (text) => text.length;

export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

/** Finds a measure that is right for these texts and for parts of them. */
export async function widthFor(texts: Iterable<string>): Promise<Width> {
  for (const text of texts) {
    if (isNarrow(text)) continue;
    const { default: stringWidth } = await import("string-width");
    return (measured) => (isNarrow(measured) ? measured.length : stringWidth(measured));
  }
  return narrowWidth;
}

/** Adds spaces up to a width. */
export function padEnd(text: string, columns: number, width: Width): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** The greatest width among texts; 0 for none. */
export function widest(texts: Iterable<string>, width: Width): number {
  let most = 0;
  for (const text of texts) most = Math.max(most, width(text));
  return most;
}

/**
 * Joins phrases by spaces into lines of at most `columns`. A line ends between phrases if it can, else between words,
 * and within a word only if that alone is too wide: nothing is ever cut off.
 */
export function wrap(phrases: readonly string[], columns: number, width: Width): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const end = () => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (const phrase of phrases) {
    const fits = width(phrase) <= columns;
    if (!fits) end();
    for (const piece of fits ? [phrase] : words(phrase, columns, width)) {
      const longer = line === "" ? piece : `${line} ${piece}`;
      if (width(longer) <= columns) {
        line = longer;
      } else {
        end();
        line = piece;
      }
    }
  }
  end();
  return lines;
}

/** Words that fit; brackets and what is in them are one. */
function words(phrase: string, columns: number, width: Width): readonly string[] {
  return phrase
    .split(/ (?![^(]*\))/)
    .flatMap((word) => (width(word) <= columns ? [word] : word.split(" ")))
    .flatMap((word) => (width(word) <= columns ? [word] : breakWord(word, columns, width)));
}

/** Breaks a word into parts that fit; letters keep the marks that belong to them. */
function breakWord(word: string, columns: number, width: Width): readonly string[] {
  const letters = isNarrow(word)
    ? [...word]
    : [...new Intl.Segmenter("en").segment(word)].map((part) => part.segment);
  const parts: string[] = [];
  let part = "";
  for (const letter of letters) {
    if (part !== "" && width(part + letter) > columns) {
      parts.push(part);
      part = letter;
    } else {
      part += letter;
    }
  }
  return [...parts, part];
}
