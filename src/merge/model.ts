/** Defines what a merge works with: the three sides of a roster, the chunks of a section, and what became of each. */
import type { JsonValue } from "../text/json.ts";
import type { Zone } from "../time/zone.ts";

/** The branch merged into, or the branch being merged. */
export type Side = "ours" | "theirs";

/** The same thing from the common ancestor and from both sides. */
export interface Three<Value> {
  readonly base: Value;
  readonly ours: Value;
  readonly theirs: Value;
}

/** Git's own merge of three texts; `favour` settles conflicts for one side. Undefined if git cannot merge them. */
export type MergeText = (
  texts: Three<Uint8Array>,
  favour?: Side,
) => { readonly isClean: boolean; readonly bytes: Uint8Array } | undefined;

export interface MergeRequest {
  /** The name that messages use. */
  readonly file: string;
  readonly sides: Three<Uint8Array>;
  /** The length of the conflict markers. */
  readonly size: number;
  readonly mergeText: MergeText;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export interface Merged {
  readonly isClean: boolean;
  readonly bytes: Uint8Array;
  /** What is left to settle by hand. */
  readonly conflicts: readonly Message[];
  /** Why lines were merged instead of entries. */
  readonly byLines?: string;
}

/** One entry of the log, or one person, as whole lines. */
export interface Chunk {
  /** The comments and blank lines above it. */
  readonly lead: string;
  /** Its own lines, with more deeply indented comments below; empty if only a comment is left. */
  readonly body: string;
  readonly value: JsonValue;
  /** Identifies the chunk on all three sides. */
  readonly name: string;
}

/** `changes` or `people`, written as a list or map over several lines. */
export interface Section {
  /** The line of the key. */
  readonly head: string;
  /** The column of the dashes or ids; undefined if there are none. */
  readonly column: number | undefined;
  readonly chunks: readonly Chunk[];
}

/** What conflicts and how to settle it, one line each. */
export interface Message {
  readonly message: string;
  readonly help: string;
}

/** What became of a chunk; `ours` and `theirs` are the versions of the two sides. */
export interface Part {
  readonly ours: Chunk | undefined;
  readonly theirs: Chunk | undefined;
  /** Undefined if one side removed it. */
  readonly merged: Chunk | undefined;
  /** The side that added, changed or removed it; undefined: neither, or both in the same way. */
  readonly by: Side | undefined;
  readonly conflict: Message | undefined;
}

/** Parts that cannot all be kept, by their index. */
export interface Conflict extends Message {
  readonly places: readonly number[];
}

/** The value that differs from the base; ours if both do. */
export function pickChanged<Value>({ base, ours, theirs }: Three<Value>): Value {
  return ours === base ? theirs : ours;
}

export function mapThree<From, To>(three: Three<From>, map: (from: From) => To): Three<To> {
  return { base: map(three.base), ours: map(three.ours), theirs: map(three.theirs) };
}

/** Serialises a value so that equal meanings give equal text: key order does not count, and one approver is a list of one. */
export function canonicalText(value: JsonValue): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "approved_by" && typeof inner === "string") return [inner];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
