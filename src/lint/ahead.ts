/** Finds the time that rules look at: from the current minute until the log has had all its effects. */
import type { Role } from "../roster/model.ts";
import type { Handoff } from "../rotation/handoffs.ts";
import { floorToMinute } from "../rules/serving.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import { findHorizon } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";
import type { RuleContext } from "./rule.ts";

type LookAhead = Pick<RuleContext, "timeline" | "now" | "until">;

/** From now until everything in the log has happened and everybody has had two more turns. */
export function findWindow({ timeline, now, until }: LookAhead): Interval {
  const start = floorToMinute(now);
  return { start, end: until ?? findHorizon(timeline, timeline, start) };
}

const YEAR_DAYS = 366;

/** Terms that start later than this are ignored: a roster may name a day in a thousand years. */
const MOST_YEARS = 10;

/** The handoffs of a year from one on, and of the first year of all later terms: a year has every clock change in it. */
export function findYearsOfHandoffs({ roster, rotation }: Timeline, from: number): readonly Handoff[] {
  const { handoffs } = rotation;
  const { date } = handoffs.at(from);
  const starts = roster.rotation.map(({ start }) => start).filter((start) => start > date);
  const firsts = [
    from,
    ...starts.filter((start) => start < date + MOST_YEARS * YEAR_DAYS).map(handoffs.from),
  ];
  return firsts.flatMap((first, position) => {
    const last = handoffs.at(first).date + YEAR_DAYS;
    const year: Handoff[] = [];
    for (let index = first; index !== firsts[position + 1]; index += 1) {
      const handoff = handoffs.at(index);
      if (handoff.date > last) break;
      year.push(handoff);
    }
    return year;
  });
}

/** Cached, since most rules look at them. */
const cache = new WeakMap<Timeline, { readonly window: Interval; readonly shifts: readonly Shift[] }>();

export function shiftsAhead(moment: LookAhead): readonly Shift[] {
  const { timeline } = moment;
  const window = findWindow(moment);
  const cached = cache.get(timeline);
  if (cached?.window.start === window.start && cached.window.end === window.end) return cached.shifts;
  const shifts = shiftsIn(timeline, window);
  cache.set(timeline, { window, shifts });
  return shifts;
}

export interface Vacancy extends Interval {
  readonly role: Role;
}

/** The times in which nobody serves a role; those between which nobody serves it either, on duty, are one. */
export function findVacancies(moment: LookAhead): readonly Vacancy[] {
  const vacancies: { role: Role; start: Instant; end: Instant }[] = [];
  const open = new Map<Role, { end: Instant }>();
  const shifts = shiftsAhead(moment);
  for (const { stretches, terms } of shifts) {
    for (const role of open.keys()) if (!terms.roles.includes(role)) open.delete(role);
    for (const { role, engineer, start, end } of stretches) {
      const last = open.get(role);
      if (engineer !== null) open.delete(role);
      else if (last !== undefined) last.end = end;
      else if (end > moment.now) {
        const vacancy = { role, start, end };
        open.set(role, vacancy);
        vacancies.push(vacancy);
      }
    }
  }
  // What is vacant to the last duty is vacant to the end.
  for (const vacancy of open.values()) vacancy.end = Math.max(vacancy.end, shifts.at(-1)?.end ?? vacancy.end);
  return vacancies;
}
