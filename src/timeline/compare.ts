/** Two timelines and a span of time in; where a role changes hands between them out. */
import type { Entry, Id, Role, Roster } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import { stretchesOf } from "./ask.ts";
import type { Timeline } from "./build.ts";
import type { Stretch } from "./model.ts";

/** For all of this time the role goes from one person to another; null: nobody serves it. */
export interface Change {
  readonly role: Role;
  readonly start: Instant;
  readonly end: Instant;
  readonly from: Id | null;
  readonly to: Id | null;
  /** The shift of `after` that it is in, or of `before` where there is none. */
  readonly shift: { readonly start: Instant; readonly end: Instant };
}

/** By start, then in the order of the roles. Cut at the handoffs of `after`, so that none spans one. */
export function changesBetween(
  before: Timeline,
  after: Timeline,
  start: Instant,
  end: Instant,
): readonly Change[] {
  const roles = [
    ...new Set([after, before].flatMap(({ roster }) => roster.rotation.flatMap((terms) => terms.roles))),
  ];
  const changes = roles.flatMap((role) =>
    changesOf(role, servedIn(before, role, start, end), servedIn(after, role, start, end)),
  );
  return changes.sort(
    (one, other) => one.start - other.start || roles.indexOf(one.role) - roles.indexOf(other.role),
  );
}

interface Span extends Pick<Stretch, "start" | "end" | "engineer"> {
  readonly shift: { readonly start: Instant; readonly end: Instant };
}

/** The stretches of a role that touch a span of time, cut to it. Where the role is not there, there are none. */
function servedIn(timeline: Timeline, role: Role, start: Instant, end: Instant): readonly Span[] {
  const found: Span[] = [];
  for (let index = timeline.shiftFrom(start); ; index += 1) {
    const shift = timeline.shift(index);
    if (shift.start >= end) return found;
    for (const stretch of stretchesOf(shift, role)) {
      const from = Math.max(stretch.start, start);
      const until = Math.min(stretch.end, end);
      if (from < until) found.push({ start: from, end: until, engineer: stretch.engineer, shift });
    }
  }
}

