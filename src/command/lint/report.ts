/** Builds the report of `oncall lint`: findings and, with a base, what the change does to people's weeks. */
import type { Edges } from "../../edge/edges.ts";
import { begunEntry } from "../../lint/base/begun.ts";
import { compareWithBase } from "../../lint/base/comparison.ts";
import { takeGuards } from "../../lint/base/guards.ts";
import { pastChanged } from "../../lint/base/past.ts";
import { lint } from "../../lint/lint.ts";
import type { BaseComparison, Report } from "../../lint/report.ts";
import type { Base, RuleContext } from "../../lint/rule.ts";
import type { Finding } from "../../roster/finding.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { compare } from "../../timeline/compare.ts";
import { type OpenedRoster, sortFindings } from "../shared/open.ts";
import type { OldRoster } from "../shared/revision.ts";

export function buildReport(
  edges: Edges,
  path: string,
  head: OpenedRoster,
  base: OldRoster | undefined,
  now: Instant,
): Report {
  const { timeline, findings, loaded } = head;
  if (timeline === undefined) return { findings, comparison: undefined };
  const before = base?.timeline;
  const guards = before === undefined ? timeline.roster : takeGuards(before.roster, timeline.roster);
  const context: RuleContext = {
    timeline,
    now,
    before: before && { timeline: before, ...compare(before, timeline).log },
    ...(base !== undefined && { base: describeBase(base) }),
    said: loaded.said,
    guards,
    isTracked: () => edges.git.tracks(path).kind === "tracked",
    isPrivateUnread: head.isPrivateUnread,
    resolve: (phone) => resolvePhone(phone, edges.env),
  };
  const more: readonly Finding[] = lint(context, loaded.ignores()).map(loaded.place);
  const isLate = more.some(({ rule }) => rule === pastChanged.id || rule === begunEntry.id);
  return {
    findings: sortFindings(findings, more, timeline.roster.file),
    comparison: before && base && describeComparison(edges, base, before, context, isLate),
  };
}

function describeBase({ revision, commit, name, timeline, loaded, findings }: OldRoster): Base {
  const named = { name: revision, commit: shorten(commit.id) };
  if (name === undefined) return { ...named, kind: "missing" };
  if (timeline !== undefined) return { ...named, kind: "valid", said: loaded?.said };
  const blocking = findings.filter(({ blocks }) => blocks);
  const [first] = blocking;
  const where = first && `${first.file}:${first.place.line}:${first.place.column}: ${first.message}`;
  return { ...named, kind: "invalid", first: where ?? "it cannot be read", count: blocking.length };
}

function shorten(commit: string): string {
  return commit.slice(0, 7);
}

function describeComparison(
  edges: Edges,
  { revision, commit }: OldRoster,
  before: Timeline,
  { timeline, now, guards }: RuleContext,
  isLate: boolean,
): BaseComparison {
  const { people } = timeline.roster;
  const zone = outputZone(timeline.roster);
  const moved = compareWithBase(before, timeline, now, guards);
  // A change that is too late already has no deadline.
  const until = isLate ? undefined : moved.until;
  return {
    base: { name: revision, commit: commit.id },
    ...moved,
    until,
    zoneName: until === undefined ? undefined : edges.shortName(zone, until),
    // People who were removed still need their names.
    people: new Map([...before.roster.people, ...people]),
    zone,
  };
}
