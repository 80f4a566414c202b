/** Finds who serves at an instant, and who is next. */
import type { Id, Role } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import type { Shift, Stretch } from "./model.ts";

/** The shifts that touch a span of time. */
export function shiftsIn(timeline: Timeline, { start, end }: Interval): readonly Shift[] {
  const shifts: Shift[] = [];
  if (start >= end) return shifts;
  for (let index = timeline.shiftFrom(start); ; index += 1) {
    const shift = timeline.shift(index);
    if (shift.start >= end) return shifts;
    shifts.push(shift);
  }
}

/** Who serves at an instant, one stretch for each role, and who takes over when the next shift begins. */
export interface OnCall {
  readonly at: Instant;
  /** The running shift; undefined before the first start, when nobody is on call. */
  readonly shift: Shift | undefined;
  readonly now: readonly Serving[];
  readonly nextShift: Shift;
  readonly next: readonly Serving[];
}

/** A stretch and, if somebody takes over the role at its end and before its shift ends, who does. */
export interface Serving extends Stretch {
  readonly after: Id | null | undefined;
  /** From the end of the last duty to the beginning of the next: nobody is on call, no role is vacant, and `after` comes next. */
  readonly offDuty: boolean;
}

export function findOnCall(timeline: Timeline, at: Instant): OnCall {
  const index = timeline.shiftAt(at);
  const shift = index === undefined ? undefined : timeline.shift(index);
  const nextShift = timeline.shift(index === undefined ? 0 : index + 1);
  return {
    at,
    shift,
    now: shift === undefined ? [] : findServing(timeline, shift, at),
    nextShift,
    next: findFirstServing(nextShift),
  };
}

/** The stretch of each role that an instant of a shift falls into, in the order of the roles; off duty, the time until the next. */
export function findServing(timeline: Timeline, shift: Shift, at: Instant): readonly Serving[] {
  const isOn = shift.duty.some(({ start, end }) => start <= at && at < end);
  return isOn ? findOnDuty(shift, at) : findOffDuty(timeline, shift, at);
}

/** Who serves when the first duty of a shift begins. */
export function findFirstServing(shift: Shift): readonly Serving[] {
  return findOnDuty(shift, shift.duty[0]?.start ?? shift.start);
}

function findOnDuty(shift: Shift, at: Instant): readonly Serving[] {
  return shift.terms.roles.flatMap((role) => {
    const stretches = selectStretches(shift, role);
    const index = stretches.findIndex(({ start, end }) => start <= at && at < end);
    const stretch = stretches[index];
    const next = stretches[index + 1];
    if (stretch === undefined) return [];
    return [{ ...stretch, after: next?.start === stretch.end ? next.engineer : undefined, offDuty: false }];
  });
}

/** Every shift holds some duty, so the last is in this shift or the one before, and the next in this or the one after. */
function findOffDuty(timeline: Timeline, shift: Shift, at: Instant): readonly Serving[] {
  const following = timeline.shift(shift.index + 1);
  const earlier = shift.index === 0 ? [] : timeline.shift(shift.index - 1).duty;
  const last = [...earlier, ...shift.duty].findLast(({ end }) => end <= at);
  const next = [...shift.duty, ...following.duty].find(({ start }) => start > at);
  const start = last?.end ?? shift.start;
  const end = next?.start ?? following.end;
  const then = findOnDuty(end < shift.end ? shift : following, end);
  return shift.terms.roles.map((role) => {
    const after = then.find((serving) => serving.role === role)?.engineer;
    return { role, engineer: null, scheduled: null, start, end, covers: [], after, offDuty: true };
  });
}

/** The stretches of one role, by time. */
export function selectStretches(shift: Shift, role: Role): readonly Stretch[] {
  return shift.stretches.filter((stretch) => stretch.role === role);
}

/** All roles of these shifts, in the order of the first; later ones follow. */
export function listRoles(shifts: readonly Shift[]): readonly Role[] {
  return [...new Set(shifts.flatMap(({ terms }) => terms.roles))];
}
