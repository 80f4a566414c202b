/** Drafts what a wish writes, with the dates and approvers that it leaves open (cli.md, "Edits"), or refuses it. */
import type { Edit } from "../edit/model.ts";
import type { Entry, Id, Roster } from "../roster/model.ts";
import {
  findApprovers,
  findConcerned,
  findMissingApprovals,
  helpWithoutApprover,
} from "../rules/approval.ts";
import { rephrase } from "../rules/command.ts";
import { findTimeAfterLeaving } from "../rules/serving.ts";
import { findFreeHandoff, findNextHandoff, findNextTurn } from "../rules/turns.ts";
import type { EntryWish, LeaveWish, SwapWish, Wish } from "../rules/wish.ts";
import { formatDay, joinWords } from "../rules/words.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import type { Instant } from "../time/zone.ts";
import { addEntries, type Timeline } from "../timeline/build.ts";
import { draftAdoption } from "./adopt.ts";
import { findUndecided, refuseUndecided, resolveApprovers } from "./approver.ts";
import { draftCover, type Given } from "./cover.ts";
import { placeAll, placeEntry, type Unplaced, writeEntry } from "./entry.ts";
import { findInvalid } from "./fit.ts";
import { findUncutHandoff } from "./handoff.ts";
import { draftApproval, draftUndo } from "./line.ts";
import type { DraftResult } from "./model.ts";
import { addPerson, draftPerson } from "./person.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

export function draftWish(wish: Wish, before: Timeline, now: Instant): DraftResult {
  switch (wish.kind) {
    case "undo":
      return draftUndo(wish, before);
    case "approve":
      return draftApproval(wish, before);
    case "adopt":
      return draftAdoption(wish, before, now);
    default:
      return draftEntries(wish, before, now);
  }
}

function draftEntries(wish: EntryWish, before: Timeline, now: Instant): DraftResult {
  const people = wish.kind === "join" ? draftPerson(wish, before.roster) : [];
  if ("kind" in people) return people;
  const roster = wish.kind === "join" ? addPerson(before.roster, wish) : before.roster;
  const words = draftWords(wish, before, now);
  if ("kind" in words) return words;
  const entries = addApprovers(roster, wish, words);
  if ("kind" in entries) return entries;
  const after = addEntries(before, entries, roster);
  return (
    findInvalid(wish, before, after, entries, now) ?? {
      kind: "drafted",
      edits: [
        ...people,
        ...entries.map((entry): Edit => ({ kind: "add-entry", entry: writeEntry(entry, roster) })),
      ],
      entries,
      after,
    }
  );
}

/** The entries, without approvers yet. */
function draftWords(wish: EntryWish, before: Timeline, now: Instant): readonly Unplaced[] | WishRefusal {
  const given: Given = {
    approvedBy: [],
    reason: wish.reason,
    backdated: wish.backdated,
    unapproved: wish.unapproved,
  };
  if (wish.kind === "cover") return draftCover(wish, given, before, now);
  if (wish.kind === "swap") return draftSwap(wish, given, before, now);
  const from = wish.from ?? before.rotation.handoffs.at(findNextHandoff(before, now)).date;
  switch (wish.kind) {
    case "skip": {
      const { length } = wish;
      if (length.kind === "until" && length.until <= from) return refuseEarlyEnd(wish, from, length.until);
      return [{ kind: "skip", ...given, from, person: wish.person, length }];
    }
    case "ready":
      return [{ kind: "ready", ...given, from, person: wish.person }];
    case "join": {
      const join = { kind: "join" as const, ...given, from, person: wish.person, after: wish.after };
      if (wish.skip === undefined) return [join];
      if (wish.skip.kind === "until" && wish.skip.until <= from)
        return refuseEarlyEnd(wish, from, wish.skip.until);
      return [join, { kind: "skip", ...given, from, person: wish.person, length: wish.skip }];
    }
    case "leave":
      return draftLeave(wish, given, from, before, now);
  }
}

function draftSwap(
  wish: SwapWish,
  given: Given,
  before: Timeline,
  now: Instant,
): readonly Unplaced[] | WishRefusal {
  const { handoffs, queue } = before.rotation;
  const { people } = wish;
  const [one, other] = people;
  if (one === other) {
    return refuse({
      rule: "same-person",
      message: `${one} cannot swap with ${one}`,
      help: "name two different people",
    });
  }
  const next = findNextHandoff(before, now);
  const swapFrom = (from: LocalDate) => buildSwap(wish, given, from, before);
  const free =
    wish.from === undefined
      ? (findUncutHandoff(before, before, people, next, (from) =>
          placeEntry(before.roster, swapFrom(from).swap),
        ) ?? findFreeHandoff(before, people, next))
      : undefined;
  if (wish.from === undefined && free === undefined && people.every((person) => isIn(before, person, next))) {
    return refuse({
      rule: "split-turn",
      message: `at every coming handoff ${one} or ${other} is in the middle of a turn`,
      help: `the queue has ${queue(next).seats.length} people: exchange single shifts instead: oncall cover ${one} --by ${other} --shift ${formatDate(handoffs.at(next).date)} --exchange --approved-by manager`,
    });
  }
  const from = wish.from ?? handoffs.at(free ?? next).date;
  if (wish.until !== undefined && wish.until <= from) return refuseEarlyEnd(wish, from, wish.until);
  const { swap, without } = swapFrom(from);
  if (without === undefined) return [swap];
  return refuse({
    rule: "no-turn-ahead",
    message: `${without} has no turn to come, so the swap would never end`,
    help: "name its end with --until DATE",
  });
}

