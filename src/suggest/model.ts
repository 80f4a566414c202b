/** Describes the ways out of a clash of somebody's time away with a shift of theirs. */
import type { AwayClash } from "../rules/away.ts";
import type { CoverWish, SwapWish } from "../rules/wish.ts";
import type { Change } from "../timeline/changes.ts";

/** A swap for once or a cover that was tried and solves the clash. */
export interface Option {
  readonly wish: SwapWish | CoverWish;
  /** What to type. */
  readonly command: string;
  /** Everything that changes hands, by start. */
  readonly moves: readonly Change[];
  /** The same by shifts, as people see it. */
  readonly told: readonly Change[];
  /** How many people and weeks it moves; the fewer, the better. */
  readonly score: number;
}

export interface Solution {
  readonly clash: AwayClash;
  /** The best first; empty if nothing that lint allows solves it. */
  readonly options: readonly Option[];
  /** What to do so that somebody may approve; undefined: somebody may, or nobody needs to. */
  readonly approvalHelp: string | undefined;
}
