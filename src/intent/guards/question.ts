/** What every guard is asked, and what it may answer. */
import type { Entry, Id, Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Change } from "../../timeline/changes.ts";
import type { Remark } from "../refusal.ts";
import { timed } from "../say.ts";
import type { Span } from "../serving.ts";
import type { Wish } from "../wish.ts";

export interface Question {
  readonly wish: Wish;
  readonly before: Timeline;
  readonly after: Timeline;
  readonly now: Instant;
  /** The entries that only `after` has, and those that only `before` has. */
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  /** Where the two begin to differ, by their logs; undefined: they do not. */
  readonly start: Instant | undefined;
  /** All that changes hands, as far as it can be foreseen. */
  readonly changes: readonly Change[];
}

export interface Objection extends Remark {
  readonly weight: "refusal" | "doubt" | "warning";
}

/** `from Mon 2026-12-07 12:00 until Mon 2026-12-14 12:00`. */
export function during(roster: Pick<Roster, "rotation">, { start, end }: Span): string {
  return `from ${timed(roster, start)} until ${timed(roster, end)}`;
}

export function who(person: Id | null): string {
  return person ?? "nobody";
}

/** `, and 2 more times`; nothing for none. */
export function andMore(count: number): string {
  return count < 1 ? "" : `, and ${count} more ${count === 1 ? "time" : "times"}`;
}
