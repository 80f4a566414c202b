/** Whom test pages go to, and how they came out, as people read it: a line each, in columns. */
import { forTerminal } from "./escape.ts";
import { padEnd, widest, widthFor } from "./width.ts";

/** Who is to get pages. */
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

/** How one page came out. */
export interface ResultRow {
  readonly id: string;
  readonly way: string;
  readonly says: string;
}

export function resultsText(rows: readonly ResultRow[]): Promise<string> {
  return inColumns(rows.map(({ id, way, says }) => [id, way, says]));
}

async function inColumns(rows: readonly (readonly string[])[]): Promise<string> {
  const safe = rows.map((cells) => cells.map(forTerminal));
  const width = await widthFor(safe.flat());
  const columns = (safe[0] ?? []).map((_, column) =>
    widest(
      safe.map((cells) => cells[column] ?? ""),
      width,
    ),
  );
  return safe
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => padEnd(cell, columns[column] ?? 0, width))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
