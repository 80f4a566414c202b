/** Finds who serves in a span of time. */
import type { Cover, Id, Leave, Role } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { type Interval, intersect, subtract } from "../time/interval.ts";
import { type Instant, instantOf, MINUTE_MS } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import { findFirstEffect, findLastEffect } from "../timeline/entry.ts";
import { countShifts } from "../timeline/horizon.ts";
import type { Shift, Stretch } from "../timeline/model.ts";
import type { CoverSpan } from "./wish.ts";

/** How far back a cover may reach: somebody may type it a little late. */
export const GRACE_MS = 15 * MINUTE_MS;

/** The file counts in minutes: what starts now starts with the current minute. */
export function floorToMinute(instant: Instant): Instant {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

/** What a person serves in a span of time, cut to it. */
export function listServed(timeline: Timeline, person: Id, span: Interval, role?: Role): readonly Stretch[] {
  return shiftsIn(timeline, span)
    .flatMap(({ stretches }) => stretches)
    .filter((stretch) => stretch.engineer === person && (role === undefined || stretch.role === role))
    .flatMap((stretch) => intersect(stretch, span).map((part) => ({ ...stretch, ...part })));
}

/** Likewise, by shifts: what lies before and after time off duty is one. */
export function listServedSpells(
  timeline: Timeline,
  person: Id,
  span: Interval,
  role?: Role,
): readonly Stretch[] {
  return shiftsIn(timeline, span)
    .flatMap(({ spells, stretches }) =>
      spells.flatMap((spell) => {
        const pieces = stretches
          .filter((stretch) => stretch.role === spell.role && intersect(stretch, spell).length > 0)
          .flatMap((stretch) => intersect(stretch, span));
        const [first, last] = [pieces[0], pieces.at(-1)];
        return first === undefined || last === undefined
          ? []
          : [{ ...spell, start: first.start, end: last.end }];
      }),
    )
    .filter((spell) => spell.engineer === person && (role === undefined || spell.role === role));
}

/** Whether somebody serves all hours of duty of a shift in a role. */
export function servesWhole({ duty, stretches }: Shift, person: Id, role: Role): boolean {
  const own = stretches.filter((stretch) => stretch.role === role && stretch.engineer === person);
  return duty.length > 0 && duty.every((span) => subtract(span, own).length === 0);
}

/** The roles of those pieces, each once. */
export function rolesIn(pieces: readonly Stretch[]): readonly Role[] {
  return [...new Set(pieces.map(({ role }) => role))];
}

/** The time of a cover; `shift` must be the date of a handoff. */
export function resolveSpan({ rotation: { handoffs } }: Timeline, span: Cover["span"] | CoverSpan): Interval {
  if (span.kind === "time") return span;
  const index = handoffs.on(span.date);
  return { start: handoffs.at(index).instant, end: handoffs.at(index + 1).instant };
}

/** What a person serves next, in any role or in one; undefined: nothing in the next two rounds of the queue. */
export function findNextSpell(
  timeline: Timeline,
  person: Id,
  from: Instant,
  role?: Role,
): Stretch | undefined {
  const first = timeline.shiftFrom(from);
  const last = first + 2 * countShifts(timeline, first) + 1;
  const end = timeline.rotation.handoffs.at(last).instant;
  return listServedSpells(timeline, person, { start: from, end }, role)[0];
}

/**
 * What somebody who leaves would still serve: in the shift that has begun on the day they leave, and by covers that they
 * promised, until they are in the queue again. Nothing before `now`.
 */
export function findTimeAfterLeaving(
  after: Timeline,
  leave: Pick<Leave, "person" | "from">,
  now: Instant,
): readonly Stretch[] {
  const { handoffs } = after.rotation;
  const acts = handoffs.from(leave.from);
  const handoff = handoffs.at(acts);
  const left = handoff.date === leave.from ? handoff.instant : midnight(after, leave.from);
  const covers = after.roster.changes.filter(({ kind }) => kind === "cover");
  const end = covers.reduce(
    (latest, cover) => Math.max(latest, findLastEffect(after, cover)),
    handoff.instant,
  );
  const back = findReturn(after, leave.person, acts, end);
  return listServedSpells(after, leave.person, {
    start: Math.max(left, floorToMinute(now)),
    end: Math.min(end, back),
  });
}

/** When somebody who left is in the queue again, by a join or by new terms. */
function findReturn(after: Timeline, person: Id, acts: number, end: Instant): Instant {
  const { handoffs } = after.rotation;
  const joins = after.roster.changes.filter((entry) => entry.kind === "join" && entry.person === person);
  const terms = after.roster.rotation.filter(({ queue }) => queue.includes(person));
  const later = [
    ...joins.map((join) => findFirstEffect(after, join)),
    ...terms.map(({ start }) => handoffs.at(handoffs.from(start)).instant),
  ].filter((at) => at > handoffs.at(acts).instant);
  return Math.min(end, ...later);
}

function midnight({ roster: { rotation } }: Timeline, date: LocalDate): Instant {
  const terms = rotation.findLast(({ start }) => start <= date) ?? rotation[0];
  return instantOf(terms.zone, date, 0);
}
