/**
 * A section of the base and of both sides in, its parts as they stand in the merged file out: what both have in the order of
 * the file, between that what either side added, by date. Undefined where both have put the parts in another order.
 */
import { dateOf } from "../edit/order.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import { amendments } from "./amended.ts";
import { commentsIn } from "./cut.ts";
import {
  type Chunk,
  changed,
  mapThree,
  type Part,
  type Section,
  type Side,
  sayingOf,
  type Three,
  type Words,
} from "./model.ts";

/** Merges the lines of one chunk as text; undefined where they conflict. */
export type MergeLines = (lines: Three<string>) => string | undefined;

export function woven(
  sections: Three<Section | undefined>,
  mergeLines: MergeLines,
  around = "",
): readonly Part[] | undefined {
  const sides = mapThree(sections, (section) => section?.chunks ?? []);
  const { base } = sides;
  const ours = amendments(base, sides.ours, sides.theirs);
  const theirs = amendments(base, sides.theirs, sides.ours);
  const order = frameOf(base, ours, theirs);
  if (order === undefined) return undefined;
  const { frame, turned } = order;
  const known = { base: byName(base), ours: byName(ours), theirs: byName(theirs) };
  const partOf = (name: string): readonly Part[] => {
    const [old, mine, their] = [known.base.get(name), known.ours.get(name), known.theirs.get(name)];
    if (mine !== undefined && their !== undefined) return [ofBoth(old, mine, their, mergeLines)];
    return mine === undefined && their === undefined ? [] : [ofOne(old, mine, their)];
  };
  const own = runsOf(ours, frame, ours === turned);
  const other = runsOf(theirs, frame, theirs === turned);
  const old = new Set([around, ...base.map(({ lead }) => lead)].flatMap(lines).filter(isComment));
  return ["", ...frame.map(({ name }) => name)].flatMap((name) => {
    const run = byDate(own.get(name) ?? [], other.get(name) ?? []);
    return [...partOf(name), ...saidOnce(run.flatMap(partOf), old)];
  });
}

function byName(chunks: readonly Chunk[]): ReadonlyMap<string, Chunk> {
  return new Map(chunks.map((chunk) => [chunk.name, chunk]));
}

interface Order {
  /** What both sides have. */
  readonly frame: readonly Chunk[];
  /** The side that has it in another order. */
  readonly turned?: readonly Chunk[];
}

/** In the order of the side that has put it in another; undefined where both have. */
function frameOf(
  base: readonly Chunk[],
  ours: readonly Chunk[],
  theirs: readonly Chunk[],
): Order | undefined {
  const own = among(ours, theirs);
  const other = among(theirs, ours);
  if (isSame(own, other)) return { frame: own };
  const before = among(among(base, ours), theirs);
  if (isSame(among(own, base), before)) return { frame: other, turned: ours };
  return isSame(among(other, base), before) ? { frame: own, turned: theirs } : undefined;
}

function among(some: readonly Chunk[], others: readonly Chunk[]): readonly Chunk[] {
  const names = byName(others);
  return some.filter(({ name }) => names.has(name));
}

function isSame(some: readonly Chunk[], others: readonly Chunk[]): boolean {
  return some.every(({ name }, at) => name === others[at]?.name);
}

/** What one side has alone, by what stands before it: there, or where all is in another order, by date. */
function runsOf(
  side: readonly Chunk[],
  frame: readonly Chunk[],
  isTurned: boolean,
): ReadonlyMap<string, readonly Chunk[]> {
  const names = byName(frame);
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
  return dateOf(value) ?? "";
}

