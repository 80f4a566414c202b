/**
 * Builds what a service should have: for each role the rotation that the roster settles into, anchored so that it is right
 * for ever, and an override wherever the roster differs from it until then.
 */
import { writeAddress } from "../roster/address.ts";
import type { Id, Role } from "../roster/model.ts";
import { DAY_MS, formatDate } from "../time/date.ts";
import { type Interval, join } from "../time/interval.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import { listRoles, selectStretches } from "../timeline/ask.ts";
import type { Timeline } from "../timeline/build.ts";
import { findEndOfLog } from "../timeline/horizon.ts";
import type { Shift } from "../timeline/model.ts";
import type { Abilities } from "./abilities.ts";
import { derivePattern } from "./base-order.ts";
import { findDifferences } from "./differences.ts";
import { buildEscalation } from "./escalation.ts";
import type { Assignment, Duty, Pattern, RemoteNames, Target, TargetRole } from "./model.ts";
import { anchorPattern, expandPattern, handoffAt } from "./pattern.ts";
import { restrictPattern } from "./restrict.ts";

/** How far ahead overrides are made, and the service is compared with the roster, unless the service tells less. */
const HORIZON_WEEKS = 53;

/** Services round the handoff of a rotation to :00 or :30. */
const ROUNDED_MS = 30 * MINUTE_MS;

/** A service's clock may be slow, and a rotation that starts in its future has nobody on call until then. */
const CLOCK_SKEW_MS = 60 * MINUTE_MS;

export type TargetResult =
  | { readonly kind: "target"; readonly target: Target; readonly notes: readonly string[] }
  /** Why the service cannot hold this roster, a sentence each. */
  | { readonly kind: "unfit"; readonly reasons: readonly string[] };

export function buildTarget(
  timeline: Timeline,
  names: RemoteNames,
  { reachWeeks }: Pick<Abilities, "reachWeeks">,
  now: Instant,
): TargetResult {
  const reasons: string[] = [];
  const first = timeline.shiftFrom(now);
  const until = now + Math.min(HORIZON_WEEKS, reachWeeks) * 7 * DAY_MS;
  const last = timeline.shiftFrom(until);
  const settled = findSettledShift(timeline, first, last);
  const shifts = Array.from({ length: last - first + 1 }, (_, step) => timeline.shift(first + step));
  const present = listRoles(shifts);
  const roles: TargetRole[] = [];
  const hourNotes: string[] = [];
  const taken = new Map<string, Role>();
  for (const role of present) {
    const address = names.schedules.get(role);
    if (address === undefined) continue;
    const { schedule } = address;
    const other = taken.get(schedule);
    if (other === undefined) taken.set(schedule, role);
    else
      reasons.push(
        `${other} and ${role} share the schedule ${schedule}, which pages all who are on call in it at once: each role needs its own`,
      );
    const pieces = shifts.flatMap((shift) =>
      selectStretches(shift, role).map(({ start, end, engineer: who }) => ({ start, end, who, shift })),
    );
    const duties = joinDuties(pieces).filter(({ end }) => end > now);
    const index = shifts.findLast(({ terms }) => terms.roles.includes(role))?.index ?? last;
    const base = Math.min(index, settled ?? last);
    const derived = derivePattern(timeline, role, base, duties);
    if (derived === undefined) {
      reasons.push(`nobody is ${role}: somebody has to join the queue`);
      continue;
    }
    const ahead = { start: now, end: until };
    const { pattern, idle, ...found } = restrictPattern(derived, role, shifts, { base, ahead });
    reasons.push(...found.reasons);
    hourNotes.push(...found.notes);
    roles.push({
      role,
      address,
      name: writeAddress(address),
      ...deriveOverrides(duties, anchorPattern(pattern, now - CLOCK_SKEW_MS)),
      vacancies: findVacancies(pieces, timeline.shift(first).start, now),
      idle,
      handoffs: shifts.map(({ start }) => start),
    });
  }
  if (taken.size === 0)
    reasons.push(
      `the roster names no schedule for any of its roles: add them to \`${names.section}.schedules\``,
    );
  const { escalation, notes, reasons: more } = buildEscalation(timeline.roster, names, shifts, present);
  reasons.push(...more);
  if (roles.some(({ pattern }) => handoffAt(pattern, 0) % ROUNDED_MS !== 0))
    reasons.push(
      "a handoff is not at :00 or :30 in UTC, and would be rounded to that: choose another `handoff`",
    );
  if (reasons.length > 0) return { kind: "unfit", reasons };
  return {
    kind: "target",
    target: { roles, until, escalation },
    notes: [
      ...notes,
      ...hourNotes,
      ...roles.flatMap(({ role }) => noteRoleDates(role, shifts)),
      ...present
        .filter((role) => !names.schedules.has(role))
        .map((role) => `${role} has no schedule and is not pushed`),
      ...[...names.schedules.keys()]
        .filter((role) => !present.includes(role))
        .map((role) => `the roster has no role ${role} in the coming year: its schedule stays as it is`),
      ...(settled === undefined
        ? [
            `the roster changes again in more than ${reachWeeks < HORIZON_WEEKS ? `${reachWeeks} weeks` : "a year"}: push again before that`,
          ]
        : []),
    ],
  };
}

