/** Reads a roster from its bytes, and finds all that is wrong with it. Touches neither disk nor zone data: both are handed in. */
import { isMap, isSeq, type YAMLMap } from "yaml";
import { isJsonMap, type JsonMap, type JsonValue, type Path, toPointer, valueAt } from "../text/json.ts";
import type { Zone } from "../time/zone.ts";
import { mergePrivate } from "./decode/people.ts";
import { type DecodedRoster, decodePrivate, decodeRoster, keepSoundEntries } from "./decode/roster.ts";
import { blocksAt, type Finding, type UnplacedFinding } from "./finding.ts";
import { findIgnores, type Ignore } from "./ignores.ts";
import type { Id, Person, Roster } from "./model.ts";
import { type Atlas, asNode, findPath, findSpot, isWithin, placeFinding, span } from "./place.ts";
import { checkShape } from "./schema/check.ts";
import { lineAt, MAX_CHANGES, openSource } from "./source.ts";
import { parseSource } from "./yaml/syntax.ts";
import { readTree } from "./yaml/tree.ts";

/** A file beside the roster, outside git, for phone numbers and the like. */
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
  /** The private file, or how to read it by the name that the roster gives; it may be missing. */
  readonly private?: PrivateFile | ((name: string) => PrivateFile | undefined);
  /** Whether `reading` is needed. */
  readonly forEditing?: boolean;
}

export interface LoadedRoster {
  /** Undefined exactly when a finding blocks. */
  readonly roster: Roster | undefined;
  /** The roster without its invalid entries, so that the rest of the log can be checked all the same; undefined if the
   * terms are invalid. Where nothing blocks it is `roster`. */
  readonly draft: Roster | undefined;
  /** In line order, those of the private file last. */
  readonly findings: readonly Finding[];
  /** Locates a finding of a later check. */
  readonly place: (finding: UnplacedFinding) => Finding;
  /** Finds the comments that silence a lint rule. */
  readonly ignores: () => readonly Ignore[];
  /** What the roster says under `private`. */
  readonly privateName: string | undefined;
  /** The whole file as plain values, keys as written; undefined if it is not YAML. */
  readonly said: JsonValue | undefined;
  /** Only if it was asked for, and the file is valid YAML. */
  readonly reading: ParsedText | undefined;
}

export interface ParsedText {
  readonly text: string;
  /** Its nodes keep their source tokens. */
  readonly root: YAMLMap;
  readonly value: JsonMap;
}

