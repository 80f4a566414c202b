/** Finds the ways out of clashes with somebody's time away, each with the command to type. */
import type { Edges } from "../../edge/edges.ts";
import type { Version } from "../../lint/new-errors.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { AwayClash } from "../../rules/away.ts";
import type { Solution } from "../../suggest/model.ts";
import { suggest } from "../../suggest/suggest.ts";
import type { Instant } from "../../time/zone.ts";
import { keepRoster } from "./proposal.ts";

/** `roster` is what was given with `--roster`. */
export function solveClashes(
  edges: Edges,
  version: Version,
  clashes: readonly AwayClash[],
  now: Instant,
  roster: string | undefined,
): readonly Solution[] {
  const solutions = suggest(version, clashes, {
    now,
    // Whether git tracks the file is about phone numbers in it, which no swap or cover touches.
    isTracked: () => false,
    resolve: (phone) => resolvePhone(phone, edges.env),
  });
  return solutions.map((solution) => ({
    ...solution,
    options: solution.options.map((option) => ({ ...option, command: keepRoster(option.command, roster) })),
  }));
}
