/**
 * The bytes of a roster in, the Roster out, and all that is wrong with it, each with its place. Pure: the bytes are handed
 * in, those of the private file too, and the zones are asked of a function.
 */
import { isMap, isSeq, type YAMLMap } from "yaml";
import { isJsonMap, type JsonMap, type JsonValue, pointer, valueAt } from "../text/json.ts";
import type { Zone } from "../time/zone.ts";
import { withPrivate } from "./decode/people.ts";
import { type Decoded, decode, decodePrivate, soundEntries } from "./decode/roster.ts";
import { blocksAt, type Finding, type UnplacedFinding } from "./finding.ts";
import { type Ignore, ignoresIn } from "./ignores.ts";
import type { Id, Person, Roster } from "./model.ts";
import { type Atlas, asNode, findingOf, isWithin, pathAt, span, spotOf } from "./place.ts";
import { checkShape } from "./schema/check.ts";
import { lineAt, MAX_CHANGES, openSource } from "./source.ts";
import { parseSource } from "./yaml/syntax.ts";
import { plainOf } from "./yaml/tree.ts";

/** A file beside the roster that holds telephone numbers and the like, outside git. */
export interface PrivateFile {
  /** As messages name it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface RosterFile {
  /** As messages name it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The zone of that name; undefined if there is none. */
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The private file, or how to get it: asked with the name that the roster gives; undefined: there is none, no error. */
  readonly private?: PrivateFile | ((name: string) => PrivateFile | undefined);
  /** Whether `reading` is wanted. */
  readonly forEditing?: boolean;
}

export interface LoadedRoster {
  /** Undefined exactly when a finding blocks. */
  readonly roster: Roster | undefined;
  /** What can be read where something blocks, without the faulty entries, so that the log is checked to its end all the
   * same (rotation.md, "Invalid"); undefined if the terms are invalid. Where nothing blocks it is `roster`. */
  readonly draft: Roster | undefined;
  /** In line order; those of the private file last. */
  readonly findings: readonly Finding[];
  /** A problem found later, in its place. */
  readonly place: (problem: UnplacedFinding) => Finding;
  /** The comments that silence a rule of lint; looked for when they are asked for. */
  readonly ignores: () => readonly Ignore[];
  /** What the roster says under `private`. */
  readonly privateName: string | undefined;
  /** All that the file says, keys as they stand there; undefined where there is nothing that could be looked at. */
  readonly said: JsonValue | undefined;
  /** The text, its tree and what it says, as they stand in the file; only for editing, and only if YAML has nothing against it. */
  readonly reading: Reading | undefined;
}

export interface Reading {
  readonly text: string;
  /** Its nodes know the tokens they were made of. */
  readonly root: YAMLMap;
  readonly value: JsonMap;
}

export function loadRoster(input: RosterFile): LoadedRoster {
  const forEditing = input.forEditing === true;
  const read = readFile(input.file, input.bytes, false, forEditing);
  const place = (problem: UnplacedFinding) => findingOf(read.atlas, problem);
  const ignores = () => ignoresIn(read.atlas);
  if (read.value === undefined) {
    return {
      roster: undefined,
      draft: undefined,
      findings: inOrder(read.atlas, read.flaws),
      place,
      ignores,
      privateName: undefined,
      said: undefined,
      reading: undefined,
    };
  }
  const options = { zoneOf: input.zoneOf, lineOf: linesOf(read.atlas) };
  const decoded = decode(read.value, options);
  const flaws = [...read.flaws, ...beyond(read.damaged, decoded.flaws)];
  const findings = inOrder(read.atlas, withoutEchoes(read.value, flaws));
  // Nothing that was only guessed to be meant may count.
  const {
    rotation,
    people,
    changes,
    privateName,
    flaws: _,
    ...rest
  } = read.unmended === undefined ? decoded : decode(read.unmended, options);
  const secret = privatePeople(input, privateName, people);
  const all = [...findings, ...secret.findings];
  const sound = soundEntries(changes, flaws);
  const blocked = findings.some(({ blocks }) => blocks);
  const inTerms = flaws.some(
    ({ path, on, blocks }) => path[0] === "rotation" && (blocks ?? blocksAt(path, on)),
  );
  const draft =
    rotation === undefined || inTerms
      ? undefined
      : { ...rest, file: input.file, rotation, people: secret.people, changes: sound };
  if (!blocked && (draft === undefined || sound.length !== countOf(read.value))) {
    throw new Error("a part of the roster could not be read, and nothing was found wrong with it");
  }
  const reading = forEditing ? readingOf(read) : undefined;
  const said = read.unmended ?? read.value;
  return {
    roster: blocked ? undefined : draft,
    draft,
    findings: all,
    place,
    ignores,
    privateName,
    said,
    reading,
  };
}

