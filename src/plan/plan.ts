/**
 * Plans a push: compares what the roster wants with what the service has, and orders the calls so that no role is ever
 * empty.
 */
import { type Interval, intersect, overlap, subtract } from "../time/interval.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import type { Abilities } from "./abilities.ts";
import { findDifferences, findOffDuty, joinDifferences, joinInShift } from "./differences.ts";
import { countDelays, countFromStart } from "./escalation.ts";
import { isFinished } from "./finished.ts";
import { guardPush } from "./guard.ts";
import type {
  Drift,
  EscalationRule,
  Pattern,
  Plan,
  PushStep,
  Reassignment,
  Remote,
  RemoteOverride,
  RemoteSchedule,
  Target,
  TargetRole,
} from "./model.ts";
import { changeOverride, planOverrides } from "./overrides.ts";
import { isSamePattern } from "./pattern.ts";

export interface PlanContext {
  readonly abilities: Abilities;
  /** Whose roster this is; undefined: it is not committed as it is. */
  readonly commit: string | undefined;
  readonly now: Instant;
}

export function planPush(target: Target, remote: Remote, context: PlanContext): Plan {
  const { abilities, now } = context;
  const ahead: Interval = { start: now, end: target.until };
  const roles = target.roles.map((wanted) => {
    const has = remote.schedules.get(wanted.role);
    const drift = findDrift(wanted, has, ahead);
    const changes = findReassignments(wanted, has, drift, ahead);
    return { wanted, has, drift, changes, ...planRole(wanted, has, changes, context) };
  });
  const order = target.roles.map(({ role }) => role);
  const sort = <Each extends Reassignment>(all: readonly Each[]) =>
    all.toSorted(
      (one, other) => one.start - other.start || order.indexOf(one.role) - order.indexOf(other.role),
    );
  const changes = sort(roles.flatMap((role) => role.changes));
  const steps = [
    ...orderSteps(
      roles.flatMap((role) => role.steps),
      context,
    ),
    ...planEscalation(target, remote, abilities),
    ...roles.flatMap((role) => planFinish(role.wanted, role.has, context, role.steps.length > 0)),
  ];
  const drift = roles.flatMap((role) => role.drift).sort((one, other) => one.start - other.start);
  return {
    steps,
    changes,
    moves: sort(roles.flatMap((role) => joinInShift(role.changes, role.wanted))),
    drift,
    refusals: guardPush(target, remote, { steps, changes, drift }, now),
    blockers: roles.flatMap(({ wanted, has }) =>
      [...(has?.blockers ?? []), ...findZoneBlockers(wanted, has, now)].map(
        (blocker) => `${wanted.name}: ${blocker}`,
      ),
    ),
    left: roles.flatMap(({ wanted, left }) => left.map((each) => ({ ...each, name: wanted.name }))),
  };
}

/** Whether something made by hand contradicts the roster. No push changes that. */
export function hasContradictions({ drift }: Pick<Plan, "drift">): boolean {
  return drift.some(({ against }) => against.length > 0);
}

/** No government has moved its clocks by more than two hours in a long time. */
const MAX_CLOCK_CHANGE_MS = 3 * 60 * MINUTE_MS;

/** Whether only the times of handoffs move: another zone or handoff, or zone data that differ from the service's. */
export function movesTimesOnly({ steps, changes }: Pick<Plan, "steps" | "changes">): boolean {
  const isRotated = (step: PushStep) =>
    step.kind === "rotation" &&
    step.from !== undefined &&
    String([...step.from.people].sort()) === String([...step.pattern.people].sort()) &&
    JSON.stringify(step.from.hours) === JSON.stringify(step.pattern.hours);
  return (
    changes.length > 0 &&
    changes.every(({ start, end }) => end - start <= MAX_CLOCK_CHANGE_MS) &&
    (steps.length === 0 || steps.some(isRotated))
  );
}

/**
 * New overrides come first, and those that grow: they already say what will be. Then the rotations may move, since whatever
 * must not move with them has an override. What shrinks or is obsolete comes last, once the rotation below it is right. If
 * an old and a new override overlap for a while, whichever wins names somebody who was or will be on call; a service that
 * refuses the new one gets it after the old one has gone, and the base order serves in between.
 */
