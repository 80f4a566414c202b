/** The parts of a section and what clashes in it in, its lines out: as one side has them there, or as a conflict that tells what it is about. */
import type { Chunk, Clash, Part, Side, Words } from "./model.ts";

/** What is to be settled by hand: in place of its first part stand all of them. */
export type Hunk = Clash;

/** Clashes as hunks of which no two have a part in common; the parts' own among them. */
export function hunksOf(parts: readonly Part[], clashes: readonly Clash[]): readonly Hunk[] {
  const own = parts.flatMap(({ clash }, place): readonly Clash[] =>
    clash === undefined ? [] : [{ ...clash, places: [place] }],
  );
  const hunks: Hunk[] = [];
  for (const clash of [...own, ...clashes]) {
    const shared = hunks.filter(({ places }) => places.some((place) => clash.places.includes(place)));
    const [first = clash] = shared;
    const places = [...new Set([...shared, clash].flatMap((each) => each.places))].sort((a, b) => a - b);
    for (const each of shared) hunks.splice(hunks.indexOf(each), 1);
    if (places.length > 0) hunks.push({ ...first, places });
  }
  return hunks;
}

export interface Stood {
  readonly place: number;
  readonly chunk: Chunk;
}

/** What stands in the file where every hunk is settled for one side. */
export function settled(parts: readonly Part[], hunks: readonly Hunk[], side: Side): readonly Stood[] {
  return rows(parts, hunks).flatMap((row) => {
    if (row.kind === "part") return [{ place: row.place, chunk: row.chunk }];
    return row.hunk.places.flatMap((place) => {
      const chunk = parts[place]?.[side];
      return chunk === undefined ? [] : [{ place, chunk }];
    });
  });
}

export function linesOf(chunks: readonly Stood[]): string {
  return chunks.map(({ chunk }) => chunk.lead + chunk.body).join("");
}

type Row =
  | { readonly kind: "part"; readonly place: number; readonly chunk: Chunk }
  | { readonly kind: "hunk"; readonly hunk: Hunk };

function rows(parts: readonly Part[], hunks: readonly Hunk[]): readonly Row[] {
  const byPlace = new Map(hunks.flatMap((hunk) => hunk.places.map((place) => [place, hunk] as const)));
  return parts.flatMap(({ merged }, place): readonly Row[] => {
    const hunk = byPlace.get(place);
    if (hunk !== undefined) return hunk.places[0] === place ? [{ kind: "hunk", hunk }] : [];
    return merged === undefined ? [] : [{ kind: "part", place, chunk: merged }];
  });
}

/** With git's markers, of git's size, around what clashes. */
export function marked(parts: readonly Part[], hunks: readonly Hunk[], size: number): string {
  return rows(parts, hunks)
    .map((row) => {
      if (row.kind === "part") return row.chunk.lead + row.chunk.body;
      const chunks = (side: Side) => row.hunk.places.flatMap((place) => parts[place]?.[side] ?? []);
      const [ours, theirs] = [chunks("ours"), chunks("theirs")];
      const leads = new Set([...ours, ...theirs].map(({ lead }) => lead));
      const [lead = ""] = leads.size === 1 && row.hunk.places.length === 1 ? leads : [];
      const text = (some: readonly Chunk[]) =>
        some.map((each) => (lead === "" ? each.lead : "") + each.body).join("");
      return lead + conflict(text(ours), text(theirs), row.hunk, size);
    })
    .join("");
}

/** What either side has, in git's markers; the words stand where git names the branches. */
function conflict(ours: string, theirs: string, { message, help }: Words, size: number, eol = "\n"): string {
  const [open, middle, close] = ["<", "=", ">"].map((sign) => sign.repeat(size));
  return `${open} ours: ${message}${eol}${ours}${middle}${eol}${theirs}${close} theirs: ${help}${eol}`;
}

/** Two texts as one conflict in the line ends of ours, less the lines that both begin and end with. */
export function wholeConflict(ours: string, theirs: string, words: Words, size: number): string {
  const one = ours.split(/(?<=\n)/);
  const other = theirs.split(/(?<=\n)/);
  const eol = ours.includes("\r\n") ? "\r\n" : "\n";
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++;
  const middle = (lines: readonly string[]) =>
    lines
      .slice(head, lines.length - tail)
      .join("")
      .replace(/(?<=[^\n])$/, eol);
  const rest = tail === 0 ? "" : one.slice(-tail).join("");
  return one.slice(0, head).join("") + conflict(middle(one), middle(other), words, size, eol) + rest;
}
