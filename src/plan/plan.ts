/**
 * What is wanted and what a provider has in, the plan out: the calls in the order that leaves no instant to nobody, whose
 * weeks change, what somebody did by hand, and which guards stand against it.
 */

import { intersect, subtract } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { guardsOf } from "./guard.ts";
import type {
  Change,
  Drift,
  Plan,
  Remote,
  RemoteSchedule,
  Rule,
  Span,
  Step,
  Target,
  Wanted,
} from "./model.ts";
import { isSame } from "./pattern.ts";
import { findDifferences, joinMoves } from "./spans.ts";

export function planOf(target: Target, remote: Remote, now: Instant): Plan {
  const ahead: Span = { start: now, end: target.until };
  const each = target.roles.map((wanted) => {
    const has = remote.schedules.get(wanted.role);
    const drift = driftOf(wanted, has, now);
    return { wanted, has, drift, moved: changesOf(wanted, has, drift, ahead) };
  });
  const changes = each.flatMap(({ moved }) => moved);
  const order = target.roles.map(({ role }) => role);
  changes.sort(
    (one, other) => one.start - other.start || order.indexOf(one.role) - order.indexOf(other.role),
  );
  const steps = [
    ...inOrder(
      each.flatMap(({ wanted, has, moved }) => stepsOf(wanted, has, moved, now)),
      now,
    ),
    ...escalationStep(target, remote),
    ...each.flatMap(({ wanted, has }) => finishStep(wanted, has)),
  ];
  const drift = each.flatMap((one) => one.drift).sort((one, other) => one.start - other.start);
  return {
    steps,
    changes,
    drift,
    guards: guardsOf(target, remote, { steps, changes, drift }, now),
    faults: each.flatMap(({ wanted, has }) => (has?.faults ?? []).map((fault) => `${wanted.name}: ${fault}`)),
  };
}

/**
 * New overrides first, and those that grow: they say already what will be. The rotations may move then, since what must not
 * move with them has an override; what shrinks or is obsolete goes last, when the rotation below it is right. Where an old
 * one and a new one overlap in between, each instant is still of whom it was or of whom it will be, whichever counts.
 */
function inOrder(steps: readonly Step[], now: Instant): readonly Step[] {
  const place = (step: Step): number => {
    if (step.kind === "schedule" && step.action === "create") return 0;
    if (step.kind !== "override") return 2;
    const { from, to } = step;
    if (to === undefined) return 4;
    const ahead = { ...to, start: Math.max(to.start, now) };
    return from !== undefined && subtract(ahead, [from]).length === 0 ? 3 : 1;
  };
  return steps.toSorted((one, other) => place(one) - place(other));
}

function stepsOf(
  { role, name, pattern, overrides }: Wanted,
  has: RemoteSchedule | undefined,
  moved: readonly Change[],
  now: Instant,
): readonly Step[] {
  const isFinished = has?.isOurs === true && has.isFinished;
  const base = { role, name, pattern, isFinished } as const;
  const live = overrides.filter(({ end }) => end > now);
  const kind = "override" as const;
  if (has === undefined) {
    return [
      { ...base, action: "create", kind: "schedule", from: undefined },
      ...live.map(
        (to): Step => ({ action: "create", kind, role, name, segment: to.start, from: undefined, to }),
      ),
    ];
  }
  const steps: Step[] = [];
  const { rotation, zone } = has;
  const isRight =
    rotation?.pattern !== undefined && rotation.from <= now && isSame(rotation.pattern, pattern, now);
  // An equal rotation in a zone of another name keeps it.
  if (!has.isOurs || !has.isEnabled || (!isRight && !isSameZone(zone, pattern, now)))
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
  // All is there, and yet somebody else is on call: what was for a rotation that is gone looks like any other, and does
  // not count. Written again it counts for all of them.
  return live
    .filter((to) => moved.some((change) => intersect(change, to).length > 0))
    .map((to) => {
      const from = ours.find(({ segment }) => segment === to.start);
      return { action: "update", kind, role, name, segment: to.start, from, to };
    });
}

/** The last word of a first push: a push that is cut off before it is still a first one, and its guards know. */
function finishStep({ role, name, pattern }: Wanted, has: RemoteSchedule | undefined): readonly Step[] {
  if (has?.isOurs === true && has.isFinished) return [];
  return [{ action: "update", kind: "schedule", role, name, pattern, from: pattern, isFinished: true }];
}

/** Whether the clocks show the same at the handoffs of three years. */
function isSameZone(zone: RemoteSchedule["zone"], pattern: Wanted["pattern"], now: Instant): boolean {
  return (
    zone !== undefined && (zone.name === pattern.zone.name || isSame({ ...pattern, zone }, pattern, now))
  );
}

/** Whose overrides they are does not count here: all that somebody made by hand and that has not ended. */
function driftOf({ role, spans }: Wanted, has: RemoteSchedule | undefined, now: Instant): readonly Drift[] {
  return (has?.overrides ?? [])
    .filter(({ segment, end }) => segment === undefined && end > now)
    .map(({ key, start, end, who }) => {
      const against = spans
        .filter((span) => span.who !== who)
        .flatMap((span) =>
          intersect(span, { start: Math.max(start, now), end }).map((part) => ({ ...part, who: span.who })),
        );
      return { role, key, start, end, who, against };
    });
}

function changesOf(
  { role, spans }: Wanted,
  has: RemoteSchedule | undefined,
  drift: readonly Drift[],
  ahead: Span,
): readonly Change[] {
  const wanted = spans.flatMap((span) => intersect(span, ahead).map((part) => ({ ...part, who: span.who })));
  const held = drift.flatMap(({ against }) => against);
  const found = findDifferences(wanted, has?.final ?? []).flatMap((piece) => subtract(piece, held));
  return joinMoves(found).map((piece) => ({ role, ...piece }));
}

function escalationStep({ escalation }: Target, { escalation: has }: Remote): readonly Step[] {
  if (escalation === undefined) return [];
  const { name, rules: to } = escalation;
  // Of steps at one time, no order counts.
  const text = (rules: readonly Rule[]) =>
    rules
      .map(({ kind, notify, minutes }) => JSON.stringify([kind, notify, minutes]))
      .sort()
      .join("\n");
  if (has?.isOurs === true && text(has.rules) === text(to)) return [];
  const action = has === undefined ? "create" : "update";
  return [{ action, kind: "escalation", name, from: has?.rules, to }];
}
