/** Reports entries that were removed or changed after they took effect: what they did stays on record. */
import type { Entry, Id, Roster } from "../../roster/model.ts";
import { suggestContrary } from "../../rules/contrary.ts";
import { countMore, describeEntry, formatSpan, nameOrNobody } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { type Change, findChanges, joinByShift } from "../../timeline/changes.ts";
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
  check: checkBegun,
};

export interface Begun {
  readonly entry: Entry;
  /** What is there now; undefined: nothing. */
  readonly instead: Entry | undefined;
  readonly changes: readonly Change[];
}

/** More entries than this are not tried one by one, but reported together. */
const MOST = 20;

/** The entries that took effect before now and have been removed or changed. */
export function findBegun(before: Timeline, after: Timeline, now: Instant): readonly Begun[] {
  const { added, removed, kept } = compare(before, after);
  const limitOf = ({ kind }: Entry) => (kind === "cover" ? now : findRunning(before, now).end);
  const previous = mapToPreviousKept(
    after.roster.changes,
    new Map([...kept].map(([old, now]) => [now, old])),
  );
  const previousOld = mapToPreviousKept(before.roster.changes, new Map([...kept].map(([old]) => [old, old])));
  const taken = new Set<Entry>();
  // What is written in its place, between the same two entries.
  const findReplacement = (entry: Entry): Entry | undefined => {
    const found = added.find(
      (each) => !taken.has(each) && each.kind === entry.kind && previous.get(each) === previousOld.get(entry),
    );
    if (found !== undefined) taken.add(found);
    return found;
  };
  const touched = [
    ...removed.map((entry) => ({ entry, instead: findReplacement(entry) })),
    ...[...kept].flatMap(([entry, instead]) => (isOnRecord(entry, instead) ? [] : [{ entry, instead }])),
  ].filter(({ entry }) => findFirstEffect(before, entry) < limitOf(entry));
  if (touched.length <= MOST) {
    return touched.flatMap((each) => {
      const changes = findAltered(before, [each.entry], limitOf(each.entry));
      return changes.length === 0 ? [] : [{ ...each, changes }];
    });
  }
  const entries = touched.map(({ entry }) => entry);
  const changes = findAltered(before, entries, Math.max(...entries.map(limitOf)));
  return changes.length === 0 ? [] : touched.map((each) => ({ ...each, changes }));
}

/**
 * When the first removed or changed entry takes effect, and so is on record: at the handoff by which it changes something
 * or, for a cover, when its time starts. Undefined: none does before the limit.
 */
export function findFirstOnRecord(before: Timeline, after: Timeline, limit: Instant): Instant | undefined {
  const { removed, kept } = compare(before, after);
  const changes = [...kept].flatMap(([entry, now]) => (isOnRecord(entry, now) ? [] : [entry]));
  const touched = [...removed, ...changes].filter((entry) => findFirstEffect(before, entry) < limit);
  const groups = touched.length > MOST ? [touched] : touched.map((entry) => [entry]);
  const starts = groups.flatMap((entries) => {
    const start = entries.reduce((first, entry) => Math.min(first, findFirstEffect(before, entry)), limit);
    const less = dropEntries(before, entries);
    const areCovers = entries.every(({ kind }) => kind === "cover");
    const queued = areCovers ? [] : findChanges(dropCovers(less), dropCovers(before), start, limit);
    return [...findChanges(less, before, start, limit).slice(0, 1), ...queued.slice(0, 1)].map((change) =>
      areCovers ? change.start : findRunning(before, change.start).start,
    );
  });
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** What entries have changed up to an instant; in the queue too, where covers hide it. */
function findAltered(before: Timeline, entries: readonly Entry[], limit: Instant): readonly Change[] {
  const start = entries.reduce((first, entry) => Math.min(first, findFirstEffect(before, entry)), limit);
  const less = dropEntries(before, entries);
  const served = findChanges(less, before, start, limit);
  if (served.length > 0 || entries.every(({ kind }) => kind === "cover")) return served;
  return findChanges(dropCovers(less), dropCovers(before), start, limit);
}

/** For each entry of a log, the last one before it that is in both logs. */
function mapToPreviousKept(
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

/** `oncall approve` adds approvers and removes `unapproved`; approvers are never removed, and nothing becomes backdated. */
function isOnRecord(old: Entry, now: Entry): boolean {
  return (
    old.backdated === now.backdated &&
    (old.unapproved || !now.unapproved) &&
    old.approvedBy.every((id) => now.approvedBy.includes(id))
  );
}

function checkBegun({ timeline: after, before, base, now }: RuleContext): readonly RuleFinding[] {
  if (before === undefined) return [];
  const begun = findBegun(before.timeline, after, now);
  const [first] = begun;
  if (first !== undefined && begun.length > MOST) {
    return [
      {
        path: ["changes"],
        on: "key",
        message: `${begun.length} entries that have taken effect were removed or changed: ${describeChanges(first.changes, before.timeline.roster)}`,
        help: "restore them",
      },
    ];
  }
  const there = base === undefined ? "" : ` of ${base.name}`;
  return begun.map((each): RuleFinding => {
    const { entry, instead } = each;
    const what = instead === undefined ? "was removed" : "was changed";
    return {
      path: instead?.path ?? ["changes"],
      ...(instead === undefined && { on: "key" as const }),
      message: `${describeEntry(entry)}${there} has taken effect, and ${what}: ${describeChanges(each.changes, before.timeline.roster)}`,
      help: helpFor(each, before.timeline, now),
    };
  });
}

/** The first of some changes, and in how many more shifts there are some. */
export function describeChanges(changes: readonly Change[], roster: Roster): string {
  const byShift = joinByShift(changes);
  const first = byShift.slice(0, 1).map((change) => {
    const name = (person: Id | null) =>
      change.offDuty && person === null ? "off duty" : nameOrNobody(person);
    return `${change.role}, ${name(change.from)} → ${name(change.to)}, ${formatSpan(roster, change)}`;
  });
  return `${first.join("")}${countMore(byShift.length - 1)}`;
}

function helpFor({ entry, instead }: Begun, before: Timeline, now: Instant): string {
  const back = "restore it";
  if (instead !== undefined)
    return effectKey(instead) === effectKey(entry)
      ? `${back}: approvals may be added but not removed, and only a new entry can be backdated`
      : `${back}, and add a new entry for what should change`;
  const isOver = entry.kind === "cover" && findLastEffect(before, entry) <= now;
  const contrary = isOver
    ? undefined
    : suggestContrary(entry, before, now, { index: findRunning(before, now).next - 1 });
  return contrary === undefined ? back : `${back}; ${contrary}`;
}
