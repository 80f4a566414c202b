/**
 * The merged log, read again, and what either side had in; what cannot all stand out: the same thing done twice, the same
 * time given away twice, a log that is invalid, a role that nobody holds, where each side by itself has nothing of the kind.
 */
import { type CoverTime, dateOf, timeOf } from "../edit/order.ts";
import { allFindings, newAmong } from "../edit/prove.ts";
import { timed } from "../intent/say.ts";
import type { Finding } from "../roster/finding.ts";
import type { LoadedRoster } from "../roster/load.ts";
import { handoffsOf } from "../rotation/handoffs.ts";
import { type JsonValue, valueAt } from "../text/json.ts";
import { type Timeline, timelineOf } from "../timeline/build.ts";
import { changesBetween, firstDifference, horizonOf } from "../timeline/compare.ts";
import { actOf, KINDS, kindOf } from "./amended.ts";
import type { Clash, Part, Words } from "./model.ts";

export interface Question {
  readonly parts: readonly Part[];
  /** For each entry of the merged log the place of its part. */
  readonly standing: readonly number[];
  readonly merged: LoadedRoster;
  readonly ours: LoadedRoster;
  readonly theirs: LoadedRoster;
  /** The index of the entry that a line of the merged text is in. */
  readonly entryAt: (line: number) => number | undefined;
}

/** Those of no place are not about entries. */
export function clashesIn(question: Question): readonly Clash[] {
  const found = [...twice(question), ...covers(question)];
  const invalid = findings(question);
  return [...found, ...invalid, ...(invalid.length === 0 && found.length === 0 ? vacancies(question) : [])];
}

function isOf(part: Part | undefined, kinds: readonly string[]): boolean {
  return kinds.some((kind) => kind === kindOf(saidBy(part)));
}

function saidBy(part: Part | undefined): JsonValue {
  return (part?.merged?.body ? part.merged : (part?.ours ?? part?.theirs))?.value ?? null;
}

/** The places of what one side and what the other has touched, each with each. */
function pairs({ parts }: Question): readonly (readonly [number, number])[] {
  const of = (side: Part["by"]) =>
    parts.flatMap(({ by, merged }, place) => (by === side && merged?.body ? [place] : []));
  const theirs = of("theirs");
  return of("ours").flatMap((one) => theirs.map((other) => [one, other] as const));
}

function twice(question: Question): readonly Clash[] {
  const { parts } = question;
  return pairs(question).flatMap(([one, other]): readonly Clash[] => {
    const value = saidBy(parts[one]);
    const kind = kindOf(value);
    if (kind === undefined || kind === "cover" || actOf(value) !== actOf(saidBy(parts[other]))) return [];
    const message = `both sides have this ${kind} from ${dateOf(value)}, each in its own words`;
    return [{ places: [one, other], message, help: KEEP_ONE }];
  });
}

const KEEP_ONE = "keep one of the two";

function covers(question: Question): readonly Clash[] {
  const { standing, merged } = question;
  const roster = merged.roster ?? merged.draft;
  if (roster === undefined) return [];
  const handoffs = handoffsOf(roster.rotation);
  const times = new Map<number | undefined, CoverTime>();
  for (const entry of roster.changes) {
    if (entry.kind === "cover") times.set(standing[entry.index], timeOf(entry, handoffs));
  }
  return pairs(question).flatMap((places): readonly Clash[] => {
    const [one, other] = [times.get(places[0]), times.get(places[1])];
    if (one === undefined || other === undefined || !isShared(one, other)) return [];
    const { cover: a } = one;
    const { cover: b } = other;
    if (a.person === b.person) {
      return [
        { places, message: `both sides have a cover for the same time of ${a.person}`, help: KEEP_ONE },
      ];
    }
    const [chain] = [a.by, b.by].filter((by) => by === a.person || by === b.person);
    if (chain === undefined) return [];
    const message = `on one side ${chain} takes this time, on the other gives it away`;
    return [{ places, message, help: "say who serves: keep one, or name somebody else" }];
  });
}

function isShared(one: CoverTime, other: CoverTime): boolean {
  const [role, another] = [one.cover.role, other.cover.role];
  const sameRole = role === undefined || another === undefined || role === another;
  return sameRole && one.start < other.end && other.start < one.end;
}

/** What is wrong now and was not on either side. */
function findings(question: Question): readonly Clash[] {
  const { merged, ours, theirs, entryAt, standing } = question;
  const errors = (loaded: LoadedRoster) => allFindings(loaded).filter(({ severity }) => severity === "error");
  const found = errors(merged);
  const fresh = found.length === 0 ? [] : newAmong(found, [...errors(ours), ...errors(theirs)]);
  return fresh.map((finding: Finding) => {
    const index = entryAt(finding.place.line);
    const place = index === undefined ? undefined : standing[index];
    const message = `both sides together are wrong: ${finding.message}`;
    const help = finding.help ?? "keep what is right of the two";
    return { message, help, places: place === undefined ? [] : withPartners(question, place) };
  });
}

/** An entry that cannot stand, and what the other side did to the same people: whom it let in or out, else whatever it did. */
function withPartners({ parts }: Question, place: number): readonly number[] {
  const culprit = parts[place];
  const people = peopleIn(saidBy(culprit));
  const others = parts.flatMap((part, at) => {
    const isOther = at !== place && part.by !== undefined && part.by !== culprit?.by;
    return isOther && peopleIn(saidBy(part)).some((person) => people.includes(person)) ? [at] : [];
  });
  const members = others.filter((at) => isOf(parts[at], ["join", "leave"]));
  return [place, ...(members.length > 0 ? members : others)].sort((one, other) => one - other);
}

function peopleIn(value: JsonValue): readonly JsonValue[] {
  return [...KINDS, "by", "after"].flatMap((key) => valueAt(value, [key]) ?? []);
}

/** Where nobody serves, and on either side somebody does. */
function vacancies({ parts, merged, ours, theirs }: Question): readonly Clash[] {
  const sides = [ours, theirs].flatMap(({ roster }) => (roster === undefined ? [] : [timelineOf(roster)]));
  const [one, other] = sides;
  if (one === undefined || other === undefined || merged.roster === undefined) return [];
  const after = timelineOf(merged.roster);
  const first = vacanciesSince(one, after).find((gap) =>
    vacanciesSince(other, after).some(
      ({ role, start, end }) => role === gap.role && start < gap.end && gap.start < end,
    ),
  );
  if (first === undefined) return [];
  const touched = (kinds: readonly string[]) =>
    parts.flatMap((part, place) => (part.by !== undefined && isOf(part, kinds) ? [place] : []));
  const away = touched(["leave", "skip"]);
  const isBoth = new Set(away.map((place) => parts[place]?.by)).size > 1;
  const places = isBoth ? away : touched(["leave", "skip", "swap", "join", "ready", "cover"]);
  const words: Words = {
    message: `with both, nobody is ${first.role} from ${timed(merged.roster, first.start)} on`,
    help: "keep one, or let somebody join before",
  };
  return [{ ...words, places }];
}

function vacanciesSince(before: Timeline, after: Timeline): ReturnType<typeof changesBetween> {
  const start = firstDifference(before, after);
  if (start === undefined) return [];
  return changesBetween(before, after, start, horizonOf(before, after, start)).filter(
    ({ to }) => to === null,
  );
}
