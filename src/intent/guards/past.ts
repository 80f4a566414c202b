/**
 * Keeps the past unchanged (cli.md): before the end of the current shift only covers change who serves, and those no more
 * than a few minutes back. What happened otherwise is recorded with `--backdated`.
 */
import { pickApprovers, rephrase } from "../../rules/command.ts";
import { suggestContrary } from "../../rules/contrary.ts";
import { floorToMinute, GRACE_MS, listServed, resolveSpan } from "../../rules/serving.ts";
import { findFreeHandoff } from "../../rules/turns.ts";
import type { EntryWish } from "../../rules/wish.ts";
import { countMore, formatSpan, nameOrNobody } from "../../rules/words.ts";
import type { Instant } from "../../time/zone.ts";
import { type Change, findChanges } from "../../timeline/changes.ts";
import type { Shift } from "../../timeline/model.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function past(context: GuardContext): readonly GuardAnswer[] {
  const { wish, before, after, now, start } = context;
  const index = before.shiftAt(now);
  // What is adopted is marked `backdated` where it has begun.
  if (wish.kind === "approve" || wish.kind === "adopt" || start === undefined || index === undefined)
    return [];
  const running = before.shift(index);
  if (start >= running.end) return [];
  const changes = findChanges(before, after, start, running.end);
  if (wish.kind === "undo") return refuseUndo(context, changes, running);
  if (wish.backdated) return [];
  const [today, minute] = [running.start, floorToMinute(now)];
  const covered = changes.filter((change) => change.start >= today && isByNewCover(context, change));
  const passed = covered.filter((change) => change.start < minute);
  const isLate = passed.some((change) => change.start < minute - GRACE_MS);
  const wrong = changes.filter((change) => !covered.includes(change) || (isLate && passed.includes(change)));
  return [
    ...refusePast(context, wish, wrong, running),
    ...(isLate ? [] : passed.slice(0, 1)).map((change): GuardAnswer => {
      const span = { start: change.start, end: Math.min(change.end, minute) };
      return {
        weight: "warning",
        rule: "cover-begun",
        message: `${change.end <= now ? "that time" : "part of that time"} has passed: ${nameOrNobody(change.to)} will be on record as ${change.role} ${formatSpan(before.roster, span)}`,
        help: undefined,
      };
    }),
  ];
}

function isByNewCover({ after, added }: GuardContext, change: Change): boolean {
  if (change.to === null) return false;
  return listServed(after, change.to, change, change.role).some(({ covers }) =>
    covers.some((cover) => added.includes(cover)),
  );
}

function refusePast(
  { before, now, start }: GuardContext,
  wish: EntryWish,
  wrong: readonly Change[],
  running: Shift,
): readonly GuardAnswer[] {
  const [first] = wrong;
  if (first === undefined || start === undefined) return [];
  const isPast = first.start < running.start || wish.kind === "cover";
  const what = isPast ? "who was on call" : "the current shift";
  const message = `this would change ${what}: ${first.role}, ${nameOrNobody(first.from)} → ${nameOrNobody(first.to)}, ${formatSpan(before.roster, first)}${countMore(wrong.length - 1)}`;
  const happened = `if that is what happened, record it: ${rephrase<EntryWish>(wish, { backdated: true, unapproved: false, approvedBy: pickApprovers(wish) }, before.roster)}`;
  const later = suggestLater(wish, before, running, now);
  return [
    {
      weight: "refusal",
      rule: "past-changed",
      message,
      help: later === undefined ? happened : `from now on: ${later}; ${happened}`,
    },
  ];
}

/** The same wish for the time that may still change; undefined if nothing is left. */
function suggestLater(
  wish: EntryWish,
  before: GuardContext["before"],
  running: Shift,
  now: Instant,
): string | undefined {
  if (wish.kind === "cover") {
    const { end } = resolveSpan(before, wish.span);
    const from = floorToMinute(now);
    return end > from
      ? rephrase(wish, { span: { kind: "time", start: from, end } }, before.roster)
      : undefined;
  }
  const next = running.index + 1;
  const index = wish.kind === "swap" ? findFreeHandoff(before, wish.people, next) : next;
  if (index === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(index);
  const until =
    wish.kind === "swap"
      ? wish.until
      : wish.kind === "skip" && wish.length.kind === "until"
        ? wish.length.until
        : undefined;
  const isEnded = until !== undefined && until <= date;
  return isEnded ? undefined : rephrase<EntryWish>(wish, { from: date }, before.roster);
}

/** An entry is taken back only while it has altered nothing that has begun; of a cover, no time that has passed. */
function refuseUndo(
  { before, removed, now }: GuardContext,
  changes: readonly Change[],
  running: Shift,
): readonly GuardAnswer[] {
  const [entry] = removed;
  const limit = entry?.kind === "cover" ? now : running.end;
  const begun = changes.filter((change) => change.start < limit);
  const [first] = begun;
  if (entry === undefined || first === undefined) return [];
  return [
    {
      weight: "refusal",
      rule: "begun-entry",
      message: `the ${entry.kind} in line ${entry.line} has already taken effect: ${first.role}, ${nameOrNobody(first.to)} → ${nameOrNobody(first.from)}, ${formatSpan(before.roster, first)}${countMore(begun.length - 1)}`,
      help: suggestContrary(entry, before, now, running),
    },
  ];
}
