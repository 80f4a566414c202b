/**
 * Three sides of a roster in, git's own merge of their lines out. It is read again: what git merges without a conflict and
 * is no roster any more, or has not the entries that it should, becomes a conflict.
 */
import type { Reading } from "../roster/load.ts";
import type { JsonValue } from "../text/json.ts";
import { clashesIn } from "./clash.ts";
import { textOf } from "./form.ts";
import type { Merged, MergeRequest } from "./merge.ts";
import { type Chunk, mapThree, type Part, type Section, sayingOf, type Words } from "./model.ts";
import { entryAt, read } from "./read.ts";
import { wholeConflict } from "./render.ts";
import { woven } from "./weave.ts";

export function byLines(request: MergeRequest, why: string): Merged | undefined {
  const merged = request.mergeText(request.sides);
  if (merged === undefined) return undefined;
  const { bytes } = merged;
  if (!merged.isClean) return { isClean: false, bytes, clashes: [BY_GIT], byLines: why };
  const wrong = wrongIn(request, bytes);
  if (wrong === undefined) return { isClean: true, bytes, clashes: [], byLines: why };
  const { ours, theirs } = mapThree(request.sides, (side) => textOf(side) ?? "");
  const text = wholeConflict(ours, theirs, wrong, request.size);
  return { isClean: false, bytes: new TextEncoder().encode(text), clashes: [wrong], byLines: why };
}

const BY_GIT: Words = { message: "both sides changed the same lines", help: "keep what is right of the two" };

const LOST: Words = {
  message: "line by line, entries of the two sides would be lost or doubled",
  help: "keep the entries of both",
};

/** Whether git has made something else of two rosters than was meant; what is none itself is git's. */
function wrongIn(request: MergeRequest, bytes: Uint8Array): Words | undefined {
  const { base, ours, theirs } = mapThree(request.sides, (side) => read(request, side));
  const merged = read(request, bytes);
  const { reading } = merged;
  if (ours.reading === undefined || theirs.reading === undefined) return undefined;
  if (reading === undefined) return LOST;
  const readings = base.reading && { base: base.reading, ours: ours.reading, theirs: theirs.reading };
  const parts = readings && woven(mapThree(readings, logOf), () => undefined);
  const clash = parts?.find((part) => part.clash !== undefined)?.clash;
  if (clash !== undefined) return clash;
  const log = logOf(reading).chunks;
  const standing = parts === undefined ? [] : standingOf(parts, log);
  if (standing === undefined) return LOST;
  return clashesIn({
    parts: parts ?? [],
    standing,
    merged,
    ours,
    theirs,
    entryAt: entryAt({ ...merged, reading }),
  })[0];
}

/** The log as chunks that are nothing but what they say. */
function logOf({ value: { changes } }: Reading): Section {
  const seen = new Map<string, number>();
  const chunks = (Array.isArray(changes) ? changes : []).map((value: JsonValue): Chunk => {
    const body = sayingOf(value);
    const count = (seen.get(body) ?? 0) + 1;
    seen.set(body, count);
    return { lead: "", body, value, name: `${count} ${body}` };
  });
  return { head: "", column: 0, chunks };
}

/** For each entry the place of its part; undefined where one has none, or a part no entry. */
function standingOf(parts: readonly Part[], log: readonly Chunk[]): readonly number[] | undefined {
  const places = new Map<string, number[]>();
  for (const [place, { merged }] of parts.entries()) {
    if (merged === undefined || merged.body === "") continue;
    places.set(merged.body, [...(places.get(merged.body) ?? []), place]);
  }
  const standing = log.flatMap(({ body }) => places.get(body)?.shift() ?? []);
  return standing.length === log.length && [...places.values()].every((left) => left.length === 0)
    ? standing
    : undefined;
}
