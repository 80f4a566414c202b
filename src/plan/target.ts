/**
 * A roster, the names of its schedules and now in; what a provider is to have out: for each role the rotation that the
 * roster ends in, anchored so that it is right for ever, and an override wherever the roster says otherwise until then.
 */
import type { Id, Role, Roster } from "../roster/model.ts";
import { DAY_MS, formatDate } from "../time/date.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import { selectStretches } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import { findEndOfLog } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";
import type { Held, Pattern, Rule, Served, Span, Target, Wanted } from "./model.ts";
import { anchored, handoffOf, laid } from "./pattern.ts";
import { findDifferences } from "./spans.ts";

/** How far ahead overrides are made, and the provider's answer is held against the roster. */
export const HORIZON_WEEKS = 53;

/** Providers round the handoff of a rotation to :00 or :30. */
const ROUNDED_MS = 30 * MINUTE_MS;

/** A provider's clock may be behind ours, and whoever has a rotation that begins in its future has nobody until then. */
const CLOCKS_APART_MS = 60 * MINUTE_MS;

/** Minutes from one role of an escalation to the next, if the roster does not say. */
const APART = 720;

export interface Named {
  readonly schedules: ReadonlyMap<Role, string>;
  readonly escalation: string | undefined;
}

/** What no provider can be told, one sentence each; else the target, and what is left out of it. */
export type Aimed =
  | { readonly kind: "target"; readonly target: Target; readonly notes: readonly string[] }
  | { readonly kind: "unfit"; readonly reasons: readonly string[] };

export function targetOf(timeline: Timeline, named: Named, now: Instant): Aimed {
  const reasons: string[] = [];
  const first = timeline.shiftFrom(now);
  const until = now + HORIZON_WEEKS * 7 * DAY_MS;
  const last = timeline.shiftFrom(until);
  const settled = settledFrom(timeline, first, last);
  const shifts = Array.from({ length: last - first + 1 }, (_, step) => timeline.shift(first + step));
  const present = rolesIn(shifts);
  const roles: Wanted[] = [];
  const taken = new Map<string, Role>();
  for (const role of present) {
    const name = named.schedules.get(role);
    if (name === undefined) continue;
    const other = taken.get(name);
    if (other === undefined) taken.set(name, role);
    else reasons.push(`${other} and ${role} have the same schedule, ${name}: each takes its own`);
    const own = shifts.flatMap((shift) =>
      selectStretches(shift, role).map(({ start, end, engineer: who }) => ({ start, end, who, shift })),
    );
    const spans = ofOnePerson(own).filter(({ end }) => end > now);
    const index = shifts.findLast(({ terms }) => terms.roles.includes(role))?.index ?? last;
    const pattern = patternOf(timeline, role, Math.min(index, settled ?? last), spans);
    if (typeof pattern === "string") reasons.push(pattern);
    else
      roles.push({
        role,
        name,
        ...wantedOf(spans, anchored(pattern, now - CLOCKS_APART_MS)),
        vacancies: vacanciesIn(own, shifts[0]?.start ?? now, now),
      });
  }
  if (taken.size === 0)
    reasons.push("the roster names no schedule for any of its roles: add them to `opsgenie.schedules`");
  const { escalation, remarks } = escalationOf(timeline.roster, named, shifts, reasons);
  if (roles.some(({ pattern }) => handoffOf(pattern, 0) % ROUNDED_MS !== 0))
    reasons.push(
      "a handoff is not at :00 or :30 in UTC, to which it would be rounded: choose another `handoff`",
    );
  if (reasons.length > 0) return { kind: "unfit", reasons };
  const notes = [
    ...remarks,
    ...roles.flatMap(({ role }) => partOf(role, shifts)),
    ...present
      .filter((role) => !named.schedules.has(role))
      .map((role) => `${role} has no schedule and is not pushed`),
    ...[...named.schedules.keys()]
      .filter((role) => !present.includes(role))
      .map((role) => `the roster has no role ${role} in the coming year: its schedule is left as it is`),
  ];
  return { kind: "target", target: { roles, until, isForGood: settled !== undefined, escalation }, notes };
}

/** The first shift from which on the queue only goes round: nothing acts any more, no skip is left that ends. */
function settledFrom(timeline: Timeline, first: number, last: number): number | undefined {
  const { handoffs, queue } = timeline.rotation;
  const effect = findEndOfLog(timeline);
  let index = Math.max(first, handoffs.reached(effect));
  if (handoffs.at(index).instant < effect) index += 1;
  for (; index <= last; index += 1) {
    const { date, terms } = handoffs.at(index);
    const begins = date - (terms.roles.length - 1) * terms.every;
    const isSettled = [...queue(index).skipping.values()].every(({ turns, until }) => {
      return until?.date === Infinity || (turns.length === 0 && (until?.date ?? begins) <= begins);
    });
    if (isSettled) return index;
  }
  return undefined;
}

type Piece = Held & { readonly shift: Span };

/** The spans that somebody serves; what one serves in a row within a shift is one. */
function ofOnePerson(pieces: readonly Piece[]): Wanted["spans"] {
  const found: Served[] = [];
  for (const { start, end, who, shift } of pieces) {
    const last = found.at(-1);
    if (who === null) continue;
    if (last?.end === start && last.who === who && start !== shift.start)
      found[found.length - 1] = { ...last, end };
    else found.push({ start, end, who });
  }
  return found;
}

