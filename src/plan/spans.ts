/** Finds where the people on call differ from those that are wanted. */
import { align, join } from "../time/interval.ts";
import type { Change, Held, Served } from "./model.ts";

type Move = Omit<Change, "role">;

/** From whom to whom each differing time goes. A time without a piece of `actual` is nobody's. */
export function findDifferences(wanted: readonly Served[], actual: readonly Held[]): readonly Move[] {
  const moves = align(wanted, actual).flatMap(({ start, end, one, other }): readonly Move[] => {
    const from = other?.who ?? null;
    return one === undefined || one.who === from ? [] : [{ start, end, from, to: one.who }];
  });
  return joinMoves(moves);
}

/** Neighbours that go from the same person to the same person are one. */
export function joinMoves(moves: readonly Move[]): readonly Move[] {
  return join(moves, (one, next) => one.from === next.from && one.to === next.to);
}
