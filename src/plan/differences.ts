/** Finds when somebody is on call who should not be. */
import { align, type Interval, join, overlap } from "../time/interval.ts";
import type { Assignment, Duty, Reassignment, ShiftMove, TargetRole, Who } from "./model.ts";

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

/**
 * Joins what goes between the same two people in one shift, as people see it: across time in which nobody serves and, where
 * hours of duty come or go, across the hours that stay.
 */
export function joinInShift(
  changes: readonly Reassignment[],
  { duties, handoffs }: Pick<TargetRole, "duties" | "handoffs">,
): readonly ShiftMove[] {
  const joined: ShiftMove[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    const length = change.end - change.start;
    const gap = last && { start: last.end, end: change.start };
    const isSame =
      last !== undefined &&
      last.from === change.from &&
      last.to === change.to &&
      !handoffs.some((at) => last.start < at && at <= change.start);
    const stays = gap !== undefined && duties.some((duty) => overlap(duty, gap));
    if (!isSame || (stays && change.from !== null && change.to !== null))
      joined.push({ ...change, length, isPart: false });
    else
      joined[joined.length - 1] = {
        ...last,
        end: change.end,
        length: last.length + length,
        isPart: last.isPart || stays,
      };
  }
  return joined;
}

/** Joins neighbours that go between the same two people. */
export function joinDifferences(pieces: readonly DutyDifference[]): readonly DutyDifference[] {
  return join(pieces, (one, next) => one.from === next.from && one.to === next.to);
}