/** The first shift from which the queue only goes round: no entry acts any more, and no skip will end. */
function findSettledShift(timeline: Timeline, first: number, last: number): number | undefined {
  const { handoffs, queue } = timeline.rotation;
  const effect = findEndOfLog(timeline);
  let index = Math.max(first, handoffs.currentAt(effect));
  if (handoffs.at(index).instant < effect) index += 1;
  for (; index <= last; index += 1) {
    const begins = handoffs.turnDate(index);
    const isSettled = [...queue(index).skipping.values()].every(({ turns, until }) => {
      return until?.date === Infinity || (turns.length === 0 && (until?.date ?? begins) <= begins);
    });
    if (isSettled) return index;
  }
  return undefined;
}

type Piece = Assignment & { readonly shift: Interval };

/** The pieces that somebody serves, those of one person joined within a shift. */
function joinDuties(pieces: readonly Piece[]): readonly Duty[] {
  const joined = join(pieces, (one, next) => one.who === next.who && next.start !== next.shift.start);
  return joined.flatMap(({ start, end, who }) => (who === null ? [] : [{ start, end, who }]));
}

/** Nobody is on call before the first shift of all. A role that does not exist yet is not vacant. */
function findVacancies(pieces: readonly Piece[], begin: Instant, now: Instant): readonly Interval[] {
  return [
    ...(begin > now ? [{ start: now, end: begin }] : []),
    ...pieces.filter(({ who, end }) => who === null && end > now),
  ].map(({ start, end }) => ({ start: Math.max(start, now), end }));
}

function deriveOverrides(
  duties: readonly Duty[],
  pattern: Pattern,
): Pick<TargetRole, "pattern" | "duties" | "overrides"> {
  const overrides = duties.flatMap((duty) => {
    const differences = findDifferences([duty], expandPattern(pattern, duty.start, duty.end));
    return join(differences, () => true).map(({ start, end }) => ({ start, end, who: duty.who }));
  });
  return { pattern, duties, overrides };
}

/** A schedule cannot be empty: if the roster has a role only part of the time, the service has somebody all the time. */
function noteRoleDates(role: Role, shifts: readonly Shift[]): readonly string[] {
  const has = ({ terms }: Shift) => terms.roles.includes(role);
  const begin = shifts.find(has);
  const end = shifts[shifts.findLastIndex(has) + 1];
  return [
    ...(begin === undefined || begin === shifts[0]
      ? []
      : [
          `${role} starts on ${formatDate(begin.date)}: until then its schedule follows the rotation; push again on that day`,
        ]),
    ...(end === undefined
      ? []
      : [
          `${role} ends on ${formatDate(end.date)}: its schedule still follows the rotation after that; push again on that day`,
        ]),
  ];
}

/** Everybody whom the service must know. */
export function listPeople({ roles, escalation }: Target): readonly Id[] {
  const serving = roles.flatMap(({ pattern, overrides }) => [
    ...pattern.people,
    ...overrides.map(({ who }) => who),
  ]);
  const notified = (escalation?.rules ?? []).filter(({ kind }) => kind === "person");
  return [...new Set([...serving, ...notified.map(({ notify }) => notify)])];
}
