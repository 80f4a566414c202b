/**
 * Finds what makes a roster invalid once its rotation is known. Reading the file finds the rest (rotation.md, "Invalid").
 */
import type { UnplacedFinding } from "../roster/finding.ts";
import type { Cover, Roster, Terms } from "../roster/model.ts";
import { capitalize } from "../text/letters.ts";
import { formatDate, weekdayOf } from "../time/date.ts";
import { formatInstant } from "../time/zone.ts";
import { candidateInstant, countCandidates, findCandidates } from "./candidates.ts";
import type { Handoffs } from "./handoffs.ts";
import type { InvalidEntry } from "./queue.ts";
import type { Rotation } from "./turns.ts";

/** Checks the whole log, to its last entry, unless the terms are invalid. An empty list means that the roster is valid. */
export function checkLog(roster: Roster, rotation: Rotation): readonly UnplacedFinding[] {
  const terms = roster.rotation.flatMap((later, index) => {
    const earlier = roster.rotation[index - 1];
    return earlier === undefined ? [] : [...checkOverlap(earlier, later), ...checkDuty(earlier, later)];
  });
  if (terms.length > 0) return terms;
  const covers = roster.changes.flatMap((entry) =>
    entry.kind === "cover" ? checkCover(entry, rotation.handoffs) : [],
  );
  return [...rotation.invalidEntries().map(describeInvalid), ...covers];
}

/** With two zones, a handoff of the earlier terms may have an earlier date than the new start and still come after it. */
function checkOverlap(earlier: Terms, later: Terms): readonly UnplacedFinding[] {
  const first = candidateInstant(later, 0);
  const last = candidateInstant(earlier, countCandidates(earlier, later) - 1);
  if (last < first) return [];
  return [
    {
      rule: "terms-overlap",
      path: [...later.path, "start"],
      message: `these terms begin at ${formatInstant(later.zone, first)}, before the last handoff of the earlier terms, ${formatInstant(earlier.zone, last)}`,
      help: "start them a day later, or give the terms before them an earlier handoff",
    },
  ];
}

/** Hours of duty may leave out every handoff before the next terms. */
function checkDuty(terms: Terms, next: Terms): readonly UnplacedFinding[] {
  if (findCandidates(terms, next).countThrough(next.start - 1) > 0) return [];
  return [
    {
      rule: "terms-without-duty",
      path: [...terms.path, "duty"],
      message: `no hours of duty fall between the start of these terms, ${nameDay(terms.start)}, and the next terms`,
      help: "delete these terms, or widen their `duty`",
    },
  ];
}

function checkCover(entry: Cover, handoffs: Handoffs): readonly UnplacedFinding[] {
  if (entry.span.kind !== "shift") return [];
  const { date } = entry.span;
  const handoff = handoffs.at(handoffs.on(date));
  const following = handoffs.at(handoff.index + 1);
  if (handoff.date !== date) {
    const near =
      handoff.date < date ? `${nameDay(handoff.date)} and ${nameDay(following.date)}` : nameDay(handoff.date);
    return [
      {
        rule: "no-handoff-on-date",
        path: [...entry.path, "shift"],
        message: `no shift begins on ${nameDay(date)}`,
        help: `the handoffs nearest to it are dated ${near}; for part of a shift write \`from\` and \`until\``,
      },
    ];
  }
  if (entry.role === undefined || handoff.terms.roles.includes(entry.role)) return [];
  return [
    {
      rule: "unknown-role",
      path: [...entry.path, "role"],
      message: `the shift of ${nameDay(date)} has no role \`${entry.role}\``,
      help: `its roles are ${handoff.terms.roles.join(", ")}`,
    },
  ];
}

function nameDay(date: number): string {
  return `${capitalize(weekdayOf(date))} ${formatDate(date)}`;
}

function describeInvalid({ entry, person, why }: InvalidEntry): UnplacedFinding {
  const key = entry.kind === "join" && why === "not-in-queue" ? "after" : entry.kind;
  const position = entry.kind === "swap" ? [entry.people.indexOf(person)] : [];
  const date = formatDate(entry.from);
  return {
    rule: why,
    path: [...entry.path, key, ...position],
    message:
      why === "already-in-queue"
        ? `\`${person}\` is already in the queue on ${date}`
        : `\`${person}\` is not in the queue on ${date}`,
    help:
      why === "already-in-queue"
        ? "take this entry out, or let a `leave` come before it"
        : "check the id and the dates: a `join` must come before, and no `leave` in between",
  };
}
