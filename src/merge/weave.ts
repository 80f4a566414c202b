/**
 * Weaves a section's chunks from both sides into one list: what both have keeps the order of the file, and what either
 * side added goes in between, by date.
 */
import { readEntryDate } from "../edit/order.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import { listComments } from "./cut.ts";
import { matchAmended } from "./match.ts";
import {
  type Chunk,
  canonicalText,
  type Message,
  mapThree,
  type Part,
  pickChanged,
  type Section,
  type Side,
  type Three,
} from "./model.ts";

/** Merges the lines of one chunk as text; undefined if they conflict. */
export type MergeLines = (lines: Three<string>) => string | undefined;

export function weave(
  sections: Three<Section | undefined>,
  mergeLines: MergeLines,
  around = "",
): readonly Part[] | undefined {
  const sides = mapThree(sections, (section) => section?.chunks ?? []);
  const { base } = sides;
  const ours = matchAmended(base, sides.ours, sides.theirs);
  const theirs = matchAmended(base, sides.theirs, sides.ours);
  const order = findFrame(base, ours, theirs);
  if (order === undefined) return undefined;
  const { frame, turned } = order;
  const known = { base: indexByName(base), ours: indexByName(ours), theirs: indexByName(theirs) };
  const partOf = (name: string): readonly Part[] => {
    const [old, mine, their] = [known.base.get(name), known.ours.get(name), known.theirs.get(name)];
    if (mine !== undefined && their !== undefined) return [mergeBoth(old, mine, their, mergeLines)];
    return mine === undefined && their === undefined ? [] : [mergeOneSided(old, mine, their)];
  };
  const own = collectRuns(ours, frame, ours === turned);
  const other = collectRuns(theirs, frame, theirs === turned);
  const old = new Set([around, ...base.map(({ lead }) => lead)].flatMap(lines).filter(isComment));
  return ["", ...frame.map(({ name }) => name)].flatMap((name) => {
    const run = mergeByDate(own.get(name) ?? [], other.get(name) ?? []);
    return [...partOf(name), ...dropRepeatedComments(run.flatMap(partOf), old)];
  });
}

function indexByName(chunks: readonly Chunk[]): ReadonlyMap<string, Chunk> {
  return new Map(chunks.map((chunk) => [chunk.name, chunk]));
}

interface Order {
  /** The chunks that both sides have. */
  readonly frame: readonly Chunk[];
  /** The side that reordered them. */
  readonly turned?: readonly Chunk[];
}

/** Takes the order of the side that reordered its chunks; undefined if both did. */
function findFrame(
  base: readonly Chunk[],
  ours: readonly Chunk[],
  theirs: readonly Chunk[],
): Order | undefined {
  const own = keepShared(ours, theirs);
  const other = keepShared(theirs, ours);
  if (isSame(own, other)) return { frame: own };
  const before = keepShared(keepShared(base, ours), theirs);
  if (isSame(keepShared(own, base), before)) return { frame: other, turned: ours };
  return isSame(keepShared(other, base), before) ? { frame: own, turned: theirs } : undefined;
}

function keepShared(some: readonly Chunk[], others: readonly Chunk[]): readonly Chunk[] {
  const names = indexByName(others);
  return some.filter(({ name }) => names.has(name));
}

function isSame(some: readonly Chunk[], others: readonly Chunk[]): boolean {
  return some.every(({ name }, at) => name === others[at]?.name);
}

/** Groups the chunks that one side has alone by the shared chunk above them or, if that side is reordered, by date. */
function collectRuns(
  side: readonly Chunk[],
  frame: readonly Chunk[],
  isTurned: boolean,
): ReadonlyMap<string, readonly Chunk[]> {
  const names = indexByName(frame);
  const runs = new Map<string, Chunk[]>();
  let last = "";
  for (const chunk of side) {
    if (names.has(chunk.name)) last = chunk.name;
    else {
      const date = dayOf(chunk);
      const above = isTurned ? (frame.findLast((each) => dayOf(each) <= date)?.name ?? "") : last;
      runs.set(above, [...(runs.get(above) ?? []), chunk]);
    }
  }
  return runs;
}

function dayOf({ value }: Chunk): string {
  return readEntryDate(value) ?? "";
}

/** Merges two runs into one, each in its own order; the result is the same whichever side is which. */
function mergeByDate(ours: readonly Chunk[], theirs: readonly Chunk[]): readonly string[] {
  const key = (chunk: Chunk) => `${dayOf(chunk)} ${chunk.name}`;
  const names: string[] = [];
  let next = 0;
  for (const chunk of ours) {
    for (let other = theirs[next]; other !== undefined && key(other) < key(chunk); other = theirs[next]) {
      names.push(other.name);
      next++;
    }
    names.push(chunk.name);
  }
  return [...names, ...theirs.slice(next).map(({ name }) => name)];
}

