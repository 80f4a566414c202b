/** Compares stretches of time: what they share, where they differ, what is left of one without the others. */
import type { Duty, Reassignment, Slot, Span } from "./model.ts";

/** The time that both have; empty where they do not overlap. */
export function intersect(one: Span, other: Span): readonly Span[] {
  const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return span.start < span.end ? [span] : [];
}

type Difference = Omit<Reassignment, "role">;

/** Joins neighbours that go between the same two people. */
export function joinNeighbours(pieces: readonly Difference[]): readonly Difference[] {
  const joined: Difference[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.end === piece.start && last.from === piece.from && last.to === piece.to)
      joined[joined.length - 1] = { ...last, end: piece.end };
    else joined.push(piece);
  }
  return joined;
}

/**
 * Where `actual` differs from `wanted`, from whom to whom. Both are in order and without overlaps; time that `actual`
 * leaves out belongs to nobody.
 */
export function findDifferences(wanted: readonly Duty[], actual: readonly Slot[]): readonly Difference[] {
  const differences: Difference[] = [];
  let first = 0;
  for (const { start, end, who } of wanted) {
    while ((actual[first]?.end ?? Infinity) <= start) first += 1;
    let at = start;
    const compareUntil = (next: number, from: Difference["from"]) => {
      if (at < next && from !== who) differences.push({ start: at, end: next, from, to: who });
      at = Math.max(at, next);
    };
    for (let index = first; ; index += 1) {
      const piece = actual[index];
      if (piece === undefined || piece.start >= end) break;
      compareUntil(piece.start, null);
      compareUntil(Math.min(piece.end, end), piece.who);
    }
    compareUntil(end, null);
  }
  return joinNeighbours(differences);
}

/** What is left of a piece without the time of the others. */
export function subtract<Piece extends Span>(piece: Piece, others: readonly Span[]): readonly Piece[] {
  return others.reduce<readonly Piece[]>(
    (left, other) =>
      left.flatMap((each) =>
        [
          { ...each, end: Math.min(each.end, Math.max(each.start, other.start)) },
          { ...each, start: Math.max(each.start, Math.min(each.end, other.end)) },
        ].filter(({ start, end }) => start < end),
      ),
    [piece],
  );
}
