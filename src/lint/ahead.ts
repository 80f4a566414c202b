/** The time that a check looks at: a timeline and now in; from the running minute to where the log has had all its effects out. */
import { type Span, shiftsIn, wholeMinute } from "../intent/serving.ts";
import type { Role } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { horizonOf } from "../timeline/compare.ts";
import type { Shift, Stretch } from "../timeline/model.ts";

/** From now until everything that the log says has come about, and everybody has had their turn twice. */
export function ahead(timeline: Timeline, now: Instant): Span {
  const start = wholeMinute(now);
  return { start, end: horizonOf(timeline, timeline, start) };
}

/** Kept, since most rules look at them. */
const shifts = new WeakMap<Timeline, { readonly now: Instant; readonly shifts: readonly Shift[] }>();

export function shiftsAhead(timeline: Timeline, now: Instant): readonly Shift[] {
  const known = shifts.get(timeline);
  if (known?.now === now) return known.shifts;
  const found = shiftsIn(timeline, ahead(timeline, now));
  shifts.set(timeline, { now, shifts: found });
  return found;
}

/** The times in which nobody serves a role; neighbours of one role are one. */
export function vacanciesAhead(
  timeline: Timeline,
  now: Instant,
): readonly (Pick<Stretch, "start" | "end"> & { readonly role: Role })[] {
  const found: { role: Role; start: Instant; end: Instant }[] = [];
  for (const { stretches } of shiftsAhead(timeline, now)) {
    for (const { role, engineer, start, end } of stretches) {
      if (engineer !== null || end <= now) continue;
      const last = found.findLast((each) => each.role === role);
      if (last?.end === start) last.end = end;
      else found.push({ role, start, end });
    }
  }
  return found;
}