export function loadRoster(input: RosterFile): LoadedRoster {
  const forEditing = input.forEditing === true;
  const read = readFile(input.file, input.bytes, false, forEditing);
  const place = (finding: UnplacedFinding) => placeFinding(read.atlas, finding);
  const ignores = () => findIgnores(read.atlas);
  if (read.value === undefined) {
    return {
      roster: undefined,
      draft: undefined,
      findings: placeAll(read.atlas, read.findings),
      place,
      ignores,
      privateName: undefined,
      said: undefined,
      reading: undefined,
    };
  }
  const options = {
    zoneOf: input.zoneOf,
    lineOf: createLineOf(read.atlas, "changes"),
    lineOfAway: createLineOf(read.atlas, "away"),
  };
  const decoded = decodeRoster(read.value, options);
  const unplaced = [...read.findings, ...dropConsequences(read.damaged, decoded.findings)];
  const findings = placeAll(read.atlas, dropEchoes(read.value, unplaced));
  // A corrected spelling serves to check further; nothing may be computed from a guess.
  const {
    rotation,
    people,
    changes,
    privateName,
    findings: _,
    ...rest
  } = read.asWritten === undefined ? decoded : decodeRoster(read.asWritten, options);
  const completed = addPrivateFile(input, privateName, people);
  const all = [...findings, ...completed.findings];
  const sound = keepSoundEntries(changes, unplaced);
  const blocked = findings.some(({ blocks }) => blocks);
  const inTerms = unplaced.some(
    ({ path, on, blocks }) => path[0] === "rotation" && (blocks ?? blocksAt(path, on)),
  );
  const draft =
    rotation === undefined || inTerms
      ? undefined
      : { ...rest, file: input.file, rotation, people: completed.people, changes: sound };
  if (!blocked && (draft === undefined || sound.length !== countEntries(read.value))) {
    throw new Error("a part of the roster could not be read, and nothing was found wrong with it");
  }
  const reading = forEditing ? toParsedText(read) : undefined;
  const said = read.asWritten ?? read.value;
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

function toParsedText({ atlas, value, asWritten, isSound }: ReadFile): ParsedText | undefined {
  const { source, root } = atlas;
  const said = asWritten ?? value;
  return isSound && isMap(root) && isJsonMap(said) ? { text: source.text, root, value: said } : undefined;
}

interface ReadFile {
  /** Whether the text is valid YAML. */
  readonly isSound: boolean;
  readonly atlas: Atlas;
  /** Undefined if nothing more can be checked; misspelt keys are corrected. */
  readonly value: JsonValue | undefined;
  /** The value with its keys as written, where a key is misspelt. */
  readonly asWritten: JsonValue | undefined;
  readonly findings: readonly UnplacedFinding[];
  readonly damaged: readonly Path[];
}

function readFile(file: string, bytes: Uint8Array, secret: boolean, keepTokens = false): ReadFile {
  const opened = openSource(file, bytes, secret);
  const { source } = opened;
  const nothing: Atlas = { source, root: null, targets: new Map(), misspelt: new Map() };
  const stop = (atlas: Atlas, findings: readonly UnplacedFinding[]): ReadFile => ({
    isSound: false,
    atlas,
    value: undefined,
    asWritten: undefined,
    findings,
    damaged: [],
  });
  if (!opened.readable) return stop(nothing, opened.findings);
  const syntax = parseSource(source, keepTokens);
  const { root, damaged, readable } = syntax;
  const early = [
    ...opened.findings.map((finding) => attachPath({ ...nothing, root }, finding)),
    ...syntax.findings,
  ];
  if (!readable) return stop({ ...nothing, root }, early);
  if (root === null || source.text.trim() === "") return stop(nothing, [...early, describeEmpty(secret)]);
  const changes = findSpot({ ...nothing, root }, ["changes"]);
  if (isSeq(changes.value) && changes.value.items.length > MAX_CHANGES)
    return stop({ ...nothing, root }, [...early, tooMany]);
  const tree = readTree(source, root);
  const atlas: Atlas = { ...nothing, root, targets: tree.targets };
  if (!tree.bounded) return stop(atlas, [...early, ...tree.findings]);
  const broken = [
    ...damaged,
    ...tree.findings.filter(({ rule }) => rule === "yaml-alias").map(({ path }) => path),
  ];
  const shape = checkShape({
    value: tree.value,
    bare: tree.bare,
    getText: (path) => (secret ? undefined : readWritten(atlas, path)),
    secret,
    root: secret ? "private_file" : "roster",
  });
  return {
    isSound: syntax.findings.length === 0,
    atlas: { ...atlas, misspelt: shape.misspelt },
    value: tree.value,
    asWritten: shape.misspelt.size > 0 ? readTree(source, root).value : undefined,
    findings: [
      ...early,
      ...dropConsequences(damaged, tree.findings),
      ...dropConsequences(broken, shape.findings),
    ],
    damaged: broken,
  };
}

function describeEmpty(secret: boolean): UnplacedFinding {
  return {
    rule: "empty-file",
    path: [],
    range: [0, 0],
    message: "the file is empty",
    help: secret ? "begin with `people:`" : "begin with `version: 1`, then `team`, `rotation` and `people`",
    blocks: true,
  };
}

const tooMany: UnplacedFinding = {
  rule: "too-large",
  path: ["changes"],
  on: "key",
  message: `more than ${MAX_CHANGES} changes`,
  help: "start new terms of the rotation with the current queue, and remove the entries before them",
};

/** Gives a finding in the text the path to the part of the file that it is in. In a comment it blocks nothing. */
function attachPath(atlas: Atlas, finding: UnplacedFinding): UnplacedFinding {
  const { range: [offset] = [0, 0] } = finding;
  const path = findPath(atlas.root, offset);
  const { key, value } = findSpot(atlas, path);
  const covers = (node: typeof value | undefined) => {
    const [start, end] = span(node);
    return start <= offset && offset < end;
  };
  if (covers(key)) return { ...finding, path, on: "key" };
  return covers(value) ? { ...finding, path } : { ...finding, blocks: false };
}

/** The text of a value as the file has it. */
function readWritten(atlas: Atlas, path: Path): string | undefined {
  const { value, depth } = findSpot(atlas, path);
  if (value === null || depth < path.length) return undefined;
  const [start, end] = span(value);
  return atlas.source.text.slice(start, end);
}

/** Leaves out what may only follow from broken text. */
function dropConsequences(
  damaged: readonly Path[],
  findings: readonly UnplacedFinding[],
): readonly UnplacedFinding[] {
  if (damaged.length === 0) return findings;
  return findings.filter(({ path }) => !damaged.some((outer) => isWithin(path, outer)));
}

function placeAll(atlas: Atlas, unplaced: readonly UnplacedFinding[]): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const each of unplaced) {
    const finding = placeFinding(atlas, each);
    // A value behind an alias is read once for each alias, and is one finding all the same.
    findings.set(
      toPointer([finding.place.line, finding.place.column, finding.rule, finding.message]),
      finding,
    );
  }
  return [...findings.values()].sort(
    (one, other) => one.place.line - other.place.line || one.place.column - other.place.column,
  );
}

/** `__proto__` cannot be a key in JavaScript, so whoever names it seems unknown: the key is the finding. */
function dropEchoes(value: JsonValue, findings: readonly UnplacedFinding[]): readonly UnplacedFinding[] {
  const isReported = findings.some(
    ({ path: [section, id], on }) => section === "people" && id === "__proto__" && on === "key",
  );
  if (!isReported) return findings;
  return findings.filter(
    ({ rule, path }) => rule !== "unknown-person" || valueAt(value, path) !== "__proto__",
  );
}

function createLineOf(atlas: Atlas, list: string): (index: number) => number {
  const { value } = findSpot(atlas, [list]);
  const items = isSeq(value) ? value.items : [];
  return (index) => lineAt(atlas.source, span(asNode(items[index]))[0]);
}

function countEntries(value: JsonValue): number {
  const changes = valueAt(value, ["changes"]);
  return Array.isArray(changes) ? changes.length : 0;
}

interface Completed {
  readonly people: ReadonlyMap<Id, Person>;
  readonly findings: readonly Finding[];
}

function addPrivateFile(
  { private: source, zoneOf }: RosterFile,
  name: string | undefined,
  people: DecodedRoster["people"],
): Completed {
  const given = typeof source === "function" ? (name === undefined ? undefined : source(name)) : source;
  if (given === undefined) return { people, findings: [] };
  const { atlas, value, asWritten, findings, damaged } = readFile(given.file, given.bytes, true);
  if (value === undefined) return { people, findings: placeAll(atlas, findings) };
  const decoded = decodePrivate(value, people, zoneOf);
  const sound = asWritten === undefined ? decoded : decodePrivate(asWritten, people, zoneOf);
  return {
    people: mergePrivate(people, sound.people),
    findings: placeAll(atlas, [...findings, ...dropConsequences(damaged, decoded.findings)]),
  };
}
