/** Refuses a wish that would make an entry of the log, old or new, invalid. */
import type { Entry } from "../roster/model.ts";
import type { InvalidEntry } from "../rotation/queue.ts";
import { rephrase } from "../rules/command.ts";
import { findNextHandoff } from "../rules/turns.ts";
import type { EntryWish, UndoWish } from "../rules/wish.ts";
import { describeEntry, formatDay } from "../rules/words.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { countShifts } from "../timeline/horizon.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

export function findInvalid(
  wish: EntryWish | UndoWish,
  before: Timeline,
  after: Timeline,
  entries: readonly Entry[],
  now: Instant,
): WishRefusal | undefined {
  const known = new Set(before.rotation.invalidEntries().map(({ entry }) => entry));
  const invalid = after.rotation.invalidEntries().filter(({ entry }) => !known.has(entry));
  const found = invalid.find(({ entry }) => entries.includes(entry)) ?? invalid[0];
  if (found === undefined) return undefined;
  if (wish.kind !== "undo" && entries.includes(found.entry)) return refuseOwn(wish, found, before, now);
  const why = found.why === "not-in-queue" ? "would not be in the queue" : "would be in the queue already";
  const it = wish.kind === "undo" ? "without this entry" : "with this entry";
  return refuse({
    rule: found.why,
    message: `${it} ${describeEntry(found.entry)} could not act: ${found.person} ${why} on ${formatDay(found.entry.from)}`,
    help: `take that one back first: oncall undo ${found.entry.line}`,
  });
}

function refuseOwn(
  wish: EntryWish,
  { entry, person, why }: InvalidEntry,
  before: Timeline,
  now: Instant,
): WishRefusal {
  if (why === "already-in-queue") {
    return refuse({
      rule: why,
      message: `${person} is in the queue already on ${formatDay(entry.from)}`,
      help: `to change places: oncall swap ${person} ID --approved-by manager`,
    });
  }
  const date = findQueueDate(
    before,
    person,
    Math.max(findNextHandoff(before, now), before.rotation.handoffs.from(entry.from)),
  );
  const help =
    date === undefined
      ? wish.kind === "leave"
        ? `${person} need not leave it then`
        : `put them in first: oncall join ${person}`
      : `${person} will be from ${formatDay(date)} on: ${rephrase(wish, { from: date }, before.roster)}`;
  return refuse({ rule: why, message: `${person} is not in the queue on ${formatDay(entry.from)}`, help });
}

/** The date of the first handoff ahead at which somebody is in the queue. */
function findQueueDate(before: Timeline, person: string, from: number): number | undefined {
  const joins = before.roster.changes.flatMap((entry) =>
    entry.kind === "join" && entry.person === person ? [before.rotation.handoffs.from(entry.from)] : [],
  );
  const last = Math.max(from, ...joins) + countShifts(before, from);
  for (let index = from; index <= last; index += 1) {
    const { seats } = before.rotation.queue(index);
    if (seats.some((seat) => seat.person === person)) return before.rotation.handoffs.at(index).date;
  }
  return undefined;
}
