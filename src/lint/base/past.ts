/**
 * Reports changes of the past, which ends at the handoff of the current shift (cli.md): before it nothing may differ from the
 * base, and within the shift only covers may change who serves. Each difference is reported at the entry that makes it, so
 * that one does not excuse another.
 */
import type { Entry, Roster } from "../../roster/model.ts";
import { findMissingApprovals } from "../../rules/approval.ts";
import { floorToMinute, listServed } from "../../rules/serving.ts";
import { formatDay, joinWords } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { type Change, findChanges } from "../../timeline/changes.ts";
import { compare } from "../../timeline/compare.ts";
import { findFirstEffect } from "../../timeline/entry.ts";
import { dropCovers, dropEntries, weave } from "../../timeline/variant.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { describeChanges, findBegun } from "./begun.ts";
import { findRunning, type Running } from "./running.ts";

export const pastChanged: Rule = {
  id: "past-changed",
  severity: "error",
  silenceable: false,
  what: "a past shift differs from the base, or the running one differs by more than covers",
  why: "who was on call is a record, for incidents and for pay",
  fix: "date the change on or after the next handoff; record what really happened with `backdated: true` and an approval",
  check: checkPast,
};

/** More entries than this are not tried one by one. */
const MOST = 20;

function checkPast(context: RuleContext): readonly RuleFinding[] {
  const { timeline: after, now, before } = context;
  if (before === undefined) return [];
  const { start, added } = compare(before.timeline, after);
  const running = findRunning(before.timeline, now);
  if (start === undefined || start >= running.end) return [];
  const begun = findBegun(before.timeline, after, now);
  const instead = begun.flatMap((each) => each.instead ?? []);
  const excused = added.filter((entry) => isExcused(context.guards, entry) || instead.includes(entry));
  const lawful = weave(
    before.timeline,
    after,
    begun.map(({ entry }) => entry),
    excused,
  );
  const look = { start, running, now, added };
  const wrong = findForbidden(lawful, after, look);
  if (wrong.length === 0) return [];
  const suspects = added.filter(
    (entry) => !excused.includes(entry) && findFirstEffect(after, entry) < running.end,
  );
  const guilty = (suspects.length > MOST ? [] : suspects).flatMap((entry) => {
    const own = findForbidden(dropEntries(after, [entry]), after, {
      ...look,
      start: findFirstEffect(after, entry),
    });
    return own.length === 0 ? [] : [{ entry, own }];
  });
  const rest = wrong.filter((change) => !guilty.some(({ own }) => own.some((each) => overlap(each, change))));
  return [
    ...guilty.map(({ entry, own }) => ({
      path: entry.path,
      message: describe(after.roster, own, running),
      help: suggest(context, entry, running),
    })),
    ...(rest.length === 0 ? [] : [reportRest(before.timeline, after, rest, running)]),
  ];
}

/** Recorded after the fact, and approved by people who could do so before this change. */
export function isExcused(guards: Roster, entry: Entry): boolean {
  const { backdated, unapproved, approvedBy } = entry;
  return (
    backdated && !unapproved && approvedBy.length > 0 && findMissingApprovals(guards, entry).length === 0
  );
}

interface Look {
  readonly start: Instant;
  readonly running: Running;
  readonly now: Instant;
  readonly added: readonly Entry[];
}

/** What may not differ: who served, whom the queue put there and, in the current shift, who has served other than by a new cover. */
function findForbidden(
  before: Timeline,
  after: Timeline,
  { start, running, now, added }: Look,
): readonly Change[] {
  const served = findChanges(before, after, start, running.start);
  const queued = findChanges(dropCovers(before), dropCovers(after), start, running.end);
  const passed = findChanges(
    before,
    after,
    Math.max(start, running.start),
    Math.min(floorToMinute(now), running.end),
  ).filter((change) => !isByCover(after, change, added));
  const forbidden: Change[] = [];
  for (const change of [...served, ...queued, ...passed]) {
    if (!forbidden.some((each) => overlap(each, change))) forbidden.push(change);
  }
  return forbidden.sort((one, other) => one.start - other.start);
}

function isByCover(after: Timeline, change: Change, added: readonly Entry[]): boolean {
  if (change.to === null) return false;
  return listServed(after, change.to, change, change.role).every(({ covers }) =>
    covers.some((cover) => added.includes(cover)),
  );
}

function overlap(one: Change, other: Change): boolean {
  return one.role === other.role && one.start < other.end && other.start < one.end;
}

function describe(roster: Roster, changes: readonly Change[], running: Running): string {
  const isPast = changes.some(({ start }) => start < running.start);
  return `this changes ${isPast ? "who was on call" : "the current shift"}: ${describeChanges(changes, roster)}`;
}

function suggest({ guards, before }: RuleContext, entry: Entry, running: Running): string {
  const [missing] = findMissingApprovals(guards, entry);
  if (entry.backdated) {
    const may =
      missing === undefined || missing.may.length === 0 ? "a manager" : joinWords(missing.may, "or");
    return `a backdated entry counts once it is approved: ${may} may`;
  }
  const next = before?.timeline.rotation.handoffs.at(running.next).date;
  const later = next === undefined || entry.kind === "cover" ? "" : `date it ${formatDay(next)} or later; `;
  return `${later}if that is what happened, add \`backdated: true\` and who approved it`;
}

/** No single new entry is the cause: different terms, a different order, or several entries together. */
function reportRest(
  before: Timeline,
  after: Timeline,
  changes: readonly Change[],
  running: Running,
): RuleFinding {
  const [terms] = compare(before, after).terms;
  const message = describe(after.roster, changes, running);
  if (terms === undefined) {
    return {
      path: ["changes"],
      on: "key",
      message,
      help: "restore the entries that have taken effect, in the order that the base has",
    };
  }
  return {
    path: after.roster.rotation.find(({ start }) => start >= terms.start)?.path ?? ["rotation"],
    on: "key",
    message,
    help: "restore the terms, and start new ones after the current shift; later roles look ahead to who is first in them",
  };
}
