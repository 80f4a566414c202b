/** What a merge is made of: the three sides of a roster, the lines of a section cut into chunks, and what came of two sides. */
import type { JsonValue } from "../text/json.ts";

/** Whose version: of the branch that is merged into, or of the one that is merged. */
export type Side = "ours" | "theirs";

/** The same thing of the common ancestor and of both sides. */
export interface Three<Value> {
  readonly base: Value;
  readonly ours: Value;
  readonly theirs: Value;
}

/** One entry of the log, or one person: whole lines. */
export interface Chunk {
  /** The comments and blank lines above it. */
  readonly lead: string;
  /** Its own lines, and comments below that are indented deeper; empty where only a comment is left of it. */
  readonly body: string;
  readonly value: JsonValue;
  /** The same for the same chunk of all sides. */
  readonly name: string;
}

/** `changes` or `people`, where it is written as a list or map of lines. */
export interface Section {
  /** The line of the key. */
  readonly head: string;
  /** Where the dashes or ids stand; undefined where there is none. */
  readonly column: number | undefined;
  readonly chunks: readonly Chunk[];
}

/** What clashes, and how to settle it: one line each, in the style of a Finding. */
export interface Words {
  readonly message: string;
  readonly help: string;
}

/** What became of a chunk: `ours` and `theirs` are what either side has of it. */
export interface Part {
  readonly ours: Chunk | undefined;
  readonly theirs: Chunk | undefined;
  /** Undefined where one side took it out. */
  readonly merged: Chunk | undefined;
  /** Who added, amended or took it out; undefined: nobody, or both in the same way. */
  readonly by: Side | undefined;
  readonly clash: Words | undefined;
}

/** Parts that cannot all stand, by their places among the parts. */
export interface Clash extends Words {
  readonly places: readonly number[];
}

/** What one of three says that the base does not say; ours where both do. */
export function changed<Value>({ base, ours, theirs }: Three<Value>): Value {
  return ours === base ? theirs : ours;
}

export function mapThree<From, To>(three: Three<From>, map: (from: From) => To): Three<To> {
  return { base: map(three.base), ours: map(three.ours), theirs: map(three.theirs) };
}

/** A value as one text, the same for the same meaning: the order of keys is none, and one approver is a list of one. */
export function sayingOf(value: JsonValue): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "approved_by" && typeof inner === "string") return [inner];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
