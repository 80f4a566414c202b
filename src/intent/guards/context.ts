/** Defines what every guard is given, and what it answers. */
import type { Entry } from "../../roster/model.ts";
import type { Wish } from "../../rules/wish.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Change } from "../../timeline/changes.ts";
import type { Warning } from "../refusal.ts";

export interface GuardContext {
  readonly wish: Wish;
  readonly before: Timeline;
  readonly after: Timeline;
  readonly now: Instant;
  /** The entries that only `after` has, and those that only `before` has. */
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  /** Where the two first differ; undefined: they do not. */
  readonly start: Instant | undefined;
  /** Everything that changes hands, as far as can be foreseen. */
  readonly changes: readonly Change[];
}

export interface GuardAnswer extends Warning {
  readonly weight: "refusal" | "doubt" | "warning";
}
