/** Three sides of a roster in, their log and people merged by what they say and all else as text out; or why not, in a few words. */
import { sameRoster } from "../edit/intended.ts";
import type { LoadedRoster } from "../roster/load.ts";
import type { JsonMap, JsonValue } from "../text/json.ts";
import { clashesIn } from "./clash.ts";
import { type Cut, cutOf, hasAliases, inColumn, markOf, type SectionName } from "./cut.ts";
import { type Form, formed, formOf, textOf } from "./form.ts";
import type { Merged, MergeRequest } from "./merge.ts";
import { changed, mapThree, type Part, type Section, type Side, type Three, type Words } from "./model.ts";
import { entryAt, read, type Sound } from "./read.ts";
import { type Hunk, hunksOf, linesOf, marked, settled, wholeConflict } from "./render.ts";
import { woven } from "./weave.ts";

interface Woven {
  readonly name: SectionName;
  readonly head: string;
  readonly parts: readonly Part[];
  readonly hunks: readonly Hunk[];
}

interface Rest {
  readonly isClean: boolean;
  /** With conflict markers where it is not clean, and settled for either side. */
  readonly marked: string;
  readonly ours: string;
  readonly theirs: string;
}

export function byParts(request: MergeRequest): Merged | string {
  const { base, ours, theirs } = mapThree(request.sides, formOf);
  if (base === undefined || ours === undefined || theirs === undefined)
    return "one side is no text, or has line ends of both kinds";
  const forms = { base, ours, theirs };
  const loaded = mapThree(forms, ({ text }) => read(request, text));
  const cuts = cutAll(loaded);
  if (typeof cuts === "string") return cuts;
  const rest = restOf(
    request,
    mapThree(cuts, (cut) => cut.rest),
  );
  const sections = NAMES.flatMap((name) => {
    const three = mapThree(cuts, (cut) => cut[name]);
    return Object.values(three).every((section) => section === undefined)
      ? []
      : [sectionOf(request, name, three, cuts.base.rest)];
  });
  const all = sections.filter((section) => section !== undefined);
  if (rest === undefined || all.length < sections.length) return "both sides have put it in another order";
  return assembled(request, { forms, loaded, rest, sections: all });
}

const NAMES: readonly SectionName[] = ["people", "changes"];

function cutAll(loaded: Three<LoadedRoster>): Three<Cut> | string {
  const { base, ours, theirs } = mapThree(loaded, ({ reading }) => reading);
  if (base === undefined || ours === undefined || theirs === undefined) return "one side cannot be read";
  const readings = { base, ours, theirs };
  const isAmbiguous = [loaded.base, loaded.ours, loaded.theirs].some(({ findings }) =>
    findings.some(({ rule }) => rule === "duplicate-key"),
  );
  if (isAmbiguous || Object.values(readings).some(({ text }) => hasAliases(text))) {
    return "one side says a thing twice, or by an alias";
  }
  for (const named of [NAMES, NAMES.slice(1)]) {
    const cuts = mapThree(readings, (reading) => cutOf(reading, named));
    if (cuts.base !== undefined && cuts.ours !== undefined && cuts.theirs !== undefined)
      return { base: cuts.base, ours: cuts.ours, theirs: cuts.theirs };
  }
  return "the log is not a list of lines";
}

