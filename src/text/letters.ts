/**
 * Finds invisible characters in text. Persian, Indic and Mongolian spelling, variants of Chinese and Japanese characters,
 * and emoji need some of them: those are part of the text if their sequence is well-formed.
 */

/** A flag of a part of a country: Scotland, Wales. Free text in tags would be a hidden message. */
const FLAG =
  "\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,4}\\u{E007F}";
const LETTER = "[^\\p{ASCII}\\p{C}\\p{Z}]";
const MONGOLIAN = "[\\u1820-\\u18AA]";
const WELL_FORMED = [
  FLAG,
  `[\\u200C\\u200D](?<=${LETTER}.)(?=${LETTER})`,
  `[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}](?<=(?!\\p{Variation_Selector})${LETTER}.)`,
  // Keycaps: digits, `#` and `*`.
  "[\\uFE0E\\uFE0F](?<=\\p{Emoji}.)",
  `[\\u180B-\\u180D\\u180F](?<=${MONGOLIAN}.)`,
  `\\u180E(?<=${MONGOLIAN}[\\u180B-\\u180D\\u180F]?.)(?=${MONGOLIAN})`,
].join("|");
/** Characters that steer a terminal, reverse or break a line, carry hidden text, or are not characters at all. */
const HARMFUL =
  "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u206F\\uFFF9-\\uFFFB\\uFFFE\\uFFFF\\u{E0000}-\\u{E00FF}\\u{E01F0}-\\u{E0FFF}]";
const ALL = new RegExp(
  `(?<kept>${WELL_FORMED})|(?<harmful>${HARMFUL})|\\p{Default_Ignorable_Code_Point}`,
  "gsu",
);
const PLAIN = /^[\x20-\x7e]*$/;

export interface Hidden {
  readonly index: number;
  readonly character: string;
  readonly isHarmful: boolean;
}

/** Finds each invisible character, line breaks and tabs included. */
export function findHidden(text: string): readonly Hidden[] {
  if (PLAIN.test(text)) return [];
  return [...text.matchAll(ALL)].flatMap(({ 0: character, index, groups }) =>
    groups?.["kept"] === undefined
      ? [{ index, character, isHarmful: groups?.["harmful"] !== undefined }]
      : [],
  );
}

/** Writes the hidden characters of a text in another way. */
export function replaceHidden(text: string, write: (hidden: Hidden) => string): string {
  let result = "";
  let end = 0;
  for (const hidden of findHidden(text)) {
    result += text.slice(end, hidden.index) + write(hidden);
    end = hidden.index + hidden.character.length;
  }
  return result + text.slice(end);
}

/** Removes what is invisible and harmless: soft hyphens, zero-width spaces, joiners that join nothing. */
export function dropInvisible(text: string): string {
  return replaceHidden(text, ({ character, isHarmful }) => (isHarmful ? character : ""));
}

/** `U+00AD` */
export function nameCode(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${code.padStart(4, "0")}`;
}

/** `Monday` */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * Folds the spellings of a name into one, to compare by: composed or decomposed, in capitals or not, with or without
 * variation selectors.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.trim().toLowerCase();
  return text
    .normalize("NFC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .trim()
    .toLowerCase()
    .normalize("NFC");
}