function orderSteps(
  steps: readonly PushStep[],
  { abilities, now }: Pick<PlanContext, "abilities" | "now">,
): readonly PushStep[] {
  const going = steps.flatMap((step) =>
    step.kind === "override" && step.to === undefined && step.from !== undefined
      ? [{ role: step.role, time: step.from }]
      : [],
  );
  const place = (step: PushStep): number => {
    // An override of a rotation that is to be needs it first.
    const isShared = step.kind === "rotation" && step.address.rotation !== undefined;
    if (step.action === "create" && (step.kind === "schedule" || isShared)) return 0;
    if (step.kind !== "override") return 2;
    const { from, to } = step;
    if (to === undefined) return 4;
    const isInTheWay = going.some(({ role, time }) => role === step.role && overlap(time, to));
    if (abilities.overlap === "refused" && isInTheWay) return 5;
    const ahead = { ...to, start: Math.max(to.start, now) };
    return from !== undefined && subtract(ahead, [from]).length === 0 ? 3 : 1;
  };
  return steps.toSorted((one, other) => place(one) - place(other));
}

function planRole(
  wanted: TargetRole,
  has: RemoteSchedule | undefined,
  changes: readonly Reassignment[],
  { abilities, now }: PlanContext,
): { readonly steps: readonly PushStep[]; readonly left: readonly RemoteOverride[] } {
  const { role, address, name, pattern, overrides } = wanted;
  const isShared = address.rotation !== undefined;
  const base = {
    ...{ role, address, name, pattern },
    isFinished: isFinished(wanted, has),
    pushed: undefined,
  } as const;
  if (has === undefined) {
    const { steps, left } = planOverrides(wanted, [], abilities, now, true);
    return { steps: [{ ...base, action: "create", kind: "schedule", from: undefined }, ...steps], left };
  }
  const steps: PushStep[] = [];
  const { rotation, zone } = has;
  const isRight = isRightRotation(pattern, has, now);
  // An equal rotation keeps its zone, even under another name.
  const isSetUp = has.isOurs && has.isEnabled && (isRight || hasSameClocks(zone, pattern, now));
  if (!isShared && !isSetUp)
    steps.push({ ...base, action: "update", kind: "schedule", from: rotation?.pattern });
  if (!isRight) {
    const action = rotation === undefined ? "create" : "update";
    steps.push({ ...base, action, kind: "rotation", from: rotation?.pattern });
  }
  const planned = planOverrides(wanted, has.overrides, abilities, now, !isRight);
  const { left } = planned;
  steps.push(...planned.steps);
  if (steps.length > 0) return { steps, left };
  // Everything is there, and yet somebody else is on call: an override made for a deleted rotation looks like any other but
  // has no effect. Written again, it applies to all rotations.
  const again = overrides
    .filter((to) => to.end > now && changes.some((change) => intersect(change, to).length > 0))
    .flatMap((to) => {
      const from = has.overrides.find(({ segment }) => segment === to.start);
      return changeOverride(wanted, from, to, abilities);
    });
  return { steps: again, left };
}

/**
 * Marks the schedule, or our rotation in it, finished, as the final step: a first push that is cut off remains a first push to the guards. Where an
 * override cannot bear a mark of ours, the schedule says which commit made what is there.
 */
function planFinish(
  wanted: TargetRole,
  has: RemoteSchedule | undefined,
  { abilities, commit }: PlanContext,
  isChanged: boolean,
): readonly PushStep[] {
  const { role, address, name, pattern } = wanted;
  const isShared = address.rotation !== undefined;
  const pushed = abilities.hasAlias || isShared ? undefined : commit;
  const isMarked = pushed === undefined || !isChanged;
  if (isFinished(wanted, has) && isMarked) return [];
  const kind = isShared ? "rotation" : "schedule";
  return [{ action: "update", kind, role, address, name, pattern, from: pattern, isFinished: true, pushed }];
}

