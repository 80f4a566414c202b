/** Declares how a provider tells the overrides that oncall made from those made by hand. */
import type { Assignment, Duty, Pattern, TargetRole } from "../plan/model.ts";
import type { Person, Role } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";

/** An override as a service has it. */
export interface FoundOverride extends Assignment {
  /** The service's own key for it. */
  readonly key: string;
}

/** The start of the duty that oncall made an override for; undefined: somebody else made it. */
export type FindSegment = (
  override: FoundOverride,
  wanted: Pick<TargetRole, "role" | "address">,
) => Instant | undefined;

/** Which roster was pushed last, and when. */
export interface PushMark {
  readonly commit: string;
  readonly at: Instant;
}

/** What a roster that was pushed before asked for. */
export interface PushedRoster {
  readonly people: ReadonlyMap<string, Person>;
  readonly overrides: ReadonlyMap<Role, readonly Duty[]>;
  readonly patterns: ReadonlyMap<Role, Pattern>;
  /** Whether another one has been pushed to the end since: then what it asked for is no longer there, but for remains. */
  readonly isSuperseded: boolean;
}
