/** Plans which overrides a role needs: made, changed or taken back, as far as the service can. */
import { type Interval, intersect } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Abilities } from "./abilities.ts";
import type { Assignment, Duty, Pattern, PushStep, RemoteOverride, TargetRole } from "./model.ts";
import { expandPattern } from "./pattern.ts";

export type OverrideStep = PushStep & { readonly kind: "override" };

export interface OverridePlan {
  readonly steps: readonly OverrideStep[];
  /** Ours that an earlier push could not delete, or did not come to: they name whomever the base order has anyway. */
  readonly left: readonly RemoteOverride[];
}

/** `isMoving`: the base order changes in the same push. */
export function planOverrides(
  wanted: TargetRole,
  has: readonly RemoteOverride[],
  abilities: Abilities,
  now: Instant,
  isMoving: boolean,
): OverridePlan {
  const ours = has.filter(({ segment }) => segment !== undefined);
  const kept = new Set<RemoteOverride>();
  const steps = wanted.overrides
    .filter(({ end }) => end > now)
    .flatMap((to): readonly OverrideStep[] => {
      const free = ours.filter((each) => each.segment === to.start && !kept.has(each));
      const from = free.find((each) => isEqual(each, to, now)) ?? free[0];
      if (from !== undefined) kept.add(from);
      return from !== undefined && isEqual(from, to, now) ? [] : changeOverride(wanted, from, to, abilities);
    });
  // Only a change of the base order makes one of ours say the same as that: the push that made the change tried to delete it.
  const isLeft = (each: RemoteOverride) =>
    abilities.canDelete !== "yes" && !isMoving && isInert(each, wanted);
  const obsolete = ours.filter((each) => each.end > now && !kept.has(each));
  return {
    steps: [
      ...steps,
      ...obsolete
        .filter((each) => !isLeft(each))
        .flatMap((from) => retireOverride(wanted, from, abilities, now)),
    ],
    left: obsolete.filter(isLeft),
  };
}

/** Whether an override says what the base order says anyway. */
function isInert(override: RemoteOverride, { pattern }: TargetRole): boolean {
  const [piece, ...others] = findServing(pattern, override);
  return others.length === 0 && isSamePiece(piece, override);
}

function isSamePiece(piece: Duty | undefined, { start, end, who }: Assignment): boolean {
  return piece?.start === start && piece.end === end && piece.who === who;
}

/** Whom the base order has in a time, cut to it. */
export function findServing(pattern: Pattern, span: Interval): readonly Duty[] {
  return expandPattern(pattern, span.start, span.end).flatMap((duty) =>
    intersect(duty, span).map((part) => ({ ...part, who: duty.who })),
  );
}

/** Two starts that are past are equal: a service may have moved one to the moment at which it was made. */
function isEqual(from: RemoteOverride, to: Duty, now: Instant): boolean {
  const isSameStart = from.start === to.start || Math.max(from.start, to.start) <= now;
  return from.who === to.who && from.end === to.end && isSameStart;
}

/** Makes the override that the roster asks for out of one that was there for the same duty. */
export function changeOverride(
  wanted: TargetRole,
  from: RemoteOverride | undefined,
  to: Duty,
  { canUpdate }: Pick<Abilities, "canUpdate">,
): readonly OverrideStep[] {
  const step = { ...describe(wanted, to.start, to), to };
  if (from === undefined) return [{ ...step, action: "create", from }];
  if (canUpdate) return [{ ...step, action: "update", from }];
  return [{ ...step, action: "create", from: undefined }, removal(wanted, from)];
}

/** Where nothing can be deleted, an obsolete override is made to name whomever the base order has anyway. */
function retireOverride(
  wanted: TargetRole,
  from: RemoteOverride,
  { canDelete, canUpdate }: Pick<Abilities, "canDelete" | "canUpdate">,
  now: Instant,
): readonly OverrideStep[] {
  const step = removal(wanted, from);
  if (canDelete !== "no") return [step];
  const to = findSubstitute(step, now);
  if (to === undefined || !canUpdate) return [step];
  return isSamePiece(to, from) ? [] : [{ ...step, action: "update", to }];
}

function removal(wanted: TargetRole, from: RemoteOverride): OverrideStep {
  return { ...describe(wanted, from.segment ?? from.start, from), action: "delete", from, to: undefined };
}

/**
 * What an override can be made to say so that it changes nothing: whom the base order has first in its time, for as long as
 * that. One that is running keeps its start. Undefined: the base order has nobody then.
 */
export function findSubstitute(
  { instead, from }: Pick<OverrideStep, "instead" | "from">,
  now: Instant,
): Duty | undefined {
  const piece = instead.find(({ end }) => end > now);
  const isRunning = piece !== undefined && from !== undefined && piece.start <= now && from.start <= now;
  return isRunning ? { ...piece, start: from.start } : piece;
}

function describe({ role, name, pattern }: TargetRole, segment: Instant, span: Interval) {
  return { kind: "override", role, name, segment, instead: findServing(pattern, span) } as const;
}
