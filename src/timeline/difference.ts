/**
 * Two timelines and now in; all that differs between them out: terms, the past, and whose weeks move from the running shift
 * on. Edits change the log alone; two revisions of a file may differ in anything.
 */
import type { Roster, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";
import {
  type Change,
  changesBetween,
  firstDifference,
  horizonOf,
  lastEffectOf,
  logDifference,
} from "./compare.ts";
import { type Moves, movesBetween, movesOf } from "./moves.ts";

export interface Difference {
  /** Where the past ends: the handoff of the shift that runs by `before`; now, where none does. */
  readonly border: Instant;
  /** What was otherwise, up to there. */
  readonly past: Moves;
  /** Whose weeks move from there on. */
  readonly coming: Moves;
  /** Up to when `coming` was asked for; undefined: as far as anything moves. */
  readonly until: Instant | undefined;
  /** Where roles change hands: past and coming or, where an end was asked for, coming alone. */
  readonly changes: readonly Change[];
}

const NONE: Moves = { moves: [], rest: undefined };

/** `weeks`: how far to look, from the running shift on; without it, as far as needed to see all kinds of difference. */
export function differenceBetween(
  before: Timeline,
  after: Timeline,
  now: Instant,
  weeks: number | undefined,
): Difference {
  const running = before.shiftAt(now);
  const border = running === undefined ? now : before.shift(running).start;
  const until = weeks === undefined ? undefined : endOf(after, border, weeks);
  const begin = beginOfDifference(before, after);
  if (begin === undefined) return { border, past: NONE, coming: NONE, until, changes: [] };
  const past = begin < border ? movesBetween(before, after, begin, { until: border }) : NONE;
  const from = Math.max(begin, border);
  if (until === undefined) {
    const changes = changesBetween(before, after, begin, horizonOf(before, after, from));
    const coming = movesBetween(before, after, from, { settled: endOfDifferences(before, after) });
    return { border, past, coming, until, changes };
  }
  const changes = from < until ? changesBetween(before, after, from, until) : [];
  return {
    border,
    past,
    coming: { moves: movesOf(changes, before, after), rest: undefined },
    until,
    changes,
  };
}

/** `--weeks N`: behind all shifts whose handoff is dated less than N weeks after that of the one at an instant. */
function endOf(timeline: Timeline, at: Instant, weeks: number): Instant {
  const { date } = timeline.rotation.handoffs.at(timeline.shiftFrom(at));
  return timeline.window(date, weeks).reduce((latest, { end }) => Math.max(latest, end), at);
}

/** When the last entry and the last terms that only one of them has have had their last effect. */
function endOfDifferences(before: Timeline, after: Timeline): Instant {
  const { added, removed } = logDifference(before.roster, after.roster);
  return Math.max(
    ...added.map((entry) => lastEffectOf(after, entry)),
    ...removed.map((entry) => lastEffectOf(before, entry)),
    ...startsOf(before, after),
  );
}

/** The first handoffs of the terms that are not the same. */
function startsOf(before: Timeline, after: Timeline): readonly Instant[] {
  return termsDifference(before.roster, after.roster).flatMap(({ start, kind }) => [
    ...(kind === "added" ? [] : [handoffOn(before, start)]),
    ...(kind === "removed" ? [] : [handoffOn(after, start)]),
  ]);
}

/** Where two timelines may begin to differ, by their terms and their logs; undefined: they do not. */
export function beginOfDifference(before: Timeline, after: Timeline): Instant | undefined {
  const starts = startsOf(before, after);
  const log = firstDifference(before, after);
  if (starts.length === 0) return log;
  const start = Math.min(...starts);
  // The roles behind the first are looked up ahead, in the queue of terms to come too.
  const looksFrom = Math.min(...[before, after].map((timeline) => looksAheadTo(timeline, start)));
  const first = changesBetween(before, after, looksFrom, start)[0]?.start ?? start;
  return Math.min(first, log ?? Infinity);
}

function handoffOn({ rotation: { handoffs } }: Timeline, date: LocalDate): Instant {
  return handoffs.at(handoffs.on(date)).instant;
}

/** From where on a role may be looked up behind an instant: no queue is longer than there are people. */
function looksAheadTo({ roster, rotation: { handoffs } }: Timeline, at: Instant): Instant {
  const roles = Math.max(...roster.rotation.map((terms) => terms.roles.length));
  return handoffs.at(Math.max(0, handoffs.reached(at) - roles - roster.people.size)).instant;
}

/** Terms that one roster has and the other has not, by their start; or what of them is otherwise, by the keys of the file. */
export type TermsDifference =
  | { readonly kind: "added" | "removed"; readonly start: LocalDate }
  | { readonly kind: "changed"; readonly start: LocalDate; readonly keys: readonly string[] };

/** By start. */
export function termsDifference(before: Roster, after: Roster): readonly TermsDifference[] {
  const starts = new Set([...before.rotation, ...after.rotation].map(({ start }) => start));
  return [...starts]
    .sort((one, other) => one - other)
    .flatMap((start): readonly TermsDifference[] => {
      const old = before.rotation.find((terms) => terms.start === start);
      const now = after.rotation.find((terms) => terms.start === start);
      if (old === undefined) return [{ kind: "added", start }];
      if (now === undefined) return [{ kind: "removed", start }];
      const said = Object.entries(saidBy(now));
      const was = saidBy(old);
      const keys = said.filter(([key, value]) => was[key] !== value).map(([key]) => key);
      return keys.length === 0 ? [] : [{ kind: "changed", start, keys }];
    });
}

function saidBy({ zone, handoff, every, roles, queue }: Terms): Readonly<Record<string, unknown>> {
  return { timezone: zone.name, handoff, every, roles: roles.join(), queue: queue.join() };
}