function mergeOneSided(base: Chunk | undefined, ours: Chunk | undefined, theirs: Chunk | undefined): Part {
  const side: Side = ours === undefined ? "theirs" : "ours";
  const [chunk] = [ours, theirs].filter((each) => each !== undefined);
  const part = { ours, theirs, merged: chunk, by: side, conflict: undefined };
  if (base === undefined || chunk === undefined) return part;
  if (chunk.body !== base.body) return { ...part, merged: undefined, conflict: CHANGED_AND_GONE };
  // A comment added above it since may be about more than this entry.
  const lead = lines(chunk.lead).filter((line) => isComment(line) && !lines(base.lead).includes(line));
  const merged = lead.length === 0 ? undefined : { ...chunk, lead: lead.join(""), body: "" };
  return { ...part, merged, by: side === "ours" ? "theirs" : "ours" };
}

const CHANGED_AND_GONE: Message = {
  message: "one side changed this, the other removed it",
  help: "keep it or remove it",
};

const CHANGED_TWICE: Message = {
  message: "both sides changed this in different ways",
  help: "keep one of the two",
};

const ADDED_TWICE: Message = {
  message: "both sides added this, written differently",
  help: "keep one of the two",
};

function mergeBoth(base: Chunk | undefined, ours: Chunk, theirs: Chunk, mergeLines: MergeLines): Part {
  const lead = mergeLeads({ base: base?.lead ?? "", ours: ours.lead, theirs: theirs.lead });
  const by: Side | undefined =
    base === undefined || ours.body === theirs.body || (ours.body !== base.body && theirs.body !== base.body)
      ? undefined
      : ours.body === base.body
        ? "theirs"
        : "ours";
  const part = { ours, theirs, by, conflict: undefined };
  const taken = base === undefined ? pickSame(ours, theirs) : mergeBodies({ base, ours, theirs }, mergeLines);
  if (taken !== undefined) return { ...part, merged: { ...ours, ...taken, lead } };
  return { ...part, merged: undefined, conflict: base === undefined ? ADDED_TWICE : CHANGED_TWICE };
}

type Content = Pick<Chunk, "body" | "value">;

function mergeBodies(three: Three<Chunk>, mergeLines: MergeLines): Content | undefined {
  const { base, ours, theirs } = three;
  if (ours.body === theirs.body || theirs.body === base.body) return ours;
  if (ours.body === base.body) return theirs;
  const value = mergeValues(base.value, ours.value, theirs.value);
  if (value === undefined) return undefined;
  const body = mergeLines({ base: base.body, ours: ours.body, theirs: theirs.body });
  if (body !== undefined) return { body, value };
  const saying = canonicalText(value);
  const pairs = [[ours, theirs] as const, [theirs, ours] as const];
  return pairs.find(
    ([mine, other]) => canonicalText(mine.value) === saying && hasCommentsOf(mine, other, base),
  )?.[0];
}

/** For an entry that both sides added, takes the version that has all comments of the other. */
function pickSame(ours: Chunk, theirs: Chunk): Content | undefined {
  if (canonicalText(ours.value) !== canonicalText(theirs.value)) return undefined;
  return hasCommentsOf(ours, theirs) ? ours : hasCommentsOf(theirs, ours) ? theirs : undefined;
}

/** Whether a chunk has all new comments of another. */
function hasCommentsOf({ body }: Chunk, other: Chunk, base?: Chunk): boolean {
  const own = [body, base?.body ?? ""].flatMap(listComments);
  return listComments(other.body).every((comment) => own.includes(comment));
}

/** The value that one side changed, or both in the same way. People are merged key by key, entries as a whole. */
function mergeValues(base: JsonValue, ours: JsonValue, theirs: JsonValue): JsonValue | undefined {
  const [before, one, other] = [base, ours, theirs].map(canonicalText);
  if (one === other || other === before) return ours;
  if (one === before) return theirs;
  if (!isJsonMap(base) || !isJsonMap(ours) || !isJsonMap(theirs) || !Object.hasOwn(base, "name"))
    return undefined;
  const merged: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const sides = { base: base[key], ours: ours[key], theirs: theirs[key] };
    const [old, mine, their] = [sides.base, sides.ours, sides.theirs].map((value) =>
      canonicalText(value ?? null),
    );
    if (mine !== their && mine !== old && their !== old) return undefined;
    const value = mine === old ? sides.theirs : sides.ours;
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** Merges the comments above a chunk, losing none that a side added. */
function mergeLeads(leads: Three<string>): string {
  const { base, ours, theirs } = leads;
  if (ours === theirs || ours === base || theirs === base) return pickChanged(leads);
  const [before, own, other] = [lines(base), lines(ours), lines(theirs)];
  const kept = own.filter((line) => !isComment(line) || !before.includes(line) || other.includes(line));
  const more = other.filter((line) => isComment(line) && !before.includes(line) && !own.includes(line));
  return [...kept, ...more].join("");
}

/** Writes a comment once if both sides put their entries under it. */
function dropRepeatedComments(parts: readonly Part[], old: ReadonlySet<string>): readonly Part[] {
  const said = new Map<string, Side | undefined>();
  return parts.map((part) => {
    const { merged, by } = part;
    if (merged === undefined) return part;
    const lead = lines(merged.lead).filter((line) => !old.has(line) || (said.get(line) ?? by) === by);
    for (const line of lead) said.set(line, by);
    return { ...part, merged: { ...merged, lead: lead.join("") } };
  });
}

function lines(text: string): readonly string[] {
  return text.match(/[^\n]*\n/g) ?? [];
}

function isComment(line: string): boolean {
  return line.trim() !== "";
}
