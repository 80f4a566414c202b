/** Finds who serves at an instant, and who is next. */
import type { Id, Role } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import type { Shift, Stretch } from "./model.ts";

/** Who serves at an instant, one stretch for each role, and who takes over when the next shift begins. */
export interface OnCall {
  readonly at: Instant;
  /** The running shift; undefined before the first start, when nobody is on call. */
  readonly shift: Shift | undefined;
  readonly now: readonly Serving[];
  readonly nextShift: Shift;
  readonly next: readonly Serving[];
}

/** A stretch and, if it ends before its shift does, who takes over the role then. */
export interface Serving extends Stretch {
  readonly after: Id | null | undefined;
}

export function findOnCall(timeline: Timeline, at: Instant): OnCall {
  const index = timeline.shiftAt(at);
  const shift = index === undefined ? undefined : timeline.shift(index);
  const nextShift = timeline.shift(index === undefined ? 0 : index + 1);
  return {
    at,
    shift,
    now: shift === undefined ? [] : findServing(shift, at),
    nextShift,
    next: findServing(nextShift, nextShift.start),
  };
}

/** The stretch of each role that an instant falls into, in the order of the roles. */
export function findServing(shift: Shift, at: Instant): readonly Serving[] {
  return shift.terms.roles.flatMap((role) => {
    const stretches = selectStretches(shift, role);
    const index = stretches.findIndex(({ start, end }) => start <= at && at < end);
    const stretch = stretches[index];
    return stretch === undefined ? [] : [{ ...stretch, after: stretches[index + 1]?.engineer }];
  });
}

/** The stretches of one role, by time. */
export function selectStretches(shift: Shift, role: Role): readonly Stretch[] {
  return shift.stretches.filter((stretch) => stretch.role === role);
}
