/** Drafts the entries of a cover or an exchange: one, or one for each role or shift that changes hands. */
import type { Cover, Role } from "../roster/model.ts";
import { rephrase } from "../rules/command.ts";
import {
  findNextSpell,
  floorToMinute,
  listServed,
  resolveSpan,
  rolesIn,
  servesWhole,
} from "../rules/serving.ts";
import { findNextHandoff } from "../rules/turns.ts";
import type { CoverSpan, CoverWish } from "../rules/wish.ts";
import { formatDay, formatMoment, joinWords } from "../rules/words.ts";
import type { LocalDate } from "../time/date.ts";
import { type Interval, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import { countShifts } from "../timeline/horizon.ts";
import type { Unplaced } from "./entry.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

export type CoverWords = Omit<Cover, "index" | "path" | "line">;

/** What all entries of a wish have in common. */
export type Given = Pick<Cover, "approvedBy" | "reason" | "backdated" | "unapproved">;

export function draftCover(
  wish: CoverWish,
  given: Given,
  before: Timeline,
  now: Instant,
): readonly Unplaced[] | WishRefusal {
  const wrong = refuseSpan(wish, before);
  if (wrong !== undefined) return wrong;
  const { person, by, role } = wish;
  const span = fromMinute(wish.span, now);
  const entry = (changed: Partial<CoverWords>): CoverWords => ({
    kind: "cover",
    ...given,
    person,
    by,
    role,
    span,
    ...changed,
  });
  if (!wish.exchange) return [entry({})];
  const time = resolveSpan(before, span);
  if (listServed(before, person, time, role).length === 0) return refuseHollow(wish, before, now);
  return listServed(before, by, time).length > 0
    ? exchangeRoles(wish, before, time, entry)
    : exchangeShifts(wish, before, now, entry);
}

/** The file counts in minutes: what starts now starts with the current minute. */
function fromMinute(span: CoverSpan, now: Instant): CoverSpan {
  return span.kind === "time" && span.start === now ? { ...span, start: floorToMinute(now) } : span;
}

function refuseSpan(wish: CoverWish, before: Timeline): WishRefusal | undefined {
  const { span, role } = wish;
  if (wish.person === wish.by) {
    return refuse({
      rule: "same-person",
      message: `${wish.person} cannot cover for themselves`,
      help: "name somebody else with --by",
    });
  }
  if (span.kind === "time") {
    if (span.start < span.end) return undefined;
    const [from, until] = [formatMoment(before.roster, span.start), formatMoment(before.roster, span.end)];
    return refuse({
      rule: "until-not-after-from",
      message: `this cover would end on ${until}, but begins on ${from}`,
      help: "give a later --until",
    });
  }
  const { handoffs } = before.rotation;
  const handoff = handoffs.at(handoffs.on(span.date));
  if (handoff.date !== span.date) {
    const next = handoffs.at(handoff.index + (handoff.date < span.date ? 1 : 0)).date;
    const dates = [...new Set([handoff.date, next])];
    const date = dates.find((each) => servesOn(before, wish, each)) ?? findNextShift(before, wish, next);
    const command =
      date === undefined ? "" : `: ${rephrase(wish, { span: { kind: "shift", date } }, before.roster)}`;
    return refuse({
      rule: "no-handoff-on-date",
      message: `no shift begins on ${formatDay(span.date)}`,
      help: `the nearest handoffs are on ${joinWords(dates.map(formatDay))}${command}`,
    });
  }
  if (role === undefined || handoff.terms.roles.includes(role)) return undefined;
  return refuse({
    rule: "unknown-role",
    message: `the shift of ${formatDay(span.date)} has no role ${role}`,
    help: `its roles are ${joinWords(handoff.terms.roles)}`,
  });
}

function servesOn(before: Timeline, { person, role }: CoverWish, date: LocalDate): boolean {
  return listServed(before, person, resolveSpan(before, { kind: "shift", date }), role).length > 0;
}

/** The date of the next shift, from a handoff on, in which the person covered serves. */
function findNextShift(
  before: Timeline,
  { person, role }: CoverWish,
  date: LocalDate,
): LocalDate | undefined {
  const { start } = resolveSpan(before, { kind: "shift", date });
  const next = findNextSpell(before, person, start, role);
  return next === undefined ? undefined : before.shift(before.shiftFrom(next.start)).date;
}

/** Both hold a role in that time: each takes the other's, shift by shift. */
function exchangeRoles(
  wish: CoverWish,
  before: Timeline,
  time: Interval,
  entry: (changed: Partial<CoverWords>) => CoverWords,
): readonly Unplaced[] | WishRefusal {
  const { person, by } = wish;
  const parts = shiftsIn(before, time).map((shift) => {
    const part = { start: Math.max(shift.start, time.start), end: Math.min(shift.end, time.end) };
    const isWhole = part.start === shift.start && part.end === shift.end;
    const span: CoverSpan = isWhole ? { kind: "shift", date: shift.date } : { kind: "time", ...part };
    const mine = rolesIn(listServed(before, person, part, wish.role));
    return { span, mine, theirs: mine.length === 0 ? [] : rolesIn(listServed(before, by, part)) };
  });
  const shared = parts.flatMap(({ mine, theirs }) => mine.filter((role) => theirs.includes(role)));
  const [both] = shared;
  if (both !== undefined) {
    return refuse({
      rule: "no-exchange",
      message: `${person} and ${by} are both ${both} at times within one shift`,
      help: "exchange a time in which each holds one role throughout",
    });
  }
  return parts.flatMap(({ span, mine, theirs }) => [
    ...mine.map((role) => entry({ span, role })),
    ...theirs.map((role) => entry({ span, role, person: by, by: person })),
  ]);
}

/** The person who covers has no role then: they take a whole shift, and give away their next one in that role. */
function exchangeShifts(
  wish: CoverWish,
  before: Timeline,
  now: Instant,
  entry: (changed: Partial<CoverWords>) => CoverWords,
): readonly Unplaced[] | WishRefusal {
  const { person, by, span } = wish;
  if (span.kind === "time") {
    return refuse({
      rule: "no-exchange",
      message: `${by} is not on call in that time, and has nothing to exchange`,
      help: `exchange a whole shift with --shift, or have ${by} cover without --exchange`,
    });
  }
  const roles = rolesIn(listServed(before, person, resolveSpan(before, span), wish.role));
  const entries = [entry({})];
  for (const role of roles) {
    const date = findShiftToGive(wish, before, role, now);
    if (date === undefined) {
      return refuse({
        rule: "no-exchange",
        message: `${by} has no shift as ${role} to come that ${person} is free to take`,
        help: rephrase(wish, { exchange: false }, before.roster),
      });
    }
    entries.push(entry({ person: by, by: person, role, span: { kind: "shift", date } }));
  }
  return entries;
}

function findShiftToGive(wish: CoverWish, before: Timeline, role: Role, now: Instant): number | undefined {
  const first = findNextHandoff(before, now);
  const count = 2 * countShifts(before, first) + 1;
  const indexes = Array.from({ length: count }, (_, step) => first + step);
  const found = indexes
    .map((index) => before.shift(index))
    // Somebody who serves already would have two roles at once.
    .find(
      (shift) =>
        servesWhole(shift, wish.by, role) &&
        shift.stretches.every(({ engineer }) => engineer !== wish.person),
    );
  return found?.date;
}

/** Refuses a cover of somebody who is not on call then, and says when they are, with the command for that. */
export function refuseHollow(wish: CoverWish, before: Timeline, now: Instant): WishRefusal {
  const { person, role } = wish;
  const { roster } = before;
  const time = resolveSpan(before, wish.span);
  const shifts = shiftsIn(before, time);
  const isOffDuty =
    shifts.length > 0 && shifts.every(({ duty }) => !duty.some((span) => overlap(span, time)));
  const from = isOffDuty ? Math.max(now, time.start) : now;
  const next = findNextSpell(before, person, floorToMinute(from), role);
  const when = `from ${formatMoment(roster, time.start)} until ${formatMoment(roster, time.end)}`;
  const message = isOffDuty
    ? `nobody is on call ${when}: it is off duty`
    : `${person} is not ${role ?? "on call"} ${when}`;
  if (next === undefined) {
    return refuse({ rule: "hollow-cover", message, help: `${person} is not on call in any shift soon` });
  }
  const shift = before.shift(before.shiftFrom(next.start));
  const isWhole = servesWhole(shift, person, next.role) && next.start === shift.duty[0]?.start;
  const span: CoverSpan = isWhole
    ? { kind: "shift", date: shift.date }
    : { kind: "time", start: next.start, end: next.end };
  return refuse({
    rule: "hollow-cover",
    message,
    help: `${person} is ${next.role} from ${formatMoment(roster, next.start)} until ${formatMoment(roster, next.end)}: ${rephrase(wish, { span }, roster)}`,
  });
}
