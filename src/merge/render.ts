/** Writes the parts of a section as lines: settled for one side, or with conflict markers that say what the conflict is about. */
import type { Chunk, Conflict, Message, Part, Side } from "./model.ts";

/** A conflict to settle by hand. All its parts are written at the place of the first. */
export type Hunk = Conflict;

/** Groups conflicts, the parts' own included, into hunks that share no part. */
export function groupHunks(parts: readonly Part[], conflicts: readonly Conflict[]): readonly Hunk[] {
  const own = parts.flatMap(({ conflict }, place): readonly Conflict[] =>
    conflict === undefined ? [] : [{ ...conflict, places: [place] }],
  );
  const hunks: Hunk[] = [];
  for (const conflict of [...own, ...conflicts]) {
    const shared = hunks.filter(({ places }) => places.some((place) => conflict.places.includes(place)));
    const [first = conflict] = shared;
    const places = [...new Set([...shared, conflict].flatMap((each) => each.places))].sort((a, b) => a - b);
    for (const each of shared) hunks.splice(hunks.indexOf(each), 1);
    if (places.length > 0) hunks.push({ ...first, places });
  }
  return hunks;
}

export interface SettledChunk {
  readonly place: number;
  readonly chunk: Chunk;
}

/** The chunks that the file holds when every hunk is settled for one side. */
export function settle(parts: readonly Part[], hunks: readonly Hunk[], side: Side): readonly SettledChunk[] {
  return listRows(parts, hunks).flatMap((row) => {
    if (row.kind === "part") return [{ place: row.place, chunk: row.chunk }];
    return row.hunk.places.flatMap((place) => {
      const chunk = parts[place]?.[side];
      return chunk === undefined ? [] : [{ place, chunk }];
    });
  });
}

export function joinLines(chunks: readonly SettledChunk[]): string {
  return chunks.map(({ chunk }) => chunk.lead + chunk.body).join("");
}

type SectionRow =
  | { readonly kind: "part"; readonly place: number; readonly chunk: Chunk }
  | { readonly kind: "hunk"; readonly hunk: Hunk };

function listRows(parts: readonly Part[], hunks: readonly Hunk[]): readonly SectionRow[] {
  const byPlace = new Map(hunks.flatMap((hunk) => hunk.places.map((place) => [place, hunk] as const)));
  return parts.flatMap(({ merged }, place): readonly SectionRow[] => {
    const hunk = byPlace.get(place);
    if (hunk !== undefined) return hunk.places[0] === place ? [{ kind: "hunk", hunk }] : [];
    return merged === undefined ? [] : [{ kind: "part", place, chunk: merged }];
  });
}

/** The section with git's markers, at git's length, around each conflict. */
export function renderMarked(parts: readonly Part[], hunks: readonly Hunk[], size: number): string {
  return listRows(parts, hunks)
    .map((row) => {
      if (row.kind === "part") return row.chunk.lead + row.chunk.body;
      const chunks = (side: Side) => row.hunk.places.flatMap((place) => parts[place]?.[side] ?? []);
      const [ours, theirs] = [chunks("ours"), chunks("theirs")];
      const leads = new Set([...ours, ...theirs].map(({ lead }) => lead));
      const [lead = ""] = leads.size === 1 && row.hunk.places.length === 1 ? leads : [];
      const text = (some: readonly Chunk[]) =>
        some.map((each) => (lead === "" ? each.lead : "") + each.body).join("");
      return lead + renderConflict(text(ours), text(theirs), row.hunk, size);
    })
    .join("");
}

/** Both sides in git's markers, with the message where git names the branches. */
function renderConflict(
  ours: string,
  theirs: string,
  { message, help }: Message,
  size: number,
  eol = "\n",
): string {
  const [open, middle, close] = ["<", "=", ">"].map((sign) => sign.repeat(size));
  return `${open} ours: ${message}${eol}${ours}${middle}${eol}${theirs}${close} theirs: ${help}${eol}`;
}

/** Two whole texts as one conflict, in our line endings, without the lines they share at the start and end. */
export function renderWholeConflict(ours: string, theirs: string, words: Message, size: number): string {
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
  return one.slice(0, head).join("") + renderConflict(middle(one), middle(other), words, size, eol) + rest;
}