function readingOf({ atlas, value, unmended, isSound }: Read): Reading | undefined {
  const { source, root } = atlas;
  const said = unmended ?? value;
  return isSound && isMap(root) && isJsonMap(said) ? { text: source.text, root, value: said } : undefined;
}

interface Read {
  /** Whether YAML has nothing against the text. */
  readonly isSound: boolean;
  readonly atlas: Atlas;
  /** Undefined if there is nothing that could be looked at further; misspelt keys put right. */
  readonly value: JsonValue | undefined;
  /** With the keys as they stand in the file, where that makes a difference. */
  readonly unmended: JsonValue | undefined;
  readonly flaws: readonly UnplacedFinding[];
  readonly damaged: readonly UnplacedFinding["path"][];
}

function readFile(file: string, bytes: Uint8Array, secret: boolean, keepTokens = false): Read {
  const opened = openSource(file, bytes, secret);
  const { source } = opened;
  const nothing: Atlas = { source, root: null, targets: new Map(), misspelt: new Map() };
  const stopped = (atlas: Atlas, flaws: readonly UnplacedFinding[]): Read => ({
    isSound: false,
    atlas,
    value: undefined,
    unmended: undefined,
    flaws,
    damaged: [],
  });
  if (!opened.readable) return stopped(nothing, opened.flaws);
  const { root, flaws, damaged, readable } = parseSource(source, keepTokens);
  const early = [...opened.flaws.map((flaw) => located(nothing, root, flaw)), ...flaws];
  if (!readable) return stopped({ ...nothing, root }, early);
  if (root === null || source.text.trim() === "") return stopped(nothing, [...early, empty(secret)]);
  const many = spotOf({ ...nothing, root }, ["changes"]);
  if (isSeq(many.value) && many.value.items.length > MAX_CHANGES)
    return stopped({ ...nothing, root }, [...early, tooMany]);
  const tree = plainOf(source, root);
  const atlas: Atlas = { ...nothing, root, targets: tree.targets };
  if (!tree.bounded) return stopped(atlas, [...early, ...tree.flaws]);
  const broken = [
    ...damaged,
    ...tree.flaws.filter(({ rule }) => rule === "yaml-alias").map(({ path }) => path),
  ];
  const shape = checkShape({
    value: tree.value,
    bare: tree.bare,
    written: (path) => (secret ? undefined : written(atlas, path)),
    secret,
    root: secret ? "private_file" : "roster",
  });
  return {
    isSound: flaws.length === 0,
    atlas: { ...atlas, misspelt: shape.misspelt },
    value: tree.value,
    unmended: shape.misspelt.size > 0 ? plainOf(source, root).value : undefined,
    flaws: [...early, ...beyond(damaged, tree.flaws), ...beyond(broken, shape.flaws)],
    damaged: broken,
  };
}

function empty(secret: boolean): UnplacedFinding {
  return {
    rule: "empty-file",
    path: [],
    range: [0, 0],
    message: "the file is empty",
    help: secret
      ? "begin it with `people:`"
      : "begin it with `version: 1`, then `team`, `rotation` and `people`",
    blocks: true,
  };
}

