/**
 * Merges a roster line by line, as git does, and reads the result again: a clean merge that is no longer a roster, or
 * that lost or doubled an entry, becomes a conflict.
 */
import type { ParsedText } from "../roster/load.ts";
import type { JsonValue } from "../text/json.ts";
import { findConflicts } from "./conflict.ts";
import { decodeText } from "./form.ts";
import {
  type Chunk,
  canonicalText,
  type Merged,
  type MergeRequest,
  type Message,
  mapThree,
  type Part,
  type Section,
} from "./model.ts";
import { indexEntries, readSide } from "./read.ts";
import { renderWholeConflict } from "./render.ts";
import { weave } from "./weave.ts";

export function mergeByLines(request: MergeRequest, why: string): Merged | undefined {
  const merged = request.mergeText(request.sides);
  if (merged === undefined) return undefined;
  const { bytes } = merged;
  if (!merged.isClean) return { isClean: false, bytes, conflicts: [BY_GIT], byLines: why };
  const wrong = findLoss(request, bytes);
  if (wrong === undefined) return { isClean: true, bytes, conflicts: [], byLines: why };
  const { ours, theirs } = mapThree(request.sides, (side) => decodeText(side) ?? "");
  const text = renderWholeConflict(ours, theirs, wrong, request.size);
  return { isClean: false, bytes: new TextEncoder().encode(text), conflicts: [wrong], byLines: why };
}

const BY_GIT: Message = { message: "both sides changed the same lines", help: "keep whichever is right" };

const LOST: Message = {
  message: "a line-by-line merge would lose or double entries",
  help: "keep the entries of both sides",
};

/** Looks for entries lost or doubled by git. If a side is not valid YAML itself, git's result is taken as it is. */
function findLoss(request: MergeRequest, bytes: Uint8Array): Message | undefined {
  const { base, ours, theirs } = mapThree(request.sides, (side) => readSide(request, side));
  const merged = readSide(request, bytes);
  const { reading } = merged;
  if (ours.reading === undefined || theirs.reading === undefined) return undefined;
  if (reading === undefined) return LOST;
  const readings = base.reading && { base: base.reading, ours: ours.reading, theirs: theirs.reading };
  const parts = readings && weave(mapThree(readings, readLog), () => undefined);
  const conflict = parts?.find((part) => part.conflict !== undefined)?.conflict;
  if (conflict !== undefined) return conflict;
  const log = readLog(reading).chunks;
  const standing = parts === undefined ? [] : matchParts(parts, log);
  if (standing === undefined) return LOST;
  return findConflicts({
    parts: parts ?? [],
    standing,
    merged,
    ours,
    theirs,
    entryAt: indexEntries({ ...merged, reading }),
  })[0];
}

/** The log as chunks identified by their meaning alone. */
function readLog({ value: { changes } }: ParsedText): Section {
  const seen = new Map<string, number>();
  const chunks = (Array.isArray(changes) ? changes : []).map((value: JsonValue): Chunk => {
    const body = canonicalText(value);
    const count = (seen.get(body) ?? 0) + 1;
    seen.set(body, count);
    return { lead: "", body, value, name: `${count} ${body}` };
  });
  return { head: "", column: 0, chunks };
}

/** The index of each entry's part; undefined if an entry has no part or a part no entry. */
function matchParts(parts: readonly Part[], log: readonly Chunk[]): readonly number[] | undefined {
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
