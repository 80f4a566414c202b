/** Prints every table: cells in columns if the page has room for them, else a few lines for each row. */
import type { Palette, Styled } from "./palette.ts";
import { padEnd, type Width, widest, wrap } from "./width.ts";

/** What to print for: the columns of the terminal, and its styles. */
export interface Page {
  readonly columns: number;
  readonly palette: Palette;
}

/** On a narrower page no layout helps: lines run on. */
export const NARROWEST = 20;

/** A line of cells. Several texts in one cell go below one another. */
export type Cells = readonly (readonly Styled[])[];

/** Spaces between columns: generous if there is room. */
const GAPS = [4, 3, 2] as const;

/** Where each column begins. */
export type Grid = readonly number[];

/** A row of cells, its mark in the margin; or lines outside the columns, such as a heading or a note. */
export type TableRow =
  | { readonly cells: Cells; readonly gutter?: Styled }
  | { readonly lines: (grid: Grid) => readonly string[] };

export interface Table {
  readonly rows: readonly TableRow[];
  /** Spaces before the first column. */
  readonly indent: number;
  /** Spaces between columns, the widest choice first. */
  readonly gaps?: readonly number[];
}

const NO_GUTTER: Styled = { text: "", tone: "body" };

/** Prints the first of the tables that fits the page, or `stack` if none does. */
export function printTable(
  tables: readonly Table[],
  stack: () => readonly string[],
  page: Page,
  width: Width,
): readonly string[] {
  for (const { rows, indent, gaps = GAPS } of tables) {
    const cells = rows.flatMap((row) => ("cells" in row ? [row.cells] : []));
    const grid = layOut(cells, indent, gaps, page, width);
    if (grid === undefined) continue;
    return rows.flatMap((row) =>
      "cells" in row
        ? rowLines(row.cells, grid, row.gutter ?? NO_GUTTER, page.palette, width)
        : row.lines(grid),
    );
  }
  return stack();
}

/** Columns as wide as their widest cell; undefined if they do not fit beside `indent` spaces. */
function layOut(
  rows: readonly Cells[],
  indent: number,
  gaps: readonly number[],
  page: Page,
  width: Width,
): Grid | undefined {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    widest(
      rows.flatMap((row) => (row[column] ?? []).map((styled) => styled.text)),
      width,
    ),
  );
  const sum = widths.reduce((total, next) => total + next, 0);
  for (const gap of gaps) {
    // An empty column takes no room, nor does the gap after it.
    const used = widths.filter((columns) => columns > 0).length;
    const total = indent + sum + gap * Math.max(0, used - 1);
    if (total > page.columns) continue;
    let at = indent;
    return widths.map((columns) => {
      const start = at;
      at += columns === 0 ? 0 : columns + gap;
      return start;
    });
  }
  return undefined;
}

/** The lines of one row, without trailing spaces. `gutter` comes before the first. */
function rowLines(row: Cells, grid: Grid, gutter: Styled, palette: Palette, width: Width): readonly string[] {
  const height = Math.max(1, ...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = grid.map((start, column) => ({ start, styled: row[column]?.[line] }));
    const first = line === 0 ? [{ start: 0, styled: gutter }] : [];
    return placeTexts([...first, ...texts], palette, width);
  });
}

/** Puts texts at their columns on one line. */
function placeTexts(
  texts: readonly { readonly start: number; readonly styled: Styled | undefined }[],
  palette: Palette,
  width: Width,
): string {
  let line = "";
  let at = 0;
  for (const { start, styled } of texts) {
    if (styled === undefined || styled.text === "") continue;
    line += " ".repeat(Math.max(0, start - at)) + palette[styled.tone](styled.text);
    at = Math.max(at, start) + width(styled.text);
  }
  return line;
}

/** Writes a sentence below a row, after its mark; further lines begin where its words do. */
export function writeHanging(
  mark: string,
  phrases: readonly string[],
  tone: Styled["tone"],
  indent: number,
  page: Page,
  width: Width,
): readonly string[] {
  const column = indent + (mark === "" ? 0 : width(mark) + 1);
  return wrap(phrases, Math.max(1, page.columns - column), width).map((line, index) => {
    const before = index === 0 && mark !== "" ? `${" ".repeat(indent)}${mark} ` : " ".repeat(column);
    return before + page.palette[tone](line);
  });
}

/** Writes a label and its values: side by side if that fits, else below one another. */
export function writeLabel(
  label: Styled,
  labelWidth: number,
  values: readonly Styled[],
  indent: number,
  page: Page,
  width: Width,
): readonly string[] {
  const { columns, palette } = page;
  const column = indent + labelWidth + 2;
  if (values.every((value) => column + width(value.text) <= columns)) {
    return values.map((value, index) => {
      const text = index === 0 ? padEnd(label.text, labelWidth, width) : " ".repeat(labelWidth);
      return `${" ".repeat(indent)}${palette[label.tone](text)}  ${palette[value.tone](value.text)}`;
    });
  }
  return [
    ...writeHanging("", [label.text], label.tone, indent, page, width),
    ...values.flatMap((value) => writeHanging("", [value.text], value.tone, indent + 2, page, width)),
  ];
}
