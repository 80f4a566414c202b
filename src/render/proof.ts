/** Lists who gets test pages, and the result of each, in columns. */
import { forTerminal } from "./escape.ts";
import { printTable } from "./grid.ts";
import { plain, type Styled } from "./palette.ts";
import { widthFor } from "./width.ts";

/** Somebody to page. */
export interface PageRow {
  readonly id: string;
  readonly name: string;
  /** The ways, such as `sms and voice`. */
  readonly ways: string;
  /** What may be shown of the number, or the name there. */
  readonly address: string;
  /** What time it is there. */
  readonly clock: string;
}

export function pagesText(rows: readonly PageRow[]): Promise<string> {
  return inColumns(
    rows.map(({ id, name, ways, address, clock }) => [id, name, ways, address, `${clock} there`]),
  );
}

/** The result of one page. */
export interface ResultRow {
  readonly id: string;
  readonly way: string;
  readonly text: string;
}

export function resultsText(rows: readonly ResultRow[]): Promise<string> {
  return inColumns(rows.map(({ id, way, text }) => [id, way, text]));
}

async function inColumns(texts: readonly (readonly string[])[]): Promise<string> {
  const rows = texts.map((cells) => ({
    cells: cells.map((text): readonly Styled[] => [{ text: forTerminal(text), tone: "body" }]),
  }));
  const width = await widthFor(texts.flat().map(forTerminal));
  // A page is one line, however narrow the terminal.
  const page = { columns: Number.POSITIVE_INFINITY, palette: plain };
  const lines = printTable([{ rows, indent: 0, gaps: [2] }], () => [], page, width);
  return lines.map((line) => `${line}\n`).join("");
}
