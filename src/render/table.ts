/**
 * Prints the schedule for a terminal, a line for each shift. Names that do not fit side by side go below one another: a
 * name that is cut may be somebody else's.
 */
import type { Instant } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import {
  type Cells,
  NARROWEST,
  type Page,
  printTable,
  type Table,
  type TableRow,
  writeHanging,
  writeLabel,
} from "./grid.ts";
import { NOTE, NOW, nowLines } from "./marks.ts";
import { buildNames, type Names, NOBODY } from "./names.ts";
import type { Note } from "./notes.ts";
import type { Styled } from "./palette.ts";
import { personLines } from "./person.ts";
import { type Block, buildBlocks, type Row } from "./rows.ts";
import { type Schedule, viewerIn } from "./schedule.ts";
import { type Width, widest, widthFor } from "./width.ts";

/** The mark and a space. */
const GUTTER = 2;

export async function scheduleTable(schedule: Schedule, page: Page): Promise<string> {
  const names = buildNames(schedule.people, forTerminal);
  const width = await widthFor(listTexts(schedule, names));
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const shown = { ...schedule, viewer: viewerIn(schedule, listInstants(schedule)) };
  const lines = [
    ...writeHanging("", titlePhrases(schedule, names), "title", 0, sheet, width),
    ...(schedule.person === undefined
      ? shiftLines(shown, names, sheet, width)
      : personLines(shown, schedule.person, names, sheet, width)),
  ];
  return `${lines.join("\n")}\n`;
}

function titlePhrases({ team, person }: Schedule, names: Names): readonly string[] {
  return person === undefined ? [forTerminal(team)] : [`${names(person)},`, forTerminal(team)];
}

/** Every text of the roster that the page shows. */
function listTexts(schedule: Schedule, names: Names): readonly string[] {
  const stretches = schedule.shifts.flatMap((shift) => shift.stretches);
  const served = stretches.flatMap(({ engineer, scheduled, covers }) => [
    engineer,
    scheduled,
    ...covers.map((cover) => cover.person),
  ]);
  const ids = new Set([schedule.person ?? null, ...served]);
  const roles = new Set(schedule.shifts.flatMap((shift) => shift.terms.roles));
  return [forTerminal(schedule.team), ...[...ids].map(names), ...[...roles].map(names.role)];
}

function listInstants(schedule: Schedule): readonly Instant[] {
  return schedule.shifts.flatMap((shift) => [shift.start, ...shift.stretches.map((stretch) => stretch.end)]);
}

function shiftLines(schedule: Schedule, names: Names, page: Page, width: Width): readonly string[] {
  const blocks = buildBlocks(schedule, names);
  if (blocks.length === 0) return ["no shifts in this time"];
  return [
    ...printTable(
      [inColumns(blocks, "beside", page, width), inColumns(blocks, "below", page, width)],
      () => stack(blocks, page, width),
      page,
      width,
    ),
    ...vacancyLines(blocks, page, width),
    ...nowLines(schedule, schedule.shifts, page, width),
  ];
}

/** A line for each shift, its notes beside it, or below it where the page is too narrow for that. */
function inColumns(blocks: readonly Block[], notes: "beside" | "below", page: Page, width: Width): Table {
  const longest = widest(
    blocks.flatMap(({ rows }) => rows.flatMap((row) => row.notes.map(({ phrases }) => phrases.join(" ")))),
    width,
  );
  const notesBelow = (row: Row): TableRow => ({
    // Below the first name if all notes fit there on one line, else further to the left.
    lines: ([, , names = GUTTER]) =>
      noteLines(row, names + GUTTER + longest <= page.columns ? names : 2 * GUTTER, page, width),
  });
  const tableRows = blocks.flatMap((block): readonly TableRow[] => [
    { lines: () => [...headingLines(block, blocks, page, width), ""] },
    { cells: headerCells(block, blocks) },
    ...block.rows.flatMap((row): readonly TableRow[] => {
      const cells = rowCells(row, block, blocks);
      const gutter: Styled = { text: row.running ? NOW : "", tone: "now" };
      return notes === "beside"
        ? [{ cells: [...cells, noteTexts(row)], gutter }]
        : [{ cells, gutter }, notesBelow(row)];
    }),
  ]);
  return { rows: tableRows, indent: GUTTER };
}

