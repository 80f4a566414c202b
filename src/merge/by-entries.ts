/** Merges the log, the people and their time away by meaning and everything else as text; or says in a few words why it cannot. */
import { isSameRoster } from "../edit/intended.ts";
import type { LoadedRoster } from "../roster/load.ts";
import type { JsonMap, JsonValue } from "../text/json.ts";
import { findConflicts } from "./conflict.ts";
import { type Cut, cutSections, hasAliases, markOf, moveToColumn, type SectionName } from "./cut.ts";
import { decodeText, type Form, readForm, restoreForm } from "./form.ts";
import {
  type Merged,
  type MergeRequest,
  type Message,
  mapThree,
  type Part,
  pickChanged,
  type Section,
  type Side,
  type Three,
} from "./model.ts";
import { indexEntries, type ParsedRoster, readSide } from "./read.ts";
import { groupHunks, type Hunk, joinLines, renderMarked, renderWholeConflict, settle } from "./render.ts";
import { weave } from "./weave.ts";

interface WovenSection {
  readonly name: SectionName;
  readonly head: string;
  readonly parts: readonly Part[];
  readonly hunks: readonly Hunk[];
}

interface Rest {
  readonly isClean: boolean;
  /** With conflict markers unless it is clean; below, settled for each side. */
  readonly marked: string;
  readonly ours: string;
  readonly theirs: string;
}

export function mergeByEntries(request: MergeRequest): Merged | string {
  const { base, ours, theirs } = mapThree(request.sides, readForm);
  if (base === undefined || ours === undefined || theirs === undefined)
    return "one side is not text, or mixes line endings";
  const forms = { base, ours, theirs };
  const loaded = mapThree(forms, ({ text }) => readSide(request, text));
  const cuts = cutAll(loaded);
  if (typeof cuts === "string") return cuts;
  const rest = mergeRest(
    request,
    mapThree(cuts, (cut) => cut.rest),
  );
  const sections = NAMES.flatMap((name) => {
    const three = mapThree(cuts, (cut) => cut[name]);
    return Object.values(three).every((section) => section === undefined)
      ? []
      : [mergeSection(request, name, three, cuts.base.rest)];
  });
  const all = sections.filter((section) => section !== undefined);
  if (rest === undefined || all.length < sections.length) return "both sides reordered it";
  return assemble(request, { forms, loaded, rest, sections: all });
}

const NAMES: readonly SectionName[] = ["people", "changes", "away"];

/** What to cut, in turn, until all three sides can be cut so; the log always is. */
const TRIES: readonly (readonly SectionName[])[] = [
  NAMES,
  ["people", "changes"],
  ["changes", "away"],
  ["changes"],
];

function cutAll(loaded: Three<LoadedRoster>): Three<Cut> | string {
  const { base, ours, theirs } = mapThree(loaded, ({ reading }) => reading);
  if (base === undefined || ours === undefined || theirs === undefined) return "one side cannot be read";
  const readings = { base, ours, theirs };
  const isAmbiguous = [loaded.base, loaded.ours, loaded.theirs].some(({ findings }) =>
    findings.some(({ rule }) => rule === "duplicate-key"),
  );
  if (isAmbiguous || Object.values(readings).some(({ text }) => hasAliases(text))) {
    return "one side has a duplicate key or an alias";
  }
  for (const named of TRIES) {
    const cuts = mapThree(readings, (reading) => cutSections(reading, named));
    if (cuts.base !== undefined && cuts.ours !== undefined && cuts.theirs !== undefined)
      return { base: cuts.base, ours: cuts.ours, theirs: cuts.theirs };
  }
  return "the log is not written one entry a line";
}

/** Merges everything but the sections as git does; undefined if git cannot. */
function mergeRest({ mergeText }: MergeRequest, texts: Three<string>): Rest | undefined {
  const all = (text: string) => ({ isClean: true, marked: text, ours: text, theirs: text });
  if (texts.ours === texts.theirs || texts.ours === texts.base || texts.theirs === texts.base)
    return all(pickChanged(texts));
  const bytes = mapThree(texts, (text) => new TextEncoder().encode(text));
  const text = (favour?: Side) => {
    const merged = mergeText(bytes, favour);
    return merged && { isClean: merged.isClean, out: new TextDecoder().decode(merged.bytes) };
  };
  const merged = text();
  if (merged === undefined) return undefined;
  if (merged.isClean) return all(merged.out);
  const [ours, theirs] = [text("ours"), text("theirs")];
  if (ours === undefined || theirs === undefined) return undefined;
  return { isClean: false, marked: merged.out, ours: ours.out, theirs: theirs.out };
}