/** Whether the rotation that is there has the same people at the same times from now on. */
function isRightRotation(pattern: Pattern, { rotation }: RemoteSchedule, now: Instant): boolean {
  return (
    rotation?.pattern !== undefined && rotation.from <= now && isSamePattern(rotation.pattern, pattern, now)
  );
}

/** All rotations of a schedule keep to its clock, so its zone is not changed for one of them. */
function findZoneBlockers(
  { address, pattern }: TargetRole,
  has: RemoteSchedule | undefined,
  now: Instant,
): readonly string[] {
  if (has === undefined || address.rotation === undefined || isRightRotation(pattern, has, now)) return [];
  if (hasSameClocks(has.zone, pattern, now)) return [];
  const zone = has.zone?.name ?? "a time zone that is unknown here";
  return [
    `the schedule is in ${zone} and the roster's rotation in ${pattern.zone.name}, and all rotations of a schedule keep to one clock: give the roster the schedule's time zone, or a schedule of its own`,
  ];
}

/** Whether the clocks of a zone show the same at the handoffs of three years. */
function hasSameClocks(zone: RemoteSchedule["zone"], pattern: TargetRole["pattern"], now: Instant): boolean {
  return (
    zone !== undefined &&
    (zone.name === pattern.zone.name || isSamePattern({ ...pattern, zone }, pattern, now))
  );
}

/** The overrides that were made by hand and have not ended, in anybody's name. */
function findDrift(
  { role, duties }: TargetRole,
  has: RemoteSchedule | undefined,
  ahead: Interval,
): readonly Drift[] {
  return (has?.overrides ?? [])
    .filter(({ segment, end }) => segment === undefined && end > ahead.start)
    .map(({ key, start, end, who }) => {
      const rest = { start: Math.max(start, ahead.start), end };
      const against = duties
        .filter((duty) => duty.who !== who)
        .flatMap((duty) => intersect(duty, rest).map((part) => ({ ...part, who: duty.who })));
      const unserved = measureUnserved(intersect(rest, ahead), duties);
      return { role, key, start, end, who, against, unserved };
    });
}

function measureUnserved(time: readonly Interval[], duties: readonly Interval[]): Drift["unserved"] {
  const left = time.flatMap((part) => subtract(part, duties));
  if (left.length === 0) return "none";
  return duties.some((duty) => time.some((part) => overlap(duty, part))) ? "some" : "all";
}

function findReassignments(
  { role, duties, idle }: TargetRole,
  has: RemoteSchedule | undefined,
  drift: readonly Drift[],
  ahead: Interval,
): readonly Reassignment[] {
  const wanted = duties.flatMap((duty) => intersect(duty, ahead).map((part) => ({ ...part, who: duty.who })));
  const contested = drift.flatMap(({ against }) => against);
  const final = has?.final ?? [];
  // What somebody wants off duty, by hand, is theirs.
  const offDuty = findOffDuty(
    idle,
    final.flatMap((piece) => subtract(piece, drift)),
  );
  const differences = [...findDifferences(wanted, final), ...offDuty].sort(
    (one, other) => one.start - other.start,
  );
  return joinDifferences(differences.flatMap((piece) => subtract(piece, contested))).map((piece) => ({
    role,
    ...piece,
  }));
}

function planEscalation(
  { escalation }: Target,
  { escalation: has }: Remote,
  abilities: Abilities,
): readonly PushStep[] {
  if (escalation === undefined) return [];
  const from = has && countFromStart(has.rules, abilities);
  const { name, rules: to } = escalation;
  if (has?.isOurs === true && from !== undefined && hasSameRules(from, to)) return [];
  const action = has === undefined ? "create" : "update";
  return [{ action, kind: "escalation", name, from, to, delays: countDelays(to, abilities) }];
}

/** Rules at the same time have no order. */
export function hasSameRules(some: readonly EscalationRule[], others: readonly EscalationRule[]): boolean {
  const [one, other] = [some, others].map((rules) =>
    rules
      .map(({ kind, notify, minutes }) => JSON.stringify([kind, notify, minutes]))
      .sort()
      .join("\n"),
  );
  return one === other;
}
