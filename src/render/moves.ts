/**
 * Prints what moves: a turn by its dates, `Bob   primary   Mon 14 Dec → Mon 21 Dec`, covered time by its people,
 * `Thu 3 Dec 18:00–23:00   primary   Ana → Dev`, and other hours of duty by their length, `Bob   primary   Mon 14 Dec, 40 h →
 * 35 h`. The arrow always points from before to now.
 */
import type { Id, Person } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import { formatHours } from "../time/length.ts";
import type { Change } from "../timeline/changes.ts";
import type { Moves } from "../timeline/moves.ts";
import type { TurnMove } from "../timeline/turns.ts";
import { forTerminal } from "./escape.ts";
import { type Page, printTable, type Table, type TableRow, writeHanging } from "./grid.ts";
import { buildNames, type Names } from "./names.ts";
import type { Tone } from "./palette.ts";
import { align } from "./rows.ts";
import { dutySpan } from "./schedule.ts";
import { clock, day, type Faces, moment } from "./when.ts";
import { padEnd, type Width, widest, widthFor } from "./width.ts";

export interface MovesView extends Faces, Moves {
  readonly people: ReadonlyMap<Id, Person>;
  /** Dates in other years say which. */
  readonly year: number;
}

/** For a turn that was not there, or is no longer. */
const NOTHING = "nothing";

export interface MoveRow {
  /** Whose turn, or which time. */
  readonly subject: string;
  readonly role: string;
  readonly from: string;
  readonly to: string;
  readonly tone: Tone;
}

/** Ends with a line break. */
export async function movesText(view: MovesView, page: Page): Promise<string> {
  const names = buildNames(view.people, forTerminal);
  const tables = [turnRows(view, names), coverRows(view, names), hoursRows(view, names)].filter(
    (rows) => rows.length > 0,
  );
  // The arrow takes one column; to measure it would load a library.
  const width = await widthFor(
    tables.flat().flatMap(({ subject, role, from, to }) => [subject, role, from, to]),
  );
  const end = restText(view);
  const blocks = [
    ...tables.map((rows) => printTable([layOut(rows, width)], () => stack(rows, page, width), page, width)),
    ...(end === undefined ? [] : [writeHanging("", end.split(" "), "faint", 0, page, width)]),
  ];
  // Only two tables need a line between them.
  return `${blocks
    .map((lines) => lines.join("\n"))
    .reduce((text, block, index) => `${text}\n${index < tables.length ? "\n" : ""}${block}`)}\n`;
}

/** What comes after the last move; undefined if these are all. */
export function restText({ turns, covers, hours, rest, zone, year }: MovesView): string | undefined {
  if (turns.length === 0 && covers.length === 0 && hours.length === 0) return "no shifts change";
  if (rest === undefined) return undefined;
  return rest.until === undefined
    ? "and so on, every cycle"
    : `and so on until ${day(zone, rest.until, year)}`;
}

export function turnRows(view: MovesView, names: Names): readonly MoveRow[] {
  return view.turns.map((move) => ({
    subject: names(move.person),
    role: names.role(move.role),
    ...timesText(move, view),
    tone: move.person === null && move.to !== undefined ? "vacant" : "body",
  }));
}

export function coverRows(view: MovesView, names: Names): readonly MoveRow[] {
  return view.covers.map((cover) => ({
    subject: coverTimeText(cover, view),
    role: names.role(cover.role),
    from: names(cover.from),
    to: names(cover.to),
    tone: cover.to === null ? "vacant" : "body",
  }));
}

/** `Mon 30 Nov, 40 h → 35 h`. */
export function hoursRows(view: MovesView, names: Names): readonly MoveRow[] {
  return view.hours.map(({ person, role, start, from, to }) => ({
    subject: names(person),
    role: names.role(role),
    from: `${align(day(view.zone, start, view.year))}, ${formatHours(from)}`,
    to: from === to ? `${formatHours(to)}, at other times` : formatHours(to),
    tone: "body",
  }));
}

/** A shift goes by the date of its handoff, and by its hours too if the date stays the same. */
function timesText({ from, to }: TurnMove, view: MovesView): Pick<MoveRow, "from" | "to"> {
  const { zone, year } = view;
  const date = ({ start }: Interval) => align(day(zone, start, year));
  const start = (time: Interval) => moment(view, time.start, year);
  const both = (time: Interval) => `${start(time)} – ${moment(view, time.end, year)}`;
  const text = [date, start].find((each) => !from || !to || each(from) !== each(to)) ?? both;
  return { from: from ? text(from) : NOTHING, to: to ? text(to) : NOTHING };
}

/** A whole shift by the date of its handoff, a part of one by its hours. */
function coverTimeText(cover: Change, view: MovesView): string {
  const { zone, viewer, year } = view;
  const { start, end, shift } = cover;
  const whole = dutySpan(shift);
  if (start === whole.start && end === whole.end) return align(day(zone, shift.start, year));
  const from = moment(view, start, year);
  const isOneDay = day(zone, start, undefined) === day(zone, end, undefined);
  return isOneDay && viewer === undefined
    ? `${from}–${clock(zone, end)}`
    : `${from} – ${moment(view, end, year)}`;
}

/** Spaces between columns; if even the narrower gap is too wide, each move has lines of its own. */
const GAPS = [3, 2];

function layOut(rows: readonly MoveRow[], width: Width): Table {
  const columns = widest(
    rows.map(({ from }) => from),
    width,
  );
  const cells = ({ subject, role, from, to, tone }: MoveRow): TableRow => {
    const texts = [subject, role, `${padEnd(from, columns, width)} → ${to}`];
    return { cells: texts.map((text) => [{ text, tone }]) };
  };
  return { rows: rows.map(cells), indent: 0, gaps: GAPS };
}

function stack(rows: readonly MoveRow[], page: Page, width: Width): readonly string[] {
  return rows.flatMap(({ subject, role, from, to, tone }) => [
    ...writeHanging("", [`${subject},`, role], tone, 0, page, width),
    ...writeHanging("", [from, `→ ${to}`], tone, 2, page, width),
  ]);
}
