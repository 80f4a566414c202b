/**
 * Finds contradictions in the merged log that neither side had by itself: the same act twice, the same time given away
 * twice, an invalid log, a vacant role.
 */
import { readEntryDate } from "../edit/order.ts";
import { findNew, listFindings } from "../edit/prove.ts";
import type { Finding } from "../roster/finding.ts";
import type { LoadedRoster } from "../roster/load.ts";
import { type CoverTime, findCoverTime } from "../rotation/cover-time.ts";
import { buildHandoffs } from "../rotation/handoffs.ts";
import { formatMoment } from "../rules/words.ts";
import { type JsonValue, valueAt } from "../text/json.ts";
import { overlap } from "../time/interval.ts";
import { buildTimeline, type Timeline } from "../timeline/build.ts";
import { type Change, findAllChanges } from "../timeline/changes.ts";
import { actOf, KINDS, kindOf } from "./match.ts";
import type { Conflict, Message, Part } from "./model.ts";

export interface MergedLog {
  readonly parts: readonly Part[];
  /** The index of the part of each entry of the merged log. */
  readonly standing: readonly number[];
  readonly merged: LoadedRoster;
  readonly ours: LoadedRoster;
  readonly theirs: LoadedRoster;
  /** Finds the index of the entry that a line of the merged text belongs to. */
  readonly entryAt: (line: number) => number | undefined;
}

/** A conflict without places is not about entries. */
export function findConflicts(log: MergedLog): readonly Conflict[] {
  const found = [...findRepeated(log), ...findSharedCovers(log)];
  const invalid = findNewErrors(log);
  return [...found, ...invalid, ...(invalid.length === 0 && found.length === 0 ? findVacancies(log) : [])];
}

function isOneOf(part: Part | undefined, kinds: readonly string[]): boolean {
  return kinds.some((kind) => kind === kindOf(readValue(part)));
}

function readValue(part: Part | undefined): JsonValue {
  return (part?.merged?.body ? part.merged : (part?.ours ?? part?.theirs))?.value ?? null;
}

/** Every pair of a part that one side touched and a part that the other touched. */
function pairParts({ parts }: MergedLog): readonly (readonly [number, number])[] {
  const of = (side: Part["by"]) =>
    parts.flatMap(({ by, merged }, place) => (by === side && merged?.body ? [place] : []));
  const theirs = of("theirs");
  return of("ours").flatMap((one) => theirs.map((other) => [one, other] as const));
}

function findRepeated(log: MergedLog): readonly Conflict[] {
  const { parts } = log;
  return pairParts(log).flatMap(([one, other]): readonly Conflict[] => {
    const value = readValue(parts[one]);
    const kind = kindOf(value);
    if (kind === undefined || kind === "cover" || actOf(value) !== actOf(readValue(parts[other]))) return [];
    const message = `both sides added this ${kind} from ${readEntryDate(value)}, written differently`;
    return [{ places: [one, other], message, help: KEEP_ONE }];
  });
}

const KEEP_ONE = "keep one of the two";

function findSharedCovers(log: MergedLog): readonly Conflict[] {
  const { standing, merged } = log;
  const roster = merged.roster ?? merged.draft;
  if (roster === undefined) return [];
  const handoffs = buildHandoffs(roster.rotation);
  const times = new Map<number | undefined, CoverTime>();
  for (const entry of roster.changes) {
    if (entry.kind === "cover") times.set(standing[entry.index], findCoverTime(entry, handoffs));
  }
  return pairParts(log).flatMap((places): readonly Conflict[] => {
    const [one, other] = [times.get(places[0]), times.get(places[1])];
    if (one === undefined || other === undefined || !isShared(one, other)) return [];
    const { cover: a } = one;
    const { cover: b } = other;
    if (a.person === b.person) {
      return [{ places, message: `both sides cover the same time of ${a.person}`, help: KEEP_ONE }];
    }
    const [chain] = [a.by, b.by].filter((by) => by === a.person || by === b.person);
    if (chain === undefined) return [];
    const message = `${chain} takes this time on one side and gives it away on the other`;
    return [{ places, message, help: "decide who serves: keep one, or name somebody else" }];
  });
}

function isShared(one: CoverTime, other: CoverTime): boolean {
  const [role, another] = [one.cover.role, other.cover.role];
  const sameRole = role === undefined || another === undefined || role === another;
  return sameRole && overlap(one, other);
}

/** Errors that neither side had. */
function findNewErrors(log: MergedLog): readonly Conflict[] {
  const { merged, ours, theirs, entryAt, standing } = log;
  const errors = (loaded: LoadedRoster) =>
    listFindings(loaded).filter(({ severity }) => severity === "error");
  const found = errors(merged);
  const fresh = found.length === 0 ? [] : findNew(found, [...errors(ours), ...errors(theirs)]);
  return fresh.map((finding: Finding) => {
    const index = entryAt(finding.place.line);
    const place = index === undefined ? undefined : standing[index];
    const message = `the two sides contradict each other: ${finding.message}`;
    const help = finding.help ?? "keep whichever is right";
    return { message, help, places: place === undefined ? [] : addPartners(log, place) };
  });
}

/** An entry with an error, and what the other side did to the same people: joins and leaves first, otherwise anything. */
function addPartners({ parts }: MergedLog, place: number): readonly number[] {
  const culprit = parts[place];
  const people = listPeople(readValue(culprit));
  const others = parts.flatMap((part, at) => {
    const isOther = at !== place && part.by !== undefined && part.by !== culprit?.by;
    return isOther && listPeople(readValue(part)).some((person) => people.includes(person)) ? [at] : [];
  });
  const members = others.filter((at) => isOneOf(parts[at], ["join", "leave"]));
  return [place, ...(members.length > 0 ? members : others)].sort((one, other) => one - other);
}

function listPeople(value: JsonValue): readonly JsonValue[] {
  return [...KINDS, "by", "after"].flatMap((key) => valueAt(value, [key]) ?? []);
}

/** Times when nobody serves although somebody does on either side. */
function findVacancies({ parts, merged, ours, theirs }: MergedLog): readonly Conflict[] {
  const sides = [ours, theirs].flatMap(({ roster }) => (roster === undefined ? [] : [buildTimeline(roster)]));
  const [one, other] = sides;
  if (one === undefined || other === undefined || merged.roster === undefined) return [];
  const after = buildTimeline(merged.roster);
  const first = findNewVacancies(one, after).find((gap) =>
    findNewVacancies(other, after).some((each) => each.role === gap.role && overlap(each, gap)),
  );
  if (first === undefined) return [];
  const findParts = (kinds: readonly string[]) =>
    parts.flatMap((part, place) => (part.by !== undefined && isOneOf(part, kinds) ? [place] : []));
  const away = findParts(["leave", "skip"]);
  const isBoth = new Set(away.map((place) => parts[place]?.by)).size > 1;
  const places = isBoth ? away : findParts(["leave", "skip", "swap", "join", "ready", "cover"]);
  const words: Message = {
    message: `with both sides, nobody is ${first.role} from ${formatMoment(merged.roster, first.start)}`,
    help: "keep one, or add somebody to the queue before that",
  };
  return [{ ...words, places }];
}

function findNewVacancies(before: Timeline, after: Timeline): readonly Change[] {
  return findAllChanges(before, after).filter(({ to, offDuty }) => to === null && !offDuty);
}