/** Builds the swap from a date on, with its end; `without`: somebody who has no turn after which it could end. */
function buildSwap(
  wish: SwapWish,
  given: Given,
  from: LocalDate,
  before: Timeline,
): { readonly swap: Unplaced; readonly without: Id | undefined } {
  const { people, until } = wish;
  const swap = { kind: "swap" as const, ...given, from, people, until };
  if (!wish.once || until !== undefined) return { swap, without: undefined };
  const { handoffs } = before.rotation;
  const first = handoffs.from(from);
  const swapped = addEntries(before, [placeEntry(before.roster, swap)]);
  const turns = people.map((person) => findNextTurn(swapped, person, first));
  const none = people.find((_, index) => turns[index] === undefined);
  // Somebody who is not in the queue has no turn either, and is refused for that.
  if (none !== undefined) return { swap, without: isIn(swapped, none, first) ? none : undefined };
  const last = Math.max(...turns.map((turn) => turn ?? 0));
  return { swap: { ...swap, until: handoffs.at(last + 1).date }, without: undefined };
}

function isIn(timeline: Timeline, person: Id, index: number): boolean {
  return timeline.rotation.queue(index).seats.some((seat) => seat.person === person);
}

function refuseEarlyEnd(wish: EntryWish, from: LocalDate, until: LocalDate): WishRefusal {
  return refuse({
    rule: "until-not-after-from",
    message: `this ${wish.kind === "join" ? "skip" : wish.kind} would end on ${formatDay(until)}, but begins on ${formatDay(from)}`,
    help: "give a later --until, or an earlier --from",
  });
}

/** The leave and, if somebody covers, a cover for each stretch that the person would still serve. */
function draftLeave(
  wish: LeaveWish,
  given: Given,
  from: LocalDate,
  before: Timeline,
  now: Instant,
): readonly Unplaced[] {
  const leave = { kind: "leave" as const, ...given, from, person: wish.person };
  const { coveredBy } = wish;
  if (coveredBy === undefined) return [leave];
  const after = addEntries(before, [placeEntry(before.roster, leave)]);
  const left = findTimeAfterLeaving(after, leave, now);
  return [
    leave,
    ...left.map(({ role, start, end }): Unplaced => {
      const span = { kind: "time" as const, start, end };
      return { kind: "cover", ...given, person: wish.person, by: coveredBy, role, span };
    }),
  ];
}

/** The entries in their places in the log, with their approvers. */
function addApprovers(
  roster: Roster,
  wish: EntryWish,
  words: readonly Unplaced[],
): readonly Entry[] | WishRefusal {
  const entries = placeAll(roster, words);
  const concerned = [...new Set(entries.flatMap((entry) => findConcerned(roster, entry)))];
  if (wish.approvedBy.includes("manager")) {
    const alone = concerned.filter((person) => findApprovers(roster, person).length === 0);
    if (alone.length > 0 && roster.policy.approvals === "required")
      return refuseWithoutApprover(roster, alone);
  }
  // Entries written together are approved together; one that needs no approval gets none.
  const approvedBy = resolveApprovers(roster, concerned, wish.approvedBy);
  const others = wish.approvedBy.filter((id) => id !== "manager");
  const undecided = refuseUndecided(findUndecided(roster, concerned, wish.approvedBy), (id) =>
    rephrase<EntryWish>(wish, { approvedBy: [...others, id] }, roster),
  );
  if (undecided !== undefined) return undecided;
  const needs = (entry: Entry) => concerned.length === 0 || findConcerned(roster, entry).length > 0;
  return entries.map((entry) => {
    const named = { ...entry, approvedBy: needs(entry) ? approvedBy : [] };
    // What everybody has approved does not wait for approval.
    const isSettled = approvedBy.length > 0 && findMissingApprovals(roster, named).length === 0;
    return { ...named, unapproved: entry.unapproved && !isSettled };
  });
}

function refuseWithoutApprover(roster: Roster, people: readonly Id[]): WishRefusal {
  return refuse({
    rule: "missing-approval",
    message: `nobody in ${roster.file} may approve for ${joinWords(people)}`,
    help: helpWithoutApprover(roster, people),
  });
}
