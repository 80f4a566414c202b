/**
 * The past ends at the handoff of the running shift (cli.md): before its end nothing changes, but that covers may change
 * who serves in it. What happened otherwise is recorded with `backdated`.
 */
import type { Entry } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import { type Change, findChanges } from "../../timeline/changes.ts";
import type { Shift } from "../../timeline/model.ts";
import { again, commandOf, dated, timed } from "../say.ts";
import { servedBy, timeOf, wholeMinute } from "../serving.ts";
import { freeHandoff } from "../turn.ts";
import type { EntryWish } from "../wish.ts";
import { andMore, during, type Objection, type Question, who } from "./question.ts";

export function past(question: Question): readonly Objection[] {
  const { wish, before, after, now, start } = question;
  const index = before.shiftAt(now);
  if (wish.kind === "approve" || start === undefined || index === undefined) return [];
  const running = before.shift(index);
  if (start >= running.end) return [];
  const changes = findChanges(before, after, start, running.end);
  if (wish.kind === "undo") return undone(question, changes, running);
  if (wish.backdated) return [];
  const wrong = changes.filter((change) => change.start < running.start || !isByNewCover(question, change));
  const passed = changes.filter((change) => !wrong.includes(change) && change.start < wholeMinute(now));
  return [
    ...forbidden(question, wish, wrong, running),
    ...passed.slice(0, 1).map((change): Objection => {
      const span = { start: change.start, end: Math.min(change.end, wholeMinute(now)) };
      return {
        weight: "warning",
        guard: "past",
        message: `${change.end <= now ? "that time" : "a part of that time"} has passed: ${who(change.to)} is then on record as ${change.role} ${during(before.roster, span)}`,
        help: undefined,
      };
    }),
  ];
}

function isByNewCover({ after, added }: Question, change: Change): boolean {
  if (change.to === null) return false;
  return servedBy(after, change.to, change, change.role).some(({ covers }) =>
    covers.some((cover) => added.includes(cover)),
  );
}

function forbidden(
  { before, now, start }: Question,
  wish: EntryWish,
  wrong: readonly Change[],
  running: Shift,
): readonly Objection[] {
  const [first] = wrong;
  if (first === undefined || start === undefined) return [];
  const what = first.start < running.start ? "who was on call" : "the running shift";
  const message = `this would change ${what}: ${first.role}, ${who(first.from)} → ${who(first.to)}, ${during(before.roster, first)}${andMore(wrong.length - 1)}`;
  const happened = `if it did happen so, record it: ${again<EntryWish>(wish, { backdated: true, approvedBy: approversOf(wish) }, before.roster)}`;
  const later = laterCommand(wish, before, running, now);
  return [
    {
      weight: "refusal",
      guard: "past",
      message,
      help: later === undefined ? happened : `from now on: ${later}; ${happened}`,
    },
  ];
}

/** What is backdated needs approval, whatever its kind. */
function approversOf(wish: EntryWish): EntryWish["approvedBy"] {
  return wish.approvedBy.length === 0 ? ["manager"] : wish.approvedBy;
}

/** The same wish for the time that may still change; undefined where nothing of it is left. */
function laterCommand(
  wish: EntryWish,
  before: Question["before"],
  running: Shift,
  now: Instant,
): string | undefined {
  if (wish.kind === "cover") {
    const { end } = timeOf(before, wish.span);
    const from = wholeMinute(now);
    return end > from ? again(wish, { span: { kind: "time", start: from, end } }, before.roster) : undefined;
  }
  const next = running.index + 1;
  const index = wish.kind === "swap" ? freeHandoff(before, wish.people, next) : next;
  if (index === undefined) return undefined;
  const { date } = before.rotation.handoffs.at(index);
  const until =
    wish.kind === "swap"
      ? wish.until
      : wish.kind === "skip" && wish.length.kind === "until"
        ? wish.length.until
        : undefined;
  const isEnded = until !== undefined && until <= date;
  return isEnded ? undefined : again<EntryWish>(wish, { from: date }, before.roster);
}

/** An entry is taken back only while it has altered nothing that has begun; of a cover, no time that has passed. */
function undone(
  { before, removed, now }: Question,
  changes: readonly Change[],
  running: Shift,
): readonly Objection[] {
  const [entry] = removed;
  const limit = entry?.kind === "cover" ? now : running.end;
  const begun = changes.filter((change) => change.start < limit);
  const [first] = begun;
  if (entry === undefined || first === undefined) return [];
  return [
    {
      weight: "refusal",
      guard: "past",
      message: `the ${entry.kind} in line ${entry.line} has altered what has begun: ${first.role}, ${who(first.to)} → ${who(first.from)}, ${during(before.roster, first)}${andMore(begun.length - 1)}`,
      help: contraryOf(entry, before, now, running),
    },
  ];
}

/** The entry that ends the effect of another from now on. */
export function contraryOf(
  entry: Entry,
  before: Question["before"],
  now: Instant,
  running: Pick<Shift, "index">,
): string | undefined {
  const { handoffs } = before.rotation;
  const date = handoffs.at(running.index + 1).date;
  const base = { from: date, approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  const say = (wish: EntryWish) => commandOf(wish, before.roster);
  switch (entry.kind) {
    case "cover": {
      const { end } = timeOf(before, entry.span);
      const start = wholeMinute(now);
      if (end <= start) return `it is over since ${timed(before.roster, end)}: leave it as it is`;
      const span = { kind: "time" as const, start, end };
      const { role } = entry;
      const back = {
        kind: "cover",
        ...base,
        from: undefined,
        person: entry.by,
        by: entry.person,
        span,
        role,
      } as const;
      return `give the rest of the time back: ${say({ ...back, exchange: false })}`;
    }
    case "swap": {
      const index = freeHandoff(before, entry.people, running.index + 1);
      const from = index === undefined ? date : handoffs.at(index).date;
      if (entry.until !== undefined && entry.until <= from)
        return `they trade back on ${dated(entry.until)} anyway`;
      return `let them trade back: ${say({ kind: "swap", ...base, from, people: entry.people, once: false })}`;
    }
    case "skip":
      return `end it: ${say({ kind: "ready", ...base, person: entry.person })}`;
    case "ready": {
      const length = { kind: "ready" as const };
      return `skip further turns: ${say({ kind: "skip", ...base, person: entry.person, length })}`;
    }
    case "join":
      return `take them out: ${say({ kind: "leave", ...base, approvedBy: [], person: entry.person })}`;
    case "leave":
      return `let them join again: ${say({ kind: "join", ...base, person: entry.person })}`;
  }
}