/** Before the first shift of all, nobody is on call; a role that is not there yet is not vacant. */
function vacanciesIn(pieces: readonly Piece[], begin: Instant, now: Instant): readonly Span[] {
  return [
    ...(begin > now ? [{ start: now, end: begin }] : []),
    ...pieces.filter(({ who, end }) => who === null && end > now),
  ].map(({ start, end }) => ({ start: Math.max(start, now), end }));
}

/** What the role goes on as from a shift on; or why there is no such thing. */
function patternOf(
  { rotation }: Timeline,
  role: Role,
  index: number,
  spans: Wanted["spans"],
): Pattern | string {
  const { terms, date } = rotation.handoffs.at(index);
  const { seats, skipping } = rotation.queue(index);
  // Whoever is passed over until some day beyond the horizon is not in the round that is seen.
  const begins = date - (terms.roles.length - 1) * terms.every;
  const turns = seats.filter(({ person }) => (skipping.get(person)?.until?.date ?? begins) <= begins).length;
  const round = Array.from({ length: turns }, (_, step) => {
    const { held } = rotation.holdings(index + step).find((holding) => holding.role === role) ?? {};
    return held?.seat.person;
  }).filter((person) => person !== undefined);
  const { zone, handoff: time, every } = terms;
  const cycle = round.length > 0 && round.length === turns;
  // A role that ends, a queue that changes beyond the horizon or becomes too short, which is for a guard to tell: whoever
  // serves until then takes turns, last first.
  const people: readonly Id[] = cycle ? round : [...new Set(spans.map(({ who }) => who).reverse())];
  return people.length === 0
    ? `nobody is ${role}: somebody has to join the queue`
    : { zone, date, time, every, people };
}

function wantedOf(spans: Wanted["spans"], pattern: Pattern): Pick<Wanted, "pattern" | "spans" | "overrides"> {
  const overrides = spans.flatMap((span) => {
    const found: Served[] = [];
    for (const { start, end } of findDifferences([span], laid(pattern, span.start, span.end))) {
      const last = found.at(-1);
      if (last?.end === start) found[found.length - 1] = { ...last, end };
      else found.push({ start, end, who: span.who });
    }
    return found;
  });
  return { pattern, spans, overrides };
}

/** Those of the first shift come first. */
function rolesIn(shifts: readonly Shift[]): readonly Role[] {
  return [...new Set(shifts.flatMap(({ terms }) => terms.roles))];
}

/** A schedule cannot be empty: where the roster has the role for a part of the time alone, somebody has it all the same. */
function partOf(role: Role, shifts: readonly Shift[]): readonly string[] {
  const has = ({ terms }: Shift) => terms.roles.includes(role);
  const begin = shifts.find(has);
  const end = shifts[shifts.findLastIndex(has) + 1];
  return [
    ...(begin === undefined || begin === shifts[0]
      ? []
      : [
          `${role} begins on ${formatDate(begin.date)}: until then its schedule has whoever its rotation names; push again then`,
        ]),
    ...(end === undefined
      ? []
      : [
          `${role} ends on ${formatDate(end.date)}: its schedule goes on with whoever its rotation names; push again then`,
        ]),
  ];
}

/** By default the roles of the running terms in their order, and behind them those to come. */
function escalationOf(
  { escalation, people, rotation }: Roster,
  named: Named,
  shifts: readonly Shift[],
  reasons: string[],
): { readonly escalation: Target["escalation"]; readonly remarks: readonly string[] } {
  if (named.escalation === undefined) return { escalation: undefined, remarks: [] };
  const present = rolesIn(shifts);
  const other = shifts.find(
    ({ terms: { roles } }) => String(roles) !== String(present.filter((role) => roles.includes(role))),
  );
  const remarks =
    escalation !== undefined || other === undefined
      ? []
      : [
          `alerts go by the order of the roles, which is another from ${formatDate(other.date)} on: push again then`,
        ];
  const before = reasons.length;
  const steps = escalation ?? present.map((notify, index) => ({ notify, after: index * APART }));
  const rules = steps.flatMap(({ notify, after: minutes }): readonly Rule[] => {
    if (present.includes(notify)) {
      if (named.schedules.has(notify)) return [{ kind: "role", notify, minutes }];
      reasons.push(
        `the escalation notifies ${notify}, which has no schedule: add one to \`opsgenie.schedules\`, or write an \`escalation\` without ${notify}`,
      );
      return [];
    }
    if (rotation.some(({ roles }) => roles.includes(notify)))
      remarks.push(`the escalation notifies ${notify}, which nobody is in the coming year: that is left out`);
    else if (people.has(notify)) return [{ kind: "person", notify, minutes }];
    else reasons.push(`the escalation notifies ${notify}, who is neither a role nor a person`);
    return [];
  });
  if (rules.length === 0 && reasons.length === before) reasons.push("the escalation notifies nobody");
  return {
    escalation: {
      name: named.escalation,
      rules: rules.sort((one, other) => one.minutes - other.minutes),
    },
    remarks,
  };
}

/** Everybody whom the provider has to know. */
export function peopleIn({ roles, escalation }: Target): readonly Id[] {
  const served = roles.flatMap(({ pattern, overrides }) => [
    ...pattern.people,
    ...overrides.map(({ who }) => who),
  ]);
  return [
    ...new Set([
      ...served,
      ...(escalation?.rules ?? []).flatMap(({ kind, notify }) => (kind === "person" ? [notify] : [])),
    ]),
  ];
}
