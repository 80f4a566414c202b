/** A handoff at which an entry changes the queue must not cut a turn: no primary week without its secondary week. */
import type { Entry, Swap } from "../../roster/model.ts";
import type { LocalDate } from "../../time/date.ts";
import { again, commandOf, dated } from "../say.ts";
import { servedBy } from "../serving.ts";
import { newSplits, nextHandoff, type Split, uncutHandoff } from "../turn.ts";
import type { EntryWish, SwapWish } from "../wish.ts";
import type { Objection, Question } from "./question.ts";

export function splitTurns(question: Question): readonly Objection[] {
  const { wish, before, after, now, added, changes } = question;
  if (wish.kind === "undo" || wish.kind === "approve" || wish.backdated) return [];
  const next = nextHandoff(before, now);
  return added.flatMap((entry) =>
    actsAt(question, entry).flatMap(({ index, end }): readonly Objection[] => {
      // What has begun is for the guard of the past.
      const [split] = index < next ? [] : newSplits(before, after, index);
      if (split === undefined) return [];
      const message = messageOf(split, question, index);
      if (wish.kind === "swap" && entry.kind === "swap") {
        const help = helpOf(split, question, wish, entry, index, end);
        return [{ weight: "refusal", guard: "split-turn", message, help }];
      }
      // Where nobody is left to serve, that is what there is to say.
      if (changes.some(({ to }) => to === null)) return [];
      return [
        { weight: "warning", guard: "split-turn", message, help: laterHelp(question, wish, entry, index) },
      ];
    }),
  );
}

/** Others than swaps have their reasons to come when they come: the next date that cuts nothing is only named. */
function laterHelp({ before }: Question, wish: EntryWish, entry: Entry, index: number): string | undefined {
  if (entry.kind === "cover" || entry.kind === "join" || entry.kind === "swap") return undefined;
  const found = uncutHandoff(before, before, [entry.person], index + 1, (from) => ({ ...entry, from }));
  if (found === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(found);
  return `${dated(date)} works: ${again<EntryWish>(wish, { from: date }, before.roster)}`;
}

interface Act {
  readonly index: number;
  /** Whether this is where a swap ends. */
  readonly end: boolean;
}

function actsAt({ after }: Question, entry: Entry): readonly Act[] {
  if (entry.kind === "cover") return [];
  const { handoffs } = after.rotation;
  const first = { index: handoffs.from(entry.from), end: false };
  if (entry.kind !== "swap" || entry.until === undefined) return [first];
  return [first, { index: handoffs.from(entry.until), end: true }];
}

function messageOf({ person, role, lacks, again: twice }: Split, { after }: Question, index: number): string {
  const { handoffs } = after.rotation;
  return twice
    ? `${person} would be ${role} in two shifts in a row, those of ${dated(handoffs.at(index - 1).date)} and ${dated(handoffs.at(index).date)}`
    : `${person} would be ${role} in the shift of ${dated(handoffs.at(index).date)} without being ${lacks} in the one before`;
}

function helpOf(
  split: Split,
  question: Question,
  wish: SwapWish,
  entry: Swap,
  index: number,
  end: boolean,
): string {
  const date = dateThatWorks(question, entry, index, end);
  const later = (on: LocalDate) =>
    again(wish, end ? { until: on, once: false } : { from: on }, question.before.roster);
  const works = date === undefined ? [] : [`${dated(date)} works: ${later(date)}`];
  const cover = coverHelp(split, question, index);
  return [...works, ...(cover === undefined ? [] : [cover]), "or --allow split-turn"].join("; ");
}

/** The first later date on which the swap, or its end, cuts no turn. */
function dateThatWorks(
  { before, after }: Question,
  entry: Swap,
  index: number,
  end: boolean,
): LocalDate | undefined {
  const moved = (date: LocalDate): Swap => (end ? { ...entry, until: date } : { ...entry, from: date });
  const found = uncutHandoff(end ? after : before, before, entry.people, index + 1, moved);
  if (found === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(found);
  // A swap whose end has come before it begins is none.
  const isOver = !end && entry.until !== undefined && entry.until <= date;
  return isOver ? undefined : date;
}

/** For the one shift alone: the one who was to serve it stays in their place and is covered, or they exchange roles. */
function coverHelp(split: Split, { before }: Question, index: number): string | undefined {
  const held = before.rotation.holdings(index).find(({ role }) => role === split.role)?.held;
  const person = held?.seat.person;
  if (person === undefined || person === split.person) return undefined;
  const { start, end, date } = before.shift(index);
  const cover = commandOf(
    {
      kind: "cover",
      person,
      by: split.person,
      span: { kind: "shift", date },
      exchange: servedBy(before, split.person, { start, end }).length > 0,
      approvedBy: ["manager"],
      backdated: false,
      unapproved: false,
      allow: [],
    },
    before.roster,
  );
  return `for that shift alone: ${cover}`;
}