/** All but the sections, as git merges it; undefined where git cannot. */
function restOf({ mergeText }: MergeRequest, texts: Three<string>): Rest | undefined {
  const all = (text: string) => ({ isClean: true, marked: text, ours: text, theirs: text });
  if (texts.ours === texts.theirs || texts.ours === texts.base || texts.theirs === texts.base)
    return all(changed(texts));
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

/** Undefined where both have put the parts in another order, or in columns that cannot be made one. */
function sectionOf(
  { mergeText }: MergeRequest,
  name: SectionName,
  three: Three<Section | undefined>,
  around: string,
): Woven | undefined {
  const columns = mapThree(three, (section) => section?.column);
  const column =
    changed({ ...columns, base: columns.base ?? columns.theirs }) ?? columns.ours ?? columns.theirs;
  const sections = mapThree(three, (section) => section && inColumn(section, column ?? 0));
  const parts = woven(
    sections,
    (lines) => {
      const merged = mergeText(mapThree(lines, (text) => new TextEncoder().encode(text)));
      return merged?.isClean === true ? textOf(merged.bytes) : undefined;
    },
    around,
  );
  if (parts === undefined) return undefined;
  const heads = mapThree(sections, (section) => section?.head ?? "");
  // A key that had no entries, such as `changes: []`, takes none below it.
  const open = [sections.ours, sections.theirs].flatMap((each) => (each?.chunks.length ? [each.head] : []));
  const head = changed(heads);
  return { name, parts, hunks: hunksOf(parts, []), head: open.includes(head) ? head : (open[0] ?? head) };
}

interface Pieces {
  readonly forms: Three<Form>;
  readonly loaded: Three<LoadedRoster>;
  readonly rest: Rest;
  readonly sections: readonly Woven[];
}

function assembled(request: MergeRequest, { forms, loaded, rest, sections }: Pieces): Merged | string {
  const first = proven(request, rest, sections, "ours");
  if (first === undefined) return NOT_MEANT;
  const log = sections.find(({ name }) => name === "changes");
  const { ours, theirs } = loaded;
  const clashes =
    rest.isClean && log !== undefined
      ? clashesIn({
          parts: log.parts,
          standing: placesOf(log),
          merged: first,
          ours,
          theirs,
          entryAt: entryAt(first),
        })
      : [];
  const outside = clashes.find(({ places }) => places.length === 0);
  if (outside !== undefined) {
    const text = wholeConflict(forms.ours.text, forms.theirs.text, outside, request.size);
    return { isClean: false, bytes: formed(text, forms), clashes: [outside] };
  }
  const all = sections.map((each) =>
    each === log ? { ...each, hunks: hunksOf(each.parts, clashes) } : each,
  );
  const found: readonly Words[] = [
    ...all.flatMap(({ hunks }) => hunks),
    ...(rest.isClean ? [] : [IN_THE_REST]),
  ];
  const isProven =
    proven(request, rest, all, "theirs") && (clashes.length === 0 || proven(request, rest, all, "ours"));
  const text = joined(rest.marked, all, ({ parts, hunks }) => marked(parts, hunks, request.size));
  if (isProven === undefined || text === undefined) return NOT_MEANT;
  return { isClean: found.length === 0, bytes: formed(text, forms), clashes: found };
}

/** For each entry of the log that stands the place of its part. */
function placesOf({ parts, hunks }: Woven): readonly number[] {
  return settled(parts, hunks, "ours").flatMap(({ place, chunk }) => (chunk.body === "" ? [] : [place]));
}

const NOT_MEANT = "the way it is written keeps the merged entries from saying what they should";

const IN_THE_REST: Words = {
  message: "both sides changed the same lines beside the log",
  help: "keep what is right of the two",
};

/** Undefined where a section has no place of its own in the rest. */
function joined(
  rest: string,
  sections: readonly Woven[],
  body: (section: Woven) => string,
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

/** The merged text settled for one side, read again; undefined where it does not say what was meant. */
function proven(
  request: MergeRequest,
  rest: Rest,
  sections: readonly Woven[],
  side: Side,
): Sound | undefined {
  const stood = ({ parts, hunks }: Woven) => settled(parts, hunks, side);
  const text = joined(rest[side], sections, (section) => linesOf(stood(section)));
  const around = read(request, rest[side]).reading;
  if (text === undefined || around === undefined) return undefined;
  const meant: JsonMap = { ...around.value };
  for (const section of sections) {
    const chunks = stood(section).flatMap(({ chunk }) => (chunk.body === "" ? [] : [chunk]));
    const people = chunks.map(({ name, value }): readonly [string, JsonValue] => [
      name.replace(/^\d+ /, ""),
      value,
    ]);
    meant[section.name] =
      section.name === "changes" ? chunks.map(({ value }) => value) : Object.fromEntries(people);
  }
  const loaded = read(request, text);
  const { reading } = loaded;
  return reading !== undefined && sameRoster(reading.value, meant) ? { ...loaded, reading } : undefined;
}
