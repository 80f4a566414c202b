/** Judges covers: each should take over some time, and nobody should be their own backup. */
import type { Cover } from "../../roster/model.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import { type Double, findDoubles } from "../../rules/doubles.ts";
import { floorToMinute, resolveSpan } from "../../rules/serving.ts";
import type { CoverWish } from "../../rules/wish.ts";
import { describeEntry, formatSpan, joinWords } from "../../rules/words.ts";
import { type Interval, intersect } from "../../time/interval.ts";
import { shiftsIn } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { entryKey, findLastEffect } from "../../timeline/entry.ts";
import type { Stretch } from "../../timeline/model.ts";
import { refuseHollow } from "../cover.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

/** The person covered should be on call in that time, and in all of it. */
export function noRoles({ wish, before, after, added, now }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind !== "cover") return [];
  const covers = added.filter((entry) => entry.kind === "cover");
  return covers.flatMap((entry): readonly GuardAnswer[] => {
    const { person, by, role } = entry;
    const time = resolveSpan(after, entry.span);
    const taken = listTaken(after, entry, time);
    const start = Math.min(...taken.map((piece) => Math.max(piece.start, time.start)));
    const end = Math.max(...taken.map((piece) => Math.min(piece.end, time.end)));
    if (taken.length === 0) {
      const first = findEarlierCover(entry, after, time);
      if (first !== undefined) return [refuseTwice(first, entry, before)];
      const own = { ...wish, person, by, role, span: entry.span, exchange: false };
      const { rule, message, help } = refuseHollow(own, before, now);
      return [{ weight: "refusal", rule, message, help }];
    }
    // What is off duty is nobody's to take.
    const duty = shiftsIn(after, time).flatMap((shift) =>
      shift.duty.flatMap((span) => intersect(span, time)),
    );
    if (start === duty[0]?.start && end === duty.at(-1)?.end) return [];
    const message = `in that time ${person} is ${role ?? "on call"} only ${formatSpan(after.roster, { start, end })}`;
    return [{ weight: "warning", rule: "partial-cover", message, help: undefined }];
  });
}

/** The earlier cover that already takes that time. */
function findEarlierCover(entry: Cover, after: Timeline, time: Interval): Cover | undefined {
  return shiftsIn(after, time)
    .flatMap(({ stretches }) =>
      stretches.flatMap(({ role, start, end, covers }) =>
        start < time.end && end > time.start && (entry.role ?? role) === role ? covers : [],
      ),
    )
    .find((cover) => cover.person === entry.person && cover.index < entry.index);
}

function refuseTwice(first: Cover, { person, by }: Cover, before: Timeline): GuardAnswer {
  const saying = entryKey(first);
  const line = before.roster.changes.find((entry) => entryKey(entry) === saying)?.line ?? first.line;
  return {
    weight: "refusal",
    rule: "double-cover",
    message: `${first.by} covers ${person} for that time already, in line ${line}`,
    help:
      first.by === by
        ? undefined
        : `take that one back first: oncall undo ${line}; or cover ${first.by} instead`,
  };
}

function listTaken(timeline: Timeline, entry: Cover, time: Interval): readonly Stretch[] {
  return shiftsIn(timeline, time).flatMap(({ stretches }) =>
    stretches.filter(({ covers }) => covers.includes(entry)),
  );
}

/** For less than a day asked about, not refused: at 3 a.m. the secondary must be able to take the primary's pager. */
export function bothRoles(context: GuardContext): readonly GuardAnswer[] {
  const { wish, before, after, now, start } = context;
  if (start === undefined || wish.kind === "approve") return [];
  const covers = after.roster.changes.filter(({ kind }) => kind === "cover");
  const end = covers.reduce((last, cover) => Math.max(last, findLastEffect(after, cover)), -Infinity);
  // What is over cannot be changed.
  const span = { start: Math.max(start, floorToMinute(now)), end };
  const old = findDoubles(before, span);
  const fresh = findDoubles(after, span).filter(
    (double) =>
      !old.some(
        (other) => other.person === double.person && other.start <= double.start && other.end >= double.end,
      ),
  );
  return fresh.map((double): GuardAnswer => {
    const { person, roles } = double;
    const message = `${person} would be ${joinWords(roles)} at once ${formatSpan(after.roster, double)}`;
    // Taking back half of what was written together is refused, not asked about.
    if (wish.kind === "undo") {
      const help =
        suggestWholeUndo(double, context) ??
        `have somebody else take one of the two: ${writeCoverCommand(double, before)}`;
      return { weight: "refusal", rule: "both-roles", message, help };
    }
    const help =
      wish.kind === "cover" && !wish.exchange && person === wish.by
        ? `to exchange the two roles: ${rephrase<CoverWish>(wish, { exchange: true }, before.roster)}`
        : `have somebody else take one of the two: ${writeCoverCommand(double, before)}`;
    return { weight: "doubt", rule: "both-roles", message, help };
  });
}

/** How to take back both halves of an exchange; undefined if it is none. */
function suggestWholeUndo({ start, end }: Double, { before, removed }: GuardContext): string | undefined {
  const [entry] = removed;
  if (entry?.kind !== "cover") return undefined;
  const other = before.roster.changes.find((each) => {
    if (each.kind !== "cover" || each.person !== entry.by || each.by !== entry.person) return false;
    const time = resolveSpan(before, each.span);
    return time.start < end && time.end > start;
  });
  if (other === undefined) return undefined;
  // The later one first, so that the line of the other stays the same.
  const [first, last] = [Math.max(entry.line, other.line), Math.min(entry.line, other.line)];
  return `${describeEntry(entry)} and ${describeEntry(other)} are one exchange; to take back both: oncall undo ${first} --allow both-roles, then oncall undo ${last}`;
}

function writeCoverCommand({ person, roles, start, end }: Double, { roster }: Timeline): string {
  const span = { kind: "time", start, end } as const;
  const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  return writeCommand(
    { kind: "cover", person, by: "ID", span, role: roles.at(-1), exchange: false, ...remarks },
    roster,
  );
}
