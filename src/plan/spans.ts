/** Stretches of time held against each other. */
import type { Change, Held, Served, Span } from "./model.ts";

/** What two spans have in common; none where they do not touch. */
export function common(one: Span, other: Span): readonly Span[] {
  const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return span.start < span.end ? [span] : [];
}

type Move = Omit<Change, "role">;

/** Neighbours of the same two people as one. */
export function joined(pieces: readonly Move[]): readonly Move[] {
  const found: Move[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.end === piece.start && last.from === piece.from && last.to === piece.to)
      found[found.length - 1] = { ...last, end: piece.end };
    else found.push(piece);
  }
  return found;
}

/** Where `are` is not what is wanted, from whom to whom; both by time, neither overlapping itself. A time without a piece of `are` is nobody's. */
export function differences(wanted: readonly Served[], are: readonly Held[]): readonly Move[] {
  const found: Move[] = [];
  let first = 0;
  for (const { start, end, who } of wanted) {
    while ((are[first]?.end ?? Infinity) <= start) first += 1;
    let at = start;
    const until = (next: number, from: Move["from"]) => {
      if (at < next && from !== who) found.push({ start: at, end: next, from, to: who });
      at = Math.max(at, next);
    };
    for (let index = first; ; index += 1) {
      const piece = are[index];
      if (piece === undefined || piece.start >= end) break;
      until(piece.start, null);
      until(Math.min(piece.end, end), piece.who);
    }
    until(end, null);
  }
  return joined(found);
}

/** The pieces of a span that none of the others has. */
export function without<Piece extends Span>(piece: Piece, others: readonly Span[]): readonly Piece[] {
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