/** Undefined if both sides reordered the parts, or indented them in ways that cannot be reconciled. */
function mergeSection(
  { mergeText }: MergeRequest,
  name: SectionName,
  three: Three<Section | undefined>,
  around: string,
): WovenSection | undefined {
  const columns = mapThree(three, (section) => section?.column);
  const column =
    pickChanged({ ...columns, base: columns.base ?? columns.theirs }) ?? columns.ours ?? columns.theirs;
  const sections = mapThree(three, (section) => section && moveToColumn(section, column ?? 0));
  const parts = weave(
    sections,
    (lines) => {
      const merged = mergeText(mapThree(lines, (text) => new TextEncoder().encode(text)));
      return merged?.isClean === true ? decodeText(merged.bytes) : undefined;
    },
    around,
  );
  if (parts === undefined) return undefined;
  const heads = mapThree(sections, (section) => section?.head ?? "");
  // A key without entries, such as `changes: []`, cannot take any below it.
  const open = [sections.ours, sections.theirs].flatMap((each) => (each?.chunks.length ? [each.head] : []));
  const head = pickChanged(heads);
  return { name, parts, hunks: groupHunks(parts, []), head: open.includes(head) ? head : (open[0] ?? head) };
}

interface Pieces {
  readonly forms: Three<Form>;
  readonly loaded: Three<LoadedRoster>;
  readonly rest: Rest;
  readonly sections: readonly WovenSection[];
}

function assemble(request: MergeRequest, { forms, loaded, rest, sections }: Pieces): Merged | string {
  const first = prove(request, rest, sections, "ours");
  if (first === undefined) return NOT_MEANT;
  const log = sections.find(({ name }) => name === "changes");
  const { ours, theirs } = loaded;
  const conflicts =
    rest.isClean && log !== undefined
      ? findConflicts({
          parts: log.parts,
          standing: listPlaces(log),
          merged: first,
          ours,
          theirs,
          entryAt: indexEntries(first),
        })
      : [];
  const outside = conflicts.find(({ places }) => places.length === 0);
  if (outside !== undefined) {
    const text = renderWholeConflict(forms.ours.text, forms.theirs.text, outside, request.size);
    return { isClean: false, bytes: restoreForm(text, forms), conflicts: [outside] };
  }
  const all = sections.map((each) =>
    each === log ? { ...each, hunks: groupHunks(each.parts, conflicts) } : each,
  );
  const found: readonly Message[] = [
    ...all.flatMap(({ hunks }) => hunks),
    ...(rest.isClean ? [] : [IN_THE_REST]),
  ];
  const isProven =
    prove(request, rest, all, "theirs") && (conflicts.length === 0 || prove(request, rest, all, "ours"));
  const text = joinSections(rest.marked, all, ({ parts, hunks }) => renderMarked(parts, hunks, request.size));
  if (isProven === undefined || text === undefined) return NOT_MEANT;
  return { isClean: found.length === 0, bytes: restoreForm(text, forms), conflicts: found };
}

/** The index of the part of each entry that is kept. */
function listPlaces({ parts, hunks }: WovenSection): readonly number[] {
  return settle(parts, hunks, "ours").flatMap(({ place, chunk }) => (chunk.body === "" ? [] : [place]));
}

const NOT_MEANT = "the merged entries would not read back as intended";

const IN_THE_REST: Message = {
  message: "both sides changed the same lines outside the log",
  help: "keep whichever is right",
};

/** Undefined if a section has no place of its own in the rest. */
function joinSections(
  rest: string,
  sections: readonly WovenSection[],
  body: (section: WovenSection) => string,
): string | undefined {
  let text = rest;
  for (const section of sections) {
    const lines = body(section);
    const pieces = text.split(markOf(section.name));
    if (pieces.length === 1 && lines === "") continue;
    if (pieces.length !== 2) return undefined;
    text = pieces.join(section.head + lines);
  }
  return text;
}

/** Settles the merged text for one side and reads it again; undefined if it does not say what was merged. */
function prove(
  request: MergeRequest,
  rest: Rest,
  sections: readonly WovenSection[],
  side: Side,
): ParsedRoster | undefined {
  const settleHunks = ({ parts, hunks }: WovenSection) => settle(parts, hunks, side);
  const text = joinSections(rest[side], sections, (section) => joinLines(settleHunks(section)));
  const around = readSide(request, rest[side]).reading;
  if (text === undefined || around === undefined) return undefined;
  const meant: JsonMap = { ...around.value };
  for (const section of sections) {
    const chunks = settleHunks(section).flatMap(({ chunk }) => (chunk.body === "" ? [] : [chunk]));
    const people = chunks.map(({ name, value }): readonly [string, JsonValue] => [
      name.replace(/^\d+ /, ""),
      value,
    ]);
    meant[section.name] =
      section.name === "people" ? Object.fromEntries(people) : chunks.map(({ value }) => value);
  }
  const loaded = readSide(request, text);
  const { reading } = loaded;
  return reading !== undefined && isSameRoster(reading.value, meant) ? { ...loaded, reading } : undefined;
}