const tooMany: UnplacedFinding = {
  rule: "too-large",
  path: ["changes"],
  on: "key",
  message: `there are more than ${MAX_CHANGES} changes`,
  help: "begin new terms of the rotation with the queue as it is, and take out the entries before them",
};

/** What the text check found, in the part of the file where it stands. In a comment it belongs to none. */
function located(atlas: Atlas, root: Atlas["root"], flaw: UnplacedFinding): UnplacedFinding {
  const { range: [offset] = [0, 0] } = flaw;
  const path = pathAt(root, offset);
  const { key, value } = spotOf({ ...atlas, root }, path);
  const covers = (node: typeof value | undefined) => {
    const [start, end] = span(node);
    return start <= offset && offset < end;
  };
  if (covers(key)) return { ...flaw, path, on: "key" };
  return covers(value) ? { ...flaw, path } : { ...flaw, blocks: false };
}

/** The text of a value as it stands in the file. */
function written(atlas: Atlas, path: UnplacedFinding["path"]): string | undefined {
  const { value, depth } = spotOf(atlas, path);
  if (value === null || depth < path.length) return undefined;
  const [start, end] = span(value);
  return atlas.source.text.slice(start, end);
}

/** The flaws that are not consequences of a broken text. */
function beyond(
  damaged: readonly UnplacedFinding["path"][],
  flaws: readonly UnplacedFinding[],
): readonly UnplacedFinding[] {
  return damaged.length === 0
    ? flaws
    : flaws.filter(({ path }) => !damaged.some((outer) => isWithin(path, outer)));
}

function inOrder(atlas: Atlas, flaws: readonly UnplacedFinding[]): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const flaw of flaws) {
    const finding = findingOf(atlas, flaw);
    // What stands behind an alias is read once for each alias and is still one fault.
    findings.set(pointer([finding.place.line, finding.place.column, finding.rule, finding.message]), finding);
  }
  return [...findings.values()].sort(
    (one, other) => one.place.line - other.place.line || one.place.column - other.place.column,
  );
}

/** JavaScript has no such key, so the decoded people lack one that the file does have, and that was told there. */
function withoutEchoes(value: JsonValue, flaws: readonly UnplacedFinding[]): readonly UnplacedFinding[] {
  const told = flaws.some(
    ({ path: [section, id], on }) => section === "people" && id === "__proto__" && on === "key",
  );
  if (!told) return flaws;
  return flaws.filter(({ rule, path }) => rule !== "unknown-person" || valueAt(value, path) !== "__proto__");
}

function linesOf(atlas: Atlas): (index: number) => number {
  const { value } = spotOf(atlas, ["changes"]);
  const items = isSeq(value) ? value.items : [];
  return (index) => lineAt(atlas.source, span(asNode(items[index]))[0]);
}

function countOf(value: JsonValue): number {
  const changes = valueAt(value, ["changes"]);
  return Array.isArray(changes) ? changes.length : 0;
}

interface Secret {
  readonly people: ReadonlyMap<Id, Person>;
  readonly findings: readonly Finding[];
}

function privatePeople(input: RosterFile, name: string | undefined, people: Decoded["people"]): Secret {
  const given =
    typeof input.private === "function"
      ? name === undefined
        ? undefined
        : input.private(name)
      : input.private;
  if (given === undefined) return { people, findings: [] };
  const read = readFile(given.file, given.bytes, true);
  if (read.value === undefined) return { people, findings: inOrder(read.atlas, read.flaws) };
  const decoded = decodePrivate(read.value, people, input.zoneOf);
  const findings = inOrder(read.atlas, [...read.flaws, ...beyond(read.damaged, decoded.flaws)]);
  const sound =
    read.unmended === undefined ? decoded.people : decodePrivate(read.unmended, people, input.zoneOf).people;
  return { people: withPrivate(people, sound), findings };
}
