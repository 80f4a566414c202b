/** Finds when somebody is on call who should not be. */
import { align, type Interval, join } from "../time/interval.ts";
import type { Assignment, Duty, Who } from "./model.ts";

interface DutyDifference extends Interval {
  readonly from: Who | null;
  /** Null: nobody, off duty. */
  readonly to: Who | null;
}

/** In order. Nobody has the time that `actual` leaves out. */
export function findDifferences(
  wanted: readonly Duty[],
  actual: readonly Assignment[],
): readonly DutyDifference[] {
  const differences = align(wanted, actual).flatMap(
    ({ start, end, one, other }): readonly DutyDifference[] => {
      const from = other?.who ?? null;
      return one === undefined || one.who === from ? [] : [{ start, end, from, to: one.who }];
    },
  );
  return joinDifferences(differences);
}

/** When somebody is on call off duty, in order. */
export function findOffDuty(
  idle: readonly Interval[],
  actual: readonly Assignment[],
): readonly DutyDifference[] {
  const differences = align(idle, actual).flatMap(({ start, end, one, other }): readonly DutyDifference[] => {
    const from = other?.who ?? null;
    return one === undefined || from === null ? [] : [{ start, end, from, to: null }];
  });
  return joinDifferences(differences);
}

/** Joins neighbours that go between the same two people. */
export function joinDifferences(pieces: readonly DutyDifference[]): readonly DutyDifference[] {
  return join(pieces, (one, next) => one.from === next.from && one.to === next.to);
}
