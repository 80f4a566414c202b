/** Finds the closest known word, for every "did you mean". */
import { fold } from "./letters.ts";

/** The closest known word, if a typing mistake explains the difference. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const wanted = [...fold(word)];
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const letters = [...fold(candidate)];
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, letters.length) / 3));
    if (Math.abs(letters.length - wanted.length) > limit) continue;
    const distance = countSlips(wanted, letters);
    if (distance <= limit && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Counts letters that are missing, added, wrong or transposed. */
function countSlips(one: readonly string[], other: readonly string[]): number {
  let before: readonly number[] = [];
  let last: readonly number[] = [...other, ""].map((_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next: number[] = [];
    for (let column = 0; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const turned = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          cell(last, column) + 1,
          cell(next, column - 1) + 1,
          cell(last, column - 1) + (same ? 0 : 1),
          cell(before, column - 2) + (turned ? 1 : Number.POSITIVE_INFINITY),
        ),
      );
    }
    before = last;
    last = next;
  }
  return cell(last, other.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
