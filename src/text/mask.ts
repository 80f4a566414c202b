/**
 * Masks phone numbers in text from the roster, digit by digit so that columns stay the same. A number is personal data, and
 * must not appear in an error, wherever somebody typed it.
 */
import { nameCode, replaceHidden } from "./letters.ts";

/** Dates have as many digits as phone numbers, and stay readable in all the forms that people try. */
const DATE_OR_NUMBER =
  /(?<![\d+])(?:\d{4}([-/.])[01]?\d\1[0-3]?\d(?:[T ][0-2]?\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?|[0-3]?\d([-/.])[0-3]?\d\2(?:19|20)\d{2}|20\d{2}[01]\d[0-3]\d)(?![\d]|[-/. ()_]\d)|(?:[+＋][ (]*)?\p{Nd}(?:[ ().\-_/’'\u00A0\u2010-\u2015]*\p{Nd}){6,}/gu;

/** What follows a key that ends in `phone`, up to the next key: a comma may have cut the number in two. */
const AFTER_KEY = /(phone["']?\s*:)((?:(?!\b[a-z_]+["']?\s*:)[^}\n])*)/giu;

/** Cuts a text to a length, but never a character in two. */
function cutAt(text: string, most: number): string {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(most - 1, most + 1))
    ? text.slice(0, most - 1)
    : text.slice(0, most);
}

const DIGIT = /\p{Nd}/gu;

/** Replaces every digit of what may be a phone number with a bullet. */
export function maskPhones(text: string): string {
  return text
    .replace(AFTER_KEY, (_, key: string, value: string) => key + maskDigits(value))
    .replace(DATE_OR_NUMBER, (found) => (isDate(found) ? found : maskDigits(found)));
}

function isDate(text: string): boolean {
  return /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T ].*)?|\d{1,2}([-/.])\d{1,2}\2\d{4}|20\d{6})$/.test(text);
}

function maskDigits(text: string): string {
  return text.replace(DIGIT, (digit) => "•".repeat(digit.length));
}

/** Prepares a word of the file for a message: one line, not too long, without phone numbers and hidden characters. */
export function showWord(text: string): string {
  // Masked before it is cut: the rest of a number would be too short to be recognised.
  const masked = maskPhones(text);
  const short = masked.length > 40 ? `${cutAt(masked, 39).trimEnd()}…` : masked;
  return replaceHidden(short, ({ character }) => (character === "\n" ? " " : `<${nameCode(character)}>`));
}
