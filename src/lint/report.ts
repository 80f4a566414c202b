/** Defines a report of lint: the findings and, with a base, what the change does. */
import type { Finding } from "../roster/finding.ts";
import type { Id, Person } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Change } from "../timeline/changes.ts";
import type { Moves } from "../timeline/moves.ts";

export interface Report {
  /** In line order; those of other files last. */
  readonly findings: readonly Finding[];
  /** Undefined: there is no base, or it is invalid and a finding says so. */
  readonly comparison: BaseComparison | undefined;
}

export interface BaseComparison {
  /** The revision as it was typed, and the commit that is compared with. */
  readonly base: { readonly name: string; readonly commit: string };
  /** All that changes hands, as far as it can be foreseen; the past too. */
  readonly changes: readonly Change[];
  /** The same in people's weeks. */
  readonly moves: Moves;
  /**
   * Until when this holds: what the change does to a shift is an error once that has begun. Undefined: it does nothing that
   * a handoff could overtake.
   */
  readonly until: Instant | undefined;
  /** How people of that zone call it then, such as EST; undefined if `until` is. */
  readonly zoneName: string | undefined;
  readonly people: ReadonlyMap<Id, Person>;
  readonly zone: Zone;
}