/** Two runs as one, each in its own order; the same whichever side is which. */
function byDate(ours: readonly Chunk[], theirs: readonly Chunk[]): readonly string[] {
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

function ofOne(base: Chunk | undefined, ours: Chunk | undefined, theirs: Chunk | undefined): Part {
  const side: Side = ours === undefined ? "theirs" : "ours";
  const [chunk] = [ours, theirs].filter((each) => each !== undefined);
  const part = { ours, theirs, merged: chunk, by: side, clash: undefined };
  if (base === undefined || chunk === undefined) return part;
  if (chunk.body !== base.body) return { ...part, merged: undefined, clash: CHANGED_AND_GONE };
  // What somebody has said above it since may be about more than this one.
  const lead = lines(chunk.lead).filter((line) => isComment(line) && !lines(base.lead).includes(line));
  const merged = lead.length === 0 ? undefined : { ...chunk, lead: lead.join(""), body: "" };
  return { ...part, merged, by: side === "ours" ? "theirs" : "ours" };
}

const CHANGED_AND_GONE: Words = {
  message: "one side changed this, the other took it out",
  help: "keep it, or take it out",
};

const CHANGED_TWICE: Words = {
  message: "both sides changed this, each in its own way",
  help: "keep one of the two",
};

const ADDED_TWICE: Words = {
  message: "both sides added this, each in its own words",
  help: "keep one of the two",
};

function ofBoth(base: Chunk | undefined, ours: Chunk, theirs: Chunk, mergeLines: MergeLines): Part {
  const lead = leadOf({ base: base?.lead ?? "", ours: ours.lead, theirs: theirs.lead });
  const by: Side | undefined =
    base === undefined || ours.body === theirs.body || (ours.body !== base.body && theirs.body !== base.body)
      ? undefined
      : ours.body === base.body
        ? "theirs"
        : "ours";
  const part = { ours, theirs, by, clash: undefined };
  const taken = base === undefined ? sameOf(ours, theirs) : bodyOf({ base, ours, theirs }, mergeLines);
  if (taken !== undefined) return { ...part, merged: { ...ours, ...taken, lead } };
  return { ...part, merged: undefined, clash: base === undefined ? ADDED_TWICE : CHANGED_TWICE };
}

type Said = Pick<Chunk, "body" | "value">;

function bodyOf(three: Three<Chunk>, mergeLines: MergeLines): Said | undefined {
  const { base, ours, theirs } = three;
  if (ours.body === theirs.body || theirs.body === base.body) return ours;
  if (ours.body === base.body) return theirs;
  const value = takenOf(base.value, ours.value, theirs.value);
  if (value === undefined) return undefined;
  const body = mergeLines({ base: base.body, ours: ours.body, theirs: theirs.body });
  if (body !== undefined) return { body, value };
  const saying = sayingOf(value);
  const pairs = [[ours, theirs] as const, [theirs, ours] as const];
  return pairs.find(
    ([mine, other]) => sayingOf(mine.value) === saying && hasCommentsOf(mine, other, base),
  )?.[0];
}

/** The same entry, added on both sides: in the words of the one that says more beside it. */
function sameOf(ours: Chunk, theirs: Chunk): Said | undefined {
  if (sayingOf(ours.value) !== sayingOf(theirs.value)) return undefined;
  return hasCommentsOf(ours, theirs) ? ours : hasCommentsOf(theirs, ours) ? theirs : undefined;
}

/** Whether a chunk has all comments of another that are new. */
function hasCommentsOf({ body }: Chunk, other: Chunk, base?: Chunk): boolean {
  const own = [body, base?.body ?? ""].flatMap(commentsIn);
  return commentsIn(other.body).every((comment) => own.includes(comment));
}

/** What only one side has changed, or both in the same way; of a person, key by key. An entry is changed as a whole. */
function takenOf(base: JsonValue, ours: JsonValue, theirs: JsonValue): JsonValue | undefined {
  const [before, one, other] = [base, ours, theirs].map(sayingOf);
  if (one === other || other === before) return ours;
  if (one === before) return theirs;
  if (!isJsonMap(base) || !isJsonMap(ours) || !isJsonMap(theirs) || !Object.hasOwn(base, "name"))
    return undefined;
  const merged: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const sides = { base: base[key], ours: ours[key], theirs: theirs[key] };
    const [old, mine, their] = [sides.base, sides.ours, sides.theirs].map((value) => sayingOf(value ?? null));
    if (mine !== their && mine !== old && their !== old) return undefined;
    const value = mine === old ? sides.theirs : sides.ours;
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** Comments above a chunk: none that a side has added is lost. */
function leadOf(leads: Three<string>): string {
  const { base, ours, theirs } = leads;
  if (ours === theirs || ours === base || theirs === base) return changed(leads);
  const [before, own, other] = [lines(base), lines(ours), lines(theirs)];
  const kept = own.filter((line) => !isComment(line) || !before.includes(line) || other.includes(line));
  const more = other.filter((line) => isComment(line) && !before.includes(line) && !own.includes(line));
  return [...kept, ...more].join("");
}

/** A comment that was there and that both sides have put their entries under stands once. */
function saidOnce(parts: readonly Part[], old: ReadonlySet<string>): readonly Part[] {
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
