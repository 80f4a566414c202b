/**
 * Plans a push: compares what the roster wants with what the service has, and orders the calls so that no role is ever
 * empty.
 */
import { type Interval, intersect, subtract } from "../time/interval.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import { findDifferences, joinDifferences } from "./differences.ts";
import { guardPush } from "./guard.ts";
import type {
  Drift,
  EscalationRule,
  Plan,
  PushStep,
  Reassignment,
  Remote,
  RemoteSchedule,
  Target,
  TargetRole,
} from "./model.ts";
import { isSamePattern } from "./pattern.ts";

export function planPush(target: Target, remote: Remote, now: Instant): Plan {
  const ahead: Interval = { start: now, end: target.until };
  const roles = target.roles.map((wanted) => {
    const has = remote.schedules.get(wanted.role);
    const drift = findDrift(wanted, has, now);
    return { wanted, has, drift, changes: findReassignments(wanted, has, drift, ahead) };
  });
  const order = target.roles.map(({ role }) => role);
  const changes = roles
    .flatMap((role) => role.changes)
    .sort((one, other) => one.start - other.start || order.indexOf(one.role) - order.indexOf(other.role));
  const steps = [
    ...orderSteps(
      roles.flatMap(({ wanted, has, changes }) => planRole(wanted, has, changes, now)),
      now,
    ),
    ...planEscalation(target, remote),
    ...roles.flatMap(({ wanted, has }) => planFinish(wanted, has)),
  ];
  const drift = roles.flatMap((role) => role.drift).sort((one, other) => one.start - other.start);
  return {
    steps,
    changes,
    drift,
    refusals: guardPush(target, remote, { steps, changes, drift }, now),
    blockers: roles.flatMap(({ wanted, has }) =>
      (has?.blockers ?? []).map((blocker) => `${wanted.name}: ${blocker}`),
    ),
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
    String([...step.from.people].sort()) === String([...step.pattern.people].sort());
  return (
    changes.length > 0 &&
    changes.every(({ start, end }) => end - start <= MAX_CLOCK_CHANGE_MS) &&
    (steps.length === 0 || steps.some(isRotated))
  );
}

/**
 * New overrides come first, and those that grow: they already say what will be. Then the rotations may move, since whatever
 * must not move with them has an override. What shrinks or is obsolete comes last, once the rotation below it is right. If
 * an old and a new override overlap for a while, whichever wins names somebody who was or will be on call.
 */
function orderSteps(steps: readonly PushStep[], now: Instant): readonly PushStep[] {
  const place = (step: PushStep): number => {
    if (step.kind === "schedule" && step.action === "create") return 0;
    if (step.kind !== "override") return 2;
    const { from, to } = step;
    if (to === undefined) return 4;
    const ahead = { ...to, start: Math.max(to.start, now) };
    return from !== undefined && subtract(ahead, [from]).length === 0 ? 3 : 1;
  };
  return steps.toSorted((one, other) => place(one) - place(other));
}

function planRole(
  { role, name, pattern, overrides }: TargetRole,
  has: RemoteSchedule | undefined,
  changes: readonly Reassignment[],
  now: Instant,
): readonly PushStep[] {
  const isFinished = has?.isOurs === true && has.isFinished;
  const base = { role, name, pattern, isFinished } as const;
  const live = overrides.filter(({ end }) => end > now);
  const kind = "override" as const;
  if (has === undefined) {
    return [
      { ...base, action: "create", kind: "schedule", from: undefined },
      ...live.map(
        (to): PushStep => ({ action: "create", kind, role, name, segment: to.start, from: undefined, to }),
      ),
    ];
  }
  const steps: PushStep[] = [];
  const { rotation, zone } = has;
  const isRight =
    rotation?.pattern !== undefined && rotation.from <= now && isSamePattern(rotation.pattern, pattern, now);
  // An equal rotation keeps its zone, even under another name.
  if (!has.isOurs || !has.isEnabled || (!isRight && !hasSameClocks(zone, pattern, now)))
    steps.push({ ...base, action: "update", kind: "schedule", from: rotation?.pattern });
  if (!isRight) {
    const action = rotation === undefined ? "create" : "update";
    steps.push({ ...base, action, kind: "rotation", from: rotation?.pattern });
  }
  const ours = has.overrides.filter(({ segment }) => segment !== undefined);
  for (const to of live) {
    const from = ours.find(({ segment }) => segment === to.start);
    const isEqual =
      from?.who === to.who &&
      from.end === to.end &&
      (from.start === to.start || Math.max(from.start, to.start) <= now);
    if (isEqual) continue;
    const action = from === undefined ? "create" : "update";
    steps.push({ action, kind, role, name, segment: to.start, from, to });
  }
  for (const from of ours) {
    const { segment, end } = from;
    if (segment === undefined || end <= now || live.some(({ start }) => start === segment)) continue;
    steps.push({ action: "delete", kind, role, name, segment, from, to: undefined });
  }
  if (steps.length > 0) return steps;
  // Everything is there, and yet somebody else is on call: an override made for a deleted rotation looks like any other but
  // has no effect. Written again, it applies to all rotations.
  return live
    .filter((to) => changes.some((change) => intersect(change, to).length > 0))
    .map((to) => {
      const from = ours.find(({ segment }) => segment === to.start);
      return { action: "update", kind, role, name, segment: to.start, from, to };
    });
}

/** Marks the schedule finished, as the final step: a first push that is cut off remains a first push to the guards. */
function planFinish(
  { role, name, pattern }: TargetRole,
  has: RemoteSchedule | undefined,
): readonly PushStep[] {
  if (has?.isOurs === true && has.isFinished) return [];
  return [{ action: "update", kind: "schedule", role, name, pattern, from: pattern, isFinished: true }];
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
  now: Instant,
): readonly Drift[] {
  return (has?.overrides ?? [])
    .filter(({ segment, end }) => segment === undefined && end > now)
    .map(({ key, start, end, who }) => {
      const against = duties
        .filter((duty) => duty.who !== who)
        .flatMap((duty) =>
          intersect(duty, { start: Math.max(start, now), end }).map((part) => ({ ...part, who: duty.who })),
        );
      return { role, key, start, end, who, against };
    });
}

function findReassignments(
  { role, duties }: TargetRole,
  has: RemoteSchedule | undefined,
  drift: readonly Drift[],
  ahead: Interval,
): readonly Reassignment[] {
  const wanted = duties.flatMap((duty) => intersect(duty, ahead).map((part) => ({ ...part, who: duty.who })));
  const contested = drift.flatMap(({ against }) => against);
  const differences = findDifferences(wanted, has?.final ?? []);
  return joinDifferences(differences.flatMap((piece) => subtract(piece, contested))).map((piece) => ({
    role,
    ...piece,
  }));
}

function planEscalation({ escalation }: Target, { escalation: has }: Remote): readonly PushStep[] {
  if (escalation === undefined) return [];
  const { name, rules: to } = escalation;
  if (has?.isOurs === true && hasSameRules(has.rules, to)) return [];
  const action = has === undefined ? "create" : "update";
  return [{ action, kind: "escalation", name, from: has?.rules, to }];
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
