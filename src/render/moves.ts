/** Whose weeks move, in a line each: `Bob   primary   Mon 14 Dec → Mon 21 Dec`. */
import type { Id, Person } from "../roster/model.ts";
import type { Move, Moves, Time } from "../timeline/moves.ts";
import { forTerminal } from "./escape.ts";
import { hanging, type Page, printTable, type Table, type TableRow } from "./grid.ts";
import { namesOf } from "./names.ts";
import type { Tone } from "./palette.ts";
import { aligned } from "./rows.ts";
import { clock, day, type Faces, moment } from "./when.ts";
import { padEnd, type Width, widest, widthFor } from "./width.ts";

export interface MovesView extends Faces, Moves {
  readonly people: ReadonlyMap<Id, Person>;
  /** Dates of another year than this say which. */
  readonly year: number;
}

/** Stands for a time that was not there, or is no more. */
const NOTHING = "nothing";

interface Line {
  readonly name: string;
  readonly role: string;
  readonly gone: string;
  readonly come: string;
  readonly tone: Tone;
}

/** Ends with a line break. */
export async function movesText(view: MovesView, page: Page): Promise<string> {
  const names = namesOf(view.people, forTerminal);
  const lines = view.moves.map(
    (move): Line => ({
      name: names(move.person),
      role: names.role(move.role),
      ...timesOf(move, view),
      tone: move.person === null && move.come !== undefined ? "vacant" : "body",
    }),
  );
  // The arrow takes one column; to have it measured would load a library.
  const width = await widthFor(lines.flatMap(({ name, role, gone, come }) => [name, role, gone, come]));
  const end = restOf(view);
  return [
    ...printTable([inColumns(lines, width)], () => stacked(lines, page, width), page, width),
    ...(end === undefined ? [] : hanging("", end.split(" "), "faint", 0, page, width)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** What is said behind the last move; undefined where these are all. */
export function restOf({ moves, rest, zone, year }: MovesView): string | undefined {
  if (moves.length === 0) return "nobody's weeks move";
  if (rest === undefined) return undefined;
  return rest.until === undefined
    ? "and so on, each cycle"
    : `and so on, until ${day(zone, rest.until, year)}`;
}

export function timesOf({ gone, come }: Move, view: MovesView): Pick<Line, "gone" | "come"> {
  const text = (change: Time | undefined) => (change === undefined ? NOTHING : timeOf(change, view));
  return { gone: text(gone), come: text(come) };
}

/** A whole shift by the date of its handoff, a part of one by its times. */
function timeOf({ start, end, shift }: Time, view: MovesView): string {
  const { zone, viewer, year } = view;
  if (start === shift.start && end === shift.end) return aligned(day(zone, start, year));
  const sameDay = day(zone, start, undefined) === day(zone, end, undefined);
  const until = sameDay && viewer === undefined ? clock(zone, end) : moment(view, end, year);
  return `${moment(view, start, year)} – ${until}`;
}

/** Spaces between columns; where the narrower gap is too wide too, each move takes lines of its own. */
const GAPS = [3, 2];

function inColumns(lines: readonly Line[], width: Width): Table {
  const goneColumns = widest(
    lines.map(({ gone }) => gone),
    width,
  );
  const rows = lines.map(({ name, role, gone, come, tone }): TableRow => {
    const texts = [name, role, `${padEnd(gone, goneColumns, width)} → ${come}`];
    return { cells: texts.map((text) => [{ text, tone }]) };
  });
  return { rows, indent: 0, gaps: GAPS };
}

function stacked(lines: readonly Line[], page: Page, width: Width): readonly string[] {
  return lines.flatMap(({ name, role, gone, come, tone }) => [
    ...hanging("", [`${name},`, role], tone, 0, page, width),
    ...hanging("", [gone, `→ ${come}`], tone, 2, page, width),
  ]);
}
