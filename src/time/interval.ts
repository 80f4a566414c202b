/** Cuts, joins and aligns stretches of time. An interval includes its start but not its end, so that pieces tile what they were cut from. */
import type { Instant } from "./zone.ts";

export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export function overlap(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The time that two intervals share; none if they only touch. */
export function intersect(one: Interval, other: Interval): readonly Interval[] {
  const shared = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return shared.start < shared.end ? [shared] : [];
}

/** The pieces of an interval before, inside and after another, without the empty ones. */
export function split<Piece extends Interval>(
  piece: Piece,
  by: Interval,
): readonly { readonly isInside: boolean; readonly piece: Piece }[] {
  const [inside] = intersect(piece, by);
  if (inside === undefined) return [{ isInside: false, piece }];
  return [
    { isInside: false, piece: { ...piece, end: inside.start } },
    { isInside: true, piece: { ...piece, ...inside } },
    { isInside: false, piece: { ...piece, start: inside.end } },
  ].filter(({ piece: { start, end } }) => start < end);
}

/** What is left of an interval outside the others. */
export function subtract<Piece extends Interval>(
  piece: Piece,
  others: readonly Interval[],
): readonly Piece[] {
  return others.reduce<readonly Piece[]>(
    (left, other) =>
      left.flatMap((each) => split(each, other).flatMap((part) => (part.isInside ? [] : [part.piece]))),
    [piece],
  );
}

/** Joins neighbours that touch and are the same, in pieces sorted by start. `combine` merges their other fields. */
export function join<Piece extends Interval>(
  pieces: readonly Piece[],
  isSame: (one: Piece, next: Piece) => boolean,
  combine: (one: Piece, next: Piece) => Partial<Piece> = () => ({}),
): readonly Piece[] {
  return joinNear(pieces, (one, next) => one.end === next.start && isSame(one, next), combine);
}

/** Joins neighbours, whether they touch or not. */
export function joinNear<Piece extends Interval>(
  pieces: readonly Piece[],
  isSame: (one: Piece, next: Piece) => boolean,
  combine: (one: Piece, next: Piece) => Partial<Piece> = () => ({}),
): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && isSame(last, piece))
      joined[joined.length - 1] = { ...last, ...combine(last, piece), end: piece.end };
    else joined.push(piece);
  }
  return joined;
}

/** A span in which neither side changes; at least one of them has something there. */
export interface Aligned<One, Other> extends Interval {
  readonly one: One | undefined;
  readonly other: Other | undefined;
}

/** Cuts two lines of intervals at each other's edges. Both are sorted by start, and neither overlaps itself. */
export function align<One extends Interval, Other extends Interval>(
  ones: readonly One[],
  others: readonly Other[],
): readonly Aligned<One, Other>[] {
  const edges = [...new Set([...ones, ...others].flatMap(({ start, end }) => [start, end]))];
  edges.sort((a, b) => a - b);
  const oneAt = walk(ones);
  const otherAt = walk(others);
  return edges.flatMap((start, index) => {
    const end = edges[index + 1];
    const one = oneAt(start);
    const other = otherAt(start);
    if (end === undefined || (one === undefined && other === undefined)) return [];
    return [{ start, end, one, other }];
  });
}

/** Looks up the interval that contains an instant; instants must be asked in order. */
function walk<Piece extends Interval>(pieces: readonly Piece[]): (at: Instant) => Piece | undefined {
  let next = 0;
  return (at) => {
    while ((pieces[next]?.end ?? Infinity) <= at) next += 1;
    const piece = pieces[next];
    return piece !== undefined && piece.start <= at ? piece : undefined;
  };
}
