/** Picks the instants at which a finished push asks the service who is on call: the timeline that it shows may be stale. */
import type { Role } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import type { Plan, Reassignment, Target, Who } from "./model.ts";

export interface SpotCheck {
  readonly role: Role;
  readonly at: Instant;
  /** By the roster. */
  readonly expected: Who;
  /** Whether others may be on call in the same schedule. */
  readonly isShared: boolean;
}

/**
 * Now, and a minute before and after the next two handoffs of each role. Times at which an override made by hand contradicts the
 * roster are left out.
 */
export function pickSpotChecks(
  { roles }: Target,
  { drift }: Pick<Plan, "drift">,
  now: Instant,
): readonly SpotCheck[] {
  return roles.flatMap(({ role, address, duties }) => {
    const next = duties.filter(({ end }) => end > now).slice(0, 3);
    const edges = next.flatMap(({ start, end }, index) => [
      ...(index === 0 ? [] : [start + MINUTE_MS]),
      ...(index === 2 ? [] : [end - MINUTE_MS]),
    ]);
    const contested = drift.filter((one) => one.role === role).flatMap(({ against }) => against);
    return [now, ...edges]
      .filter((at) => at >= now && !contested.some((span) => includes(span, at)))
      .flatMap((at) => {
        const duty = duties.find((span) => includes(span, at));
        return duty === undefined
          ? []
          : [{ role, at, expected: duty.who, isShared: address.rotation !== undefined }];
      });
  });
}

/** The minute that the service gives to somebody else; undefined if it agrees. */
export function judgeSpotCheck(check: SpotCheck, who: Who | null): Reassignment | undefined {
  const { role, at, expected: to } = check;
  return isServing(check, who) ? undefined : { role, start: at, end: at + MINUTE_MS, from: who, to };
}

/** Whether a service that has `who` on call, several joined, has whom the roster expects, and nobody else of ours. */
export function isServing(
  { expected, isShared }: { readonly expected: Who | null; readonly isShared: boolean },
  who: Who | null,
): boolean {
  if (who === expected) return true;
  return isShared && (expected === null || (who?.split(" + ").includes(expected) ?? false));
}

function includes({ start, end }: Interval, at: Instant): boolean {
  return start <= at && at < end;
}