function headerCells(block: Block, blocks: readonly Block[]): Cells {
  const yours = block.rows.some((row) => row.yours !== "") ? "yours" : "";
  const texts = ["", yours, ...block.roles];
  return [
    ...texts.map((text): readonly Styled[] => [{ text, tone: "faint" }]),
    ...missingRoles(block, blocks),
  ];
}

function rowCells(row: Row, block: Block, blocks: readonly Block[]): Cells {
  const dates = Math.max(...blocks.flatMap(({ rows }) => rows.map(({ date }) => date.length)));
  // Times line up, with a year before them or not.
  const date = row.time === "" ? row.date : `${row.date.padEnd(dates)} ${row.time}`;
  return [
    [{ text: date, tone: row.running ? "now" : "body" }],
    [{ text: row.yours, tone: "faint" }],
    ...row.roles.map(({ holders }) => holders),
    ...missingRoles(block, blocks),
  ];
}

/** Empty cells where another block has more roles, so that notes line up. */
function missingRoles(block: Block, blocks: readonly Block[]): Cells {
  const most = Math.max(...blocks.map(({ roles }) => roles.length));
  return Array.from({ length: most - block.roles.length }, () => []);
}

function noteTexts(row: Row): readonly Styled[] {
  return row.notes.map((note) => {
    return { text: `${note.running ? NOW : NOTE} ${note.phrases.join(" ")}`, tone: noteTone(note) };
  });
}

function noteLines(row: Row, indent: number, page: Page, width: Width): readonly string[] {
  return row.notes.flatMap((note) =>
    writeHanging(note.running ? NOW : NOTE, note.phrases, noteTone(note), indent, page, width),
  );
}

function noteTone(note: Note): Styled["tone"] {
  if (note.kind === "length") return "faint";
  return note.running ? "now" : "cover";
}

/** A few lines for each shift, for narrow pages and long names. */
function stack(blocks: readonly Block[], page: Page, width: Width): readonly string[] {
  const indent = 2 * GUTTER;
  return blocks.flatMap((block) => {
    const roleWidth = widest(block.roles, width);
    return [
      ...headingLines(block, blocks, page, width),
      ...block.rows.flatMap((row) => [
        "",
        ...startLines(row, page, width),
        ...row.roles.flatMap(({ role, holders }) =>
          writeLabel({ text: role, tone: "faint" }, roleWidth, holders, indent, page, width),
        ),
        ...noteLines(row, indent, page, width),
      ]),
    ];
  });
}

function startLines(row: Row, page: Page, width: Width): readonly string[] {
  const date = [row.date.replace("  ", " "), row.time].filter((text) => text !== "").join(" ");
  const phrases = row.yours === "" ? [date] : [date, `(${row.yours} yours)`];
  const tone = row.running ? "now" : "body";
  return row.running
    ? writeHanging(NOW, phrases, tone, 0, page, width)
    : writeHanging("", phrases, tone, GUTTER, page, width);
}

function headingLines(block: Block, blocks: readonly Block[], page: Page, width: Width): readonly string[] {
  const lines = writeHanging("", block.heading, "faint", 0, page, width);
  return block === blocks[0] ? lines : ["", ...lines];
}

/** Repeated at the end, because a long list scrolls away. */
function vacancyLines(blocks: readonly Block[], page: Page, width: Width): readonly string[] {
  const rows = blocks.flatMap((block) => block.rows);
  const count = rows.filter((row) =>
    row.roles.some(({ holders }) => holders.some(({ tone }) => tone === "vacant")),
  ).length;
  if (count === 0) return [];
  const phrases = [count === 1 ? "1 shift has" : `${count} shifts have`, `a role that ${NOBODY} serves`];
  return ["", ...writeHanging("", phrases, "vacant", 0, page, width)];
}
