/** What an entry did stays on record: one that has altered what has begun may not go, nor say something else. */

import type { Entry, Roster } from "../../roster/model.ts";
import { suggestContrary } from "../../rules/contrary.ts";
import { countMore, describeEntry, formatSpan, nameOrNobody } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { type Change, findChanges } from "../../timeline/changes.ts";
import { compare } from "../../timeline/compare.ts";
import { effectKey, findFirstEffect, findLastEffect } from "../../timeline/entry.ts";
import { dropCovers, dropEntries } from "../../timeline/variant.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { findRunning } from "./running.ts";

export const begunEntry: Rule = {
  id: "begun-entry",
  severity: "error",
  silenceable: false,
  what: "an entry that affected a shift that has begun was removed or changed",
  why: "the log is the record of why somebody was on call, and of who approved it",
  fix: "restore the entry, and add a new one for what should change; its `reason` may change, and an approval may be added",
  check: begunOf,
};

export interface Begun {
  readonly entry: Entry;
  /** What stands there now; undefined: it is gone. */
  readonly instead: Entry | undefined;
  readonly altered: readonly Change[];
}

/** More entries than this are not tried one by one: they are reported as one. */
const MOST = 20;

/** The entries that have begun and are not what they were. */
export function findBegun(before: Timeline, after: Timeline, now: Instant): readonly Begun[] {
  const { added, removed, kept } = compare(before, after);
  const limitOf = ({ kind }: Entry) => (kind === "cover" ? now : findRunning(before, now).end);
  const behind = keptBefore(after.roster.changes, new Map([...kept].map(([old, now]) => [now, old])));
  const behindOld = keptBefore(before.roster.changes, new Map([...kept].map(([old]) => [old, old])));
  const taken = new Set<Entry>();
  // What is written where it stood, between the same two entries.
  const insteadOf = (entry: Entry): Entry | undefined => {
    const found = added.find(
      (each) => !taken.has(each) && each.kind === entry.kind && behind.get(each) === behindOld.get(entry),
    );
    if (found !== undefined) taken.add(found);
    return found;
  };
  const touched = [
    ...removed.map((entry) => ({ entry, instead: insteadOf(entry) })),
    ...[...kept].flatMap(([entry, instead]) => (isOnRecord(entry, instead) ? [] : [{ entry, instead }])),
  ].filter(({ entry }) => findFirstEffect(before, entry) < limitOf(entry));
  if (touched.length <= MOST) {
    return touched.flatMap((each) => {
      const altered = alteredBy(before, [each.entry], limitOf(each.entry));
      return altered.length === 0 ? [] : [{ ...each, altered }];
    });
  }
  const entries = touched.map(({ entry }) => entry);
  const altered = alteredBy(before, entries, Math.max(...entries.map(limitOf)));
  return altered.length === 0 ? [] : touched.map((each) => ({ ...each, altered }));
}

/**
 * When the first of the entries begins that are not what they were: from the handoff on by which it alters something, or as
 * a cover from when its time comes, it stands on record. Undefined: none does before the limit.
 */
export function findFirstOnRecord(before: Timeline, after: Timeline, limit: Instant): Instant | undefined {
  const { removed, kept } = compare(before, after);
  const altered = [...kept].flatMap(([entry, now]) => (isOnRecord(entry, now) ? [] : [entry]));
  const touched = [...removed, ...altered].filter((entry) => findFirstEffect(before, entry) < limit);
  const groups = touched.length > MOST ? [touched] : touched.map((entry) => [entry]);
  const begins = groups.flatMap((entries) => {
    const start = entries.reduce((first, entry) => Math.min(first, findFirstEffect(before, entry)), limit);
    const less = dropEntries(before, entries);
    const areCovers = entries.every(({ kind }) => kind === "cover");
    const queued = areCovers ? [] : findChanges(dropCovers(less), dropCovers(before), start, limit);
    return [...findChanges(less, before, start, limit).slice(0, 1), ...queued.slice(0, 1)].map((change) =>
      areCovers ? change.start : findRunning(before, change.start).start,
    );
  });
  return begins.length === 0 ? undefined : Math.min(...begins);
}

/** What entries have altered up to an instant; of the queue too, where covers hide it. */
function alteredBy(before: Timeline, entries: readonly Entry[], limit: Instant): readonly Change[] {
  const start = entries.reduce((first, entry) => Math.min(first, findFirstEffect(before, entry)), limit);
  const less = dropEntries(before, entries);
  const served = findChanges(less, before, start, limit);
  if (served.length > 0 || entries.every(({ kind }) => kind === "cover")) return served;
  return findChanges(dropCovers(less), dropCovers(before), start, limit);
}

/** For each entry of a log the last one before it that both logs have. */
function keptBefore(
  changes: readonly Entry[],
  kept: ReadonlyMap<Entry, Entry>,
): ReadonlyMap<Entry, Entry | undefined> {
  let last: Entry | undefined;
  return new Map(
    changes.map((entry) => {
      const pair = [entry, last] as const;
      last = kept.get(entry) ?? last;
      return pair;
    }),
  );
}

/** `oncall approve` adds approvers and takes `unapproved` off; no approver goes, and nothing becomes backdated. */
function isOnRecord(old: Entry, now: Entry): boolean {
  return (
    old.backdated === now.backdated &&
    (old.unapproved || !now.unapproved) &&
    old.approvedBy.every((id) => now.approvedBy.includes(id))
  );
}

function begunOf({ timeline: after, before, base, now }: RuleContext): readonly RuleFinding[] {
  if (before === undefined) return [];
  const begun = findBegun(before.timeline, after, now);
  const [first] = begun;
  if (first !== undefined && begun.length > MOST) {
    return [
      {
        path: ["changes"],
        on: "key",
        message: `${begun.length} entries that have begun are gone, or say something else: ${describeChanges(first.altered, before.timeline.roster)}`,
        help: "put them back as they were",
      },
    ];
  }
  const there = base === undefined ? "" : ` of ${base.name}`;
  return begun.map((each): RuleFinding => {
    const { entry, instead } = each;
    const what = instead === undefined ? "is gone" : "says something else now";
    return {
      path: instead?.path ?? ["changes"],
      ...(instead === undefined && { on: "key" as const }),
      message: `${describeEntry(entry)}${there} has altered what has begun, and ${what}: ${describeChanges(each.altered, before.timeline.roster)}`,
      help: helpFor(each, before.timeline, now),
    };
  });
}

/** The first of some changes, and how many more there are. */
export function describeChanges(changes: readonly Change[], roster: Roster): string {
  const first = changes
    .slice(0, 1)
    .map(
      (change) =>
        `${change.role}, ${nameOrNobody(change.from)} → ${nameOrNobody(change.to)}, ${formatSpan(roster, change)}`,
    );
  return `${first.join("")}${countMore(changes.length - 1)}`;
}

function helpFor({ entry, instead }: Begun, before: Timeline, now: Instant): string {
  const back = "put it back as it was";
  if (instead !== undefined)
    return effectKey(instead) === effectKey(entry)
      ? `${back}: approvals may come, none may go, and only what is new can be backdated`
      : `${back}, and write what is to be otherwise as a new entry`;
  const isOver = entry.kind === "cover" && findLastEffect(before, entry) <= now;
  const contrary = isOver
    ? undefined
    : suggestContrary(entry, before, now, { index: findRunning(before, now).next - 1 });
  return contrary === undefined ? back : `${back}; ${contrary}`;
}
