/** Runs the rules that look at several rosters at once. */
import type { Finding } from "../../roster/finding.ts";
import type { LoadedRoster } from "../../roster/load.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findIgnore } from "../ignores.ts";
import { RULES } from "../registry.ts";
import { doubleBooked } from "../rules/double-booked.ts";
import { listShared, uncoveredHours } from "../rules/uncovered-hours.ts";
import { type Companion, type Placing, takeCompanion } from "./companion.ts";

/** Takes from a roster what `lintTogether` needs of it. */
export function prepareCompanion(
  timeline: Timeline,
  now: Instant,
  { place, ignores }: Pick<LoadedRoster, "place" | "ignores">,
): Companion {
  const comments = ignores();
  const isSuppressed: Placing["isSuppressed"] = (finding) => findIgnore(comments, finding) !== undefined;
  const rules = { double: doubleBooked.id, hours: uncoveredHours.id };
  return takeCompanion(timeline, now, { place, isSuppressed }, rules);
}

/**
 * What only all of them together show; each finding says its file. `areAll`: none is left out because it cannot be computed;
 * else nobody knows which hours it would have had.
 */
export function lintTogether(companions: readonly Companion[], areAll: boolean): readonly Finding[] {
  return RULES.filter(({ id }) => areAll || id !== uncoveredHours.id).flatMap(
    ({ id, severity, checkTogether }) =>
      (checkTogether?.(companions) ?? []).map((finding) => ({
        severity,
        ...finding,
        ...{ rule: id, blocks: false },
      })),
  );
}

/** Leaves out what a roster says of itself alone, where others have its queues too and all of them are judged together. */
export function dropAlone(
  findings: readonly Finding[],
  companions: readonly Companion[],
): readonly Finding[] {
  const shared = new Set([...listShared(companions)].map(({ file }) => file));
  return findings.filter(({ rule, file }) => rule !== uncoveredHours.id || !shared.has(file));
}
