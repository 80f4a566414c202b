/** A roster and the one to compare with in, the report of the check out: the wiring of `oncall lint`, loaded by it alone. */
import type { Edges } from "../edge/edges.ts";
import { lint } from "../lint/lint.ts";
import type { Report } from "../lint/report.ts";
import type { Question } from "../lint/rule.ts";
import type { Finding } from "../roster/finding.ts";
import { resolvePhone } from "../roster/phone.ts";
import type { Instant } from "../time/zone.ts";
import { logDifference } from "../timeline/compare.ts";
import { type CheckedRoster, inOrder } from "./open.ts";
import type { OldRoster } from "./revision.ts";

export function reportOf(
  edges: Edges,
  path: string,
  head: CheckedRoster,
  base: OldRoster | undefined,
  now: Instant,
): Report {
  const { timeline, findings, loaded } = head;
  if (timeline === undefined) return { findings, comparison: undefined };
  const before = base?.timeline;
  const question: Question = {
    timeline,
    now,
    before: before && { timeline: before, ...logDifference(before.roster, timeline.roster) },
    guards: (before ?? timeline).roster,
    isTracked: () => edges.git.tracks(path).kind === "tracked",
    resolve: (phone) => resolvePhone(phone, edges.env),
  };
  const more: readonly Finding[] = lint(question).map(loaded.place);
  return { findings: inOrder(findings, more, timeline.roster.file), comparison: undefined };
}