function changesOf(role: Role, old: readonly Span[], now: readonly Span[]): readonly Change[] {
  const cuts = [...new Set([...old, ...now].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const handoffs = new Set(now.map(({ shift }) => shift.start));
  const wasAt = walker(old);
  const isAt = walker(now);
  const changes: Change[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const was = wasAt(start);
    const is = isAt(start);
    const from = was?.engineer ?? null;
    const to = is?.engineer ?? null;
    const shift = is?.shift ?? was?.shift;
    if (from === to || shift === undefined) continue;
    const last = changes.at(-1);
    if (last?.end === start && last.from === from && last.to === to && !handoffs.has(start)) {
      changes[changes.length - 1] = { ...last, end };
    } else changes.push({ role, start, end, from, to, shift });
  }
  return changes;
}

/** From one handoff to the next, not a part of a shift. */
export function isWhole({ start, end, shift }: Pick<Change, "start" | "end" | "shift">): boolean {
  return start === shift.start && end === shift.end;
}

/** What is served at instants that are asked in their order. */
function walker(spans: readonly Span[]): (at: Instant) => Span | undefined {
  let next = 0;
  return (at) => {
    while ((spans[next]?.end ?? Infinity) <= at) next += 1;
    const span = spans[next];
    return span !== undefined && span.start <= at ? span : undefined;
  };
}

/** The entries that one log has and the other has not; where they stand in the file does not count. */
export interface LogDifference {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

export function logDifference(before: Roster, after: Roster): LogDifference {
  return {
    added: without(after.changes, before.changes),
    removed: without(before.changes, after.changes),
  };
}

function without(entries: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
  const left = new Map<string, number>();
  for (const saying of others.map(sayingOf)) left.set(saying, (left.get(saying) ?? 0) + 1);
  return entries.filter((entry) => {
    const saying = sayingOf(entry);
    const count = left.get(saying) ?? 0;
    left.set(saying, count - 1);
    return count <= 0;
  });
}

/** Kept, since two logs are held against each other several times for one edit. */
const sayings = new WeakMap<Entry, string>();

/** What an entry says, wherever it stands: the same text for the same words. */
export function sayingOf(entry: Entry): string {
  const known = sayings.get(entry);
  if (known !== undefined) return known;
  const { kind, approvedBy, reason = null, backdated, unapproved } = entry;
  const saying = JSON.stringify([kind, ...ownWords(entry), approvedBy, reason, backdated, unapproved]);
  sayings.set(entry, saying);
  return saying;
}

/** What an entry does, whoever approved it and why: the same text for the same effect. */
export function doingOf(entry: Entry): string {
  return JSON.stringify([entry.kind, ...ownWords(entry)]);
}

function ownWords(entry: Entry): readonly unknown[] {
  switch (entry.kind) {
    case "join":
      return [entry.from, entry.person, entry.after ?? null];
    case "leave":
    case "ready":
      return [entry.from, entry.person];
    case "swap":
      return [entry.from, entry.people, entry.until ?? null];
    case "skip": {
      const { length } = entry;
      const much = length.kind === "turns" ? length.turns : length.kind === "until" ? length.until : null;
      return [entry.from, entry.person, length.kind, much];
    }
    case "cover": {
      const { person, by, role = null, span } = entry;
      return [person, by, role, ...(span.kind === "shift" ? [span.date] : [span.start, span.end])];
    }
  }
}

/** From when on an entry may change who serves: its handoff, or the beginning of a cover. */
export function effectOf({ rotation: { handoffs } }: Pick<Timeline, "rotation">, entry: Entry): Instant {
  if (entry.kind !== "cover") return handoffs.at(handoffs.from(entry.from)).instant;
  const { span } = entry;
  return span.kind === "time" ? span.start : handoffs.at(handoffs.on(span.date)).instant;
}

/** Behind which an entry turns nothing any more: its end, its trade-back, the last turn that it passes over. */
export function lastEffectOf({ rotation }: Timeline, entry: Entry): Instant {
  const { handoffs } = rotation;
  const on = (date: number) => handoffs.at(handoffs.from(date)).instant;
  switch (entry.kind) {
    case "cover":
      if (entry.span.kind === "time") return entry.span.end;
      return handoffs.at(handoffs.on(entry.span.date) + 1).instant;
    case "swap":
      return on(entry.until ?? entry.from);
    case "skip": {
      if (entry.length.kind !== "turns")
        return on(entry.length.kind === "until" ? entry.length.until : entry.from);
      const index = handoffs.from(entry.from);
      return handoffs.at(index + Math.min(entry.length.turns * rotation.queue(index).seats.length, FARTHEST))
        .instant;
    }
    case "join":
    case "leave":
    case "ready":
      return on(entry.from);
  }
}

/** Where two timelines begin to differ, by their logs; undefined: they do not. */
export function firstDifference(before: Timeline, after: Timeline): Instant | undefined {
  const { added, removed } = logDifference(before.roster, after.roster);
  const effects = [
    ...added.map((entry) => effectOf(after, entry)),
    ...removed.map((entry) => effectOf(before, entry)),
  ];
  return effects.length === 0 ? undefined : Math.min(...effects);
}

/**
 * Until when two timelines have to be compared so that all kinds of difference are seen: behind the last effect of both
 * logs, and then twice through the queue and its skips. `from` is where they begin to differ.
 */
export function horizonOf(before: Timeline, after: Timeline, from: Instant): Instant {
  const last = Math.max(from, lastEffectIn(before), lastEffectIn(after));
  const { handoffs } = after.rotation;
  const index = handoffs.reached(last);
  return handoffs.at(
    Math.min(index, handoffs.reached(from) + FARTHEST) + 2 * cycleOf(before, after, index) + 1,
  ).instant;
}

/** Kept, since several guards ask the same of two timelines. */
const lastEffects = new WeakMap<Timeline, Instant>();

/** When the last entry of a log has had its last effect, and the last terms have begun. */
export function lastEffectIn(timeline: Timeline): Instant {
  const known = lastEffects.get(timeline);
  if (known !== undefined) return known;
  const {
    roster: { rotation },
    rotation: { handoffs },
  } = timeline;
  const last = timeline.roster.changes.reduce(
    (latest, entry) => Math.max(latest, lastEffectOf(timeline, entry)),
    handoffs.at(handoffs.on((rotation.at(-1) ?? rotation[0]).start)).instant,
  );
  lastEffects.set(timeline, last);
  return last;
}

/** Whether what changes until `last` goes on so: it is there in the last round of the queue that is looked at. */
export function isForGood(before: Timeline, after: Timeline, from: Instant, last: Instant): boolean {
  const { handoffs } = after.rotation;
  const index = handoffs.reached(horizonOf(before, after, from));
  return last > handoffs.at(index - cycleOf(before, after, index)).instant;
}

/** In shifts. What is farther away than this is not looked for: a log may name a day in a hundred years. */
const FARTHEST = 260;

/** How many shifts it takes until everybody has had a turn. */
export function cycleOf(before: Timeline, after: Timeline, index: number): number {
  return Math.max(2, ...[before, after].map(({ rotation }) => rotation.queue(index).seats.length));
}
