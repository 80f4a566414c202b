/** Finds the errors that an edit would add, so that it can be refused: those after it that were not there before. */
import type { LoadedRoster } from "../roster/load.ts";
import type { Roster } from "../roster/model.ts";
import { floorToMinute } from "../rules/serving.ts";
import type { Interval } from "../time/interval.ts";
import { buildTimeline, type Timeline } from "../timeline/build.ts";
import { effectKey, entryKey } from "../timeline/entry.ts";
import { findHorizon } from "../timeline/horizon.ts";
import { findIgnore } from "./ignores.ts";
import { RULES } from "./registry.ts";
import type { RuleContext, RuleFinding } from "./rule.ts";

/** A roster before or after an edit. */
export interface Version {
  readonly timeline: Timeline;
  readonly loaded: Pick<LoadedRoster, "ignores" | "privateName" | "said">;
}

export interface NewError extends RuleFinding {
  readonly rule: string;
}

const ERRORS = RULES.filter(({ severity }) => severity === "error");

/** An error that moves to another line, or lasts a shorter time than before, is not new. */
export function findNewErrors(
  before: Version,
  after: Version,
  world: Pick<RuleContext, "now" | "isTracked" | "resolve">,
): readonly NewError[] {
  // Both look as far ahead as the longer log: what lies beyond the shorter one would seem new.
  const until = findHorizon(before.timeline, after.timeline, floorToMinute(world.now));
  const look = { ...world, until };
  const errors = findErrors(after, look);
  if (errors.length === 0) return [];
  const known = new Map<string, KnownError>();
  for (const error of findErrors(before, look)) {
    const key = keyOf(error, before.timeline.roster);
    const { count, spans } = known.get(key) ?? { count: 0, spans: [] };
    const span = error.identity?.span;
    known.set(key, { count: count + 1, spans: span === undefined ? spans : [...spans, span] });
  }
  const seen = new Map<string, number>();
  const isNew = errors.map((error) => {
    const key = keyOf(error, after.timeline.roster);
    const span = error.identity?.span;
    if (span !== undefined) return !isCovered(span, known.get(key)?.spans ?? []);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth > (known.get(key)?.count ?? 0);
  });
  if (!isNew.includes(true)) return [];
  // The edit is not written yet, so messages name the lines of the file as it is.
  const timeline = keepLines(before.timeline.roster, after.timeline.roster);
  return findErrors({ ...after, timeline }, look).filter((_, index) => isNew[index]);
}

/** The later roster, with the lines that its entries have in the earlier one. */
function keepLines(before: Roster, after: Roster): Timeline {
  const lines = new Map(before.changes.map((entry) => [entryKey(entry), entry.line]));
  return buildTimeline({
    ...after,
    changes: after.changes.map((entry) => ({ ...entry, line: lines.get(entryKey(entry)) ?? entry.line })),
  });
}

interface KnownError {
  readonly count: number;
  readonly spans: readonly Interval[];
}

function findErrors(
  { timeline, loaded }: Version,
  look: Pick<RuleContext, "now" | "isTracked" | "resolve" | "until">,
): readonly NewError[] {
  const context: RuleContext = {
    ...look,
    timeline,
    before: undefined,
    guards: timeline.roster,
    said: loaded.said,
    // An edit does not open the private file.
    isPrivateUnread: loaded.privateName !== undefined,
  };
  const errors = ERRORS.flatMap(({ id, check }) =>
    check(context).map((finding): NewError => ({ ...finding, rule: id })),
  );
  if (errors.length === 0) return errors;
  const silencing = loaded.ignores();
  return errors.filter((error) => findIgnore(silencing, error) === undefined);
}

/** An entry goes by what it does, since its line may move; numbers of lines in a message may, too. */
function keyOf({ rule, path, message, identity }: NewError, { changes }: Roster): string {
  if (identity !== undefined) return identity.key;
  const [section, index] = path;
  const entry = section === "changes" ? changes.find((each) => each.index === index) : undefined;
  const place = entry === undefined ? path.join(".") : effectKey(entry);
  return `${rule} ${place} ${message.replace(/\bline \d+/g, "line")}`;
}

/** Whether no part of a span lies outside all of the others. */
function isCovered({ start, end }: Interval, others: readonly Interval[]): boolean {
  let reached = start;
  for (const other of others.toSorted((one, two) => one.start - two.start)) {
    if (other.start > reached) break;
    reached = Math.max(reached, other.end);
  }
  return reached >= end;
}
