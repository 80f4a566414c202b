/** Who holds which role by a wish: a cover takes something over, no role is vacant, nobody is their own backup. */
import type { Cover, Id, Role } from "../../roster/model.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findLastEffect } from "../../timeline/entry.ts";
import { isPermanent } from "../../timeline/horizon.ts";
import type { Stretch } from "../../timeline/model.ts";
import { noRole } from "../cover.ts";
import { again, commandOf, entryName, listed } from "../say.ts";
import { type Span, shiftsIn, timeOf, wholeMinute } from "../serving.ts";
import type { CoverWish } from "../wish.ts";
import { andMore, during, type Objection, type Question } from "./question.ts";

/** The one who is covered holds a role in that time, and better in all of it. */
export function noRoles({ wish, before, after, added, now }: Question): readonly Objection[] {
  if (wish.kind !== "cover") return [];
  const covers = added.filter((entry) => entry.kind === "cover");
  return covers.flatMap((entry): readonly Objection[] => {
    const { person, by, role } = entry;
    const time = timeOf(after, entry.span);
    const taken = takenBy(after, entry, time);
    const start = Math.min(...taken.map((piece) => Math.max(piece.start, time.start)));
    const end = Math.max(...taken.map((piece) => Math.min(piece.end, time.end)));
    if (taken.length === 0) {
      const own = { ...wish, person, by, role, span: entry.span, exchange: false };
      const { guard, message, help } = noRole(own, before, now);
      return [{ weight: "refusal", guard, message, help }];
    }
    if (start === time.start && end === time.end) return [];
    const as = role === undefined ? "holds a role" : `is ${role}`;
    const message = `in that time ${person} ${as} only ${during(after.roster, { start, end })}`;
    return [{ weight: "warning", guard: "no-role", message, help: undefined }];
  });
}

function takenBy(timeline: Timeline, entry: Cover, time: Span): readonly Stretch[] {
  return shiftsIn(timeline, time).flatMap(({ stretches }) =>
    stretches.filter(({ covers }) => covers.includes(entry)),
  );
}

export function vacancy({ wish, before, after, start, changes }: Question): readonly Objection[] {
  const vacant = changes.filter(({ to }) => to === null);
  const [first] = vacant;
  if (first === undefined || start === undefined) return [];
  const last = vacant.reduce((latest, { end }) => Math.max(latest, end), first.end);
  const more = isPermanent(before, after, start, last) ? ", and so on for good" : andMore(vacant.length - 1);
  const message = `nobody would be ${first.role} ${during(after.roster, first)}${more}`;
  const help =
    wish.kind === "undo"
      ? "let somebody join the queue first: oncall join ID"
      : "the queue is too short for that: let somebody join first, with oncall join ID";
  return [{ weight: "refusal", guard: "vacancy", message, help }];
}

/** Asked about, never forbidden: at 3 a.m. the secondary must be able to take the primary's pager. */
export function bothRoles(question: Question): readonly Objection[] {
  const { wish, before, after, now, start } = question;
  if (start === undefined || wish.kind === "approve") return [];
  const covers = after.roster.changes.filter(({ kind }) => kind === "cover");
  const end = covers.reduce((last, cover) => Math.max(last, findLastEffect(after, cover)), -Infinity);
  // What is over is as it was, whoever had to do it alone.
  const span = { start: Math.max(start, wholeMinute(now)), end };
  const old = doubles(before, span);
  const fresh = doubles(after, span).filter(
    (double) =>
      !old.some(
        (other) => other.person === double.person && other.start <= double.start && other.end >= double.end,
      ),
  );
  return fresh.map((double): Objection => {
    const { person, roles } = double;
    const message = `${person} would be ${listed(roles)} at once ${during(after.roster, double)}`;
    // Nobody is asked whether half of what was written together may go.
    if (wish.kind === "undo") {
      const help =
        halfOf(double, question) ?? `let somebody else take one of the two: ${coverCommand(double, before)}`;
      return { weight: "refusal", guard: "both-roles", message, help };
    }
    const help =
      wish.kind === "cover" && !wish.exchange && person === wish.by
        ? `to exchange the two roles: ${again<CoverWish>(wish, { exchange: true }, before.roster)}`
        : `let somebody else take one of the two: ${coverCommand(double, before)}`;
    return { weight: "doubt", guard: "both-roles", message, help };
  });
}

/** How to take back both halves of an exchange; undefined: it is none. */
function halfOf({ start, end }: Double, { before, removed }: Question): string | undefined {
  const [entry] = removed;
  if (entry?.kind !== "cover") return undefined;
  const other = before.roster.changes.find((each) => {
    if (each.kind !== "cover" || each.person !== entry.by || each.by !== entry.person) return false;
    const time = timeOf(before, each.span);
    return time.start < end && time.end > start;
  });
  if (other === undefined) return undefined;
  // The later one first, so that the line of the other still holds.
  const [first, last] = [Math.max(entry.line, other.line), Math.min(entry.line, other.line)];
  return `${entryName(entry)} and ${entryName(other)} are one exchange; to take back both: oncall undo ${first} --allow both-roles, then oncall undo ${last}`;
}

function coverCommand({ person, roles, start, end }: Double, { roster }: Timeline): string {
  const span = { kind: "time", start, end } as const;
  const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  return commandOf(
    { kind: "cover", person, by: "ID", span, role: roles.at(-1), exchange: false, ...remarks },
    roster,
  );
}

export interface Double extends Span {
  readonly person: Id;
  readonly roles: readonly Role[];
}

/** The times in which one person serves several roles, within one shift each. */
export function doubles(timeline: Timeline, span: Span): readonly Double[] {
  return shiftsIn(timeline, span).flatMap(({ stretches, terms }) => {
    const people = new Set(stretches.flatMap(({ engineer }) => (engineer === null ? [] : [engineer])));
    return [...people].flatMap((person) =>
      overlaps(
        person,
        stretches
          .filter(({ engineer, start, end }) => engineer === person && start < span.end && end > span.start)
          .toSorted((one, other) => terms.roles.indexOf(one.role) - terms.roles.indexOf(other.role)),
      ),
    );
  });
}

function overlaps(person: Id, stretches: readonly Stretch[]): readonly Double[] {
  const cuts = [...new Set(stretches.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const found: Double[] = [];
  for (const [position, start] of cuts.entries()) {
    const end = cuts[position + 1];
    if (end === undefined) break;
    const roles = stretches.filter((each) => each.start <= start && each.end >= end).map(({ role }) => role);
    // Of one role no two stretches of a person touch (they would be one), so that with each cut the roles change.
    if (roles.length >= 2) found.push({ person, roles, start, end });
  }
  return found;
}
