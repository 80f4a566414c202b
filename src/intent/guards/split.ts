/**
 * Refuses or warns of an entry that cuts a turn: a week as primary without the week as secondary before it, at its own
 * handoffs or at those of later entries, which act on the new queue.
 */
import type { Entry, Swap } from "../../roster/model.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import { listServed } from "../../rules/serving.ts";
import { findActingHandoffs, findNewSplits, findNextHandoff, type Split } from "../../rules/turns.ts";
import type { EntryWish, SwapWish } from "../../rules/wish.ts";
import { formatDay } from "../../rules/words.ts";
import type { LocalDate } from "../../time/date.ts";
import { findUncutHandoff } from "../handoff.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function splitTurns(context: GuardContext): readonly GuardAnswer[] {
  const { wish, before, after, now, added, changes } = context;
  if (wish.kind === "undo" || wish.kind === "approve" || wish.kind === "adopt" || wish.backdated) return [];
  const next = findNextHandoff(before, now);
  return added.flatMap((entry) =>
    listPoints(context, entry, next).flatMap((act): readonly GuardAnswer[] => {
      const [split] = findNewSplits(before, after, act.index);
      if (split === undefined) return [];
      const message = describeSplit(split, context, act.index);
      if (wish.kind === "swap" && entry.kind === "swap") {
        const help = suggestWays(split, context, wish, entry, act);
        return [{ weight: "refusal", rule: "split-turn", message, help }];
      }
      // The vacancy is reported instead.
      if (changes.some(({ to }) => to === null)) return [];
      return [
        { weight: "warning", rule: "split-turn", message, help: suggestDate(context, wish, entry, act) },
      ];
    }),
  );
}

/** Entries other than swaps have reasons for their dates: the next date that cuts nothing is only named. */
function suggestDate(
  { before }: GuardContext,
  wish: EntryWish,
  entry: Entry,
  { begins }: SwapPoint,
): string | undefined {
  if (entry.kind === "cover" || entry.kind === "join" || entry.kind === "swap") return undefined;
  const found = findUncutHandoff(before, before, [entry.person], begins + 1, (from) => ({ ...entry, from }));
  if (found === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(found);
  return `${formatDay(date)} works: ${rephrase<EntryWish>(wish, { from: date }, before.roster)}`;
}

interface SwapPoint {
  readonly index: number;
  /** The new entry's own handoff; after it, another entry acts. */
  readonly begins: number;
  /** Whether this is where a swap ends. */
  readonly end: boolean;
}

/** Handoffs in the past are left to the guard of the past. */
function listPoints({ after }: GuardContext, entry: Entry, next: number): readonly SwapPoint[] {
  if (entry.kind === "cover") return [];
  const { handoffs } = after.rotation;
  const begins = handoffs.from(entry.from);
  const ends = entry.kind === "swap" && entry.until !== undefined ? handoffs.from(entry.until) : undefined;
  return findActingHandoffs(after, Math.max(begins, next)).map((index) => ({
    index,
    begins,
    end: index === ends,
  }));
}

function describeSplit(
  { person, role, lacks, again: twice }: Split,
  { after }: GuardContext,
  index: number,
): string {
  const { handoffs } = after.rotation;
  return twice
    ? `${person} would be ${role} in two shifts in a row, those of ${formatDay(handoffs.at(index - 1).date)} and ${formatDay(handoffs.at(index).date)}`
    : `${person} would be ${role} in the shift of ${formatDay(handoffs.at(index).date)} without being ${lacks} in the one before`;
}

function suggestWays(
  split: Split,
  context: GuardContext,
  wish: SwapWish,
  entry: Swap,
  act: SwapPoint,
): string | undefined {
  const { index, begins, end } = act;
  const date = findWorkingDate(context, entry, act);
  const later = (on: LocalDate) =>
    rephrase(wish, end ? { until: on, once: false } : { from: on }, context.before.roster);
  const works = date === undefined ? [] : [`${formatDay(date)} works: ${later(date)}`];
  // If another entry cuts the turn, no single shift is what was asked for.
  const cover = end || index === begins ? suggestCover(split, context, index) : undefined;
  const ways = [...works, ...(cover === undefined ? [] : [cover])];
  return ways.length === 0 ? undefined : ways.join("; ");
}

/** The first later date on which the swap, or its end, cuts no turn. */
function findWorkingDate(
  { before, after }: GuardContext,
  entry: Swap,
  { index, begins, end }: SwapPoint,
): LocalDate | undefined {
  const setDate = (date: LocalDate): Swap => (end ? { ...entry, until: date } : { ...entry, from: date });
  const found = findUncutHandoff(
    end ? after : before,
    before,
    entry.people,
    (end ? index : begins) + 1,
    setDate,
  );
  if (found === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(found);
  // A swap cannot end before it begins.
  const isOver = !end && entry.until !== undefined && entry.until <= date;
  return isOver ? undefined : date;
}

/** For that shift alone: whoever would have served it is covered, or the two exchange roles. */
function suggestCover(split: Split, { before }: GuardContext, index: number): string | undefined {
  const held = before.rotation.holdings(index).find(({ role }) => role === split.role)?.held;
  const person = held?.seat.person;
  if (person === undefined || person === split.person) return undefined;
  const { start, end, date } = before.shift(index);
  const cover = writeCommand(
    {
      kind: "cover",
      person,
      by: split.person,
      span: { kind: "shift", date },
      exchange: listServed(before, split.person, { start, end }).length > 0,
      approvedBy: ["manager"],
      backdated: false,
      unapproved: false,
      allow: [],
    },
    before.roster,
  );
  return `for that shift alone: ${cover}`;
}
