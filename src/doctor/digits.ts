/** Compares phone numbers by how they end: services write the same number in other forms, or hide most of it. */

/** As many as tell one number from another, and no country or trunk prefix. */
const COMPARED = 7;

/** The digits that a text ends in, however they are grouped. */
export function readDigits(text: string): string {
  return text.replace(/[\s().\-/]/g, "").replace(/^.*\D/s, "");
}

/** Whether two runs of digits may be of one number; false if either is empty. */
export function endAlike(one: string, other: string): boolean {
  const length = Math.min(COMPARED, one.length, other.length);
  return length > 0 && one.slice(-length) === other.slice(-length);
}

/** All that may be shown of a number: `••01`. */
export function showEnding(text: string): string {
  return `••${readDigits(text).slice(-2)}`;
}
