/** Plans which overrides a role needs: made, changed or taken back, as far as the service can. */
import { type Interval, intersect } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Abilities } from "./abilities.ts";
import type { Duty, PushStep, RemoteOverride, TargetRole } from "./model.ts";
import { expandPattern } from "./pattern.ts";

export type OverrideStep = PushStep & { readonly kind: "override" };

export function planOverrides(
  wanted: TargetRole,
  has: readonly RemoteOverride[],
  abilities: Abilities,
  now: Instant,
): readonly OverrideStep[] {
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
  const obsolete = ours.filter((each) => each.end > now && !kept.has(each));
  return [...steps, ...obsolete.flatMap((from) => retireOverride(wanted, from, abilities))];
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
): readonly OverrideStep[] {
  const step = removal(wanted, from);
  if (canDelete !== "no") return [step];
  const who = findSubstitute(step);
  if (who === undefined || !canUpdate) return [step];
  const to = { start: from.start, end: from.end, who };
  return from.who === who ? [] : [{ ...step, action: "update", to }];
}

function removal(wanted: TargetRole, from: RemoteOverride): OverrideStep {
  return { ...describe(wanted, from.segment ?? from.start, from), action: "delete", from, to: undefined };
}

/** The one person whom an override can name so that it changes nothing; undefined if there are several. */
export function findSubstitute({ instead }: Pick<OverrideStep, "instead">): string | undefined {
  const [who, ...others] = new Set(instead.map((duty) => duty.who));
  return others.length === 0 ? who : undefined;
}

function describe({ role, name, pattern }: TargetRole, segment: Instant, span: Interval) {
  const instead = expandPattern(pattern, span.start, span.end).flatMap((duty) =>
    intersect(duty, span).map((part) => ({ ...part, who: duty.who })),
  );
  return { kind: "override", role, name, segment, instead } as const;
}
