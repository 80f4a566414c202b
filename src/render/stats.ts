/** Prints stats for a terminal: a table for each role, a bar for each person, covers, debts and the spread. */
import type { Served, Stats, Total } from "../stats/model.ts";
import { forTerminal } from "./escape.ts";
import {
  type Cells,
  NARROWEST,
  type Page,
  printTable,
  type Table,
  type TableRow,
  writeHanging,
} from "./grid.ts";
import { buildNames, type Names } from "./names.ts";
import type { Styled } from "./palette.ts";
import {
  COLUMNS,
  EXPLAINED,
  type FigureLine,
  listRemarks,
  listRoleLines,
  listTeamLines,
  spanText,
  spreadText,
  standingText,
  writeHours,
} from "./stats-rows.ts";
import { type Width, widthFor } from "./width.ts";

/** How long a bar may be, and its signs: served within the fair share, missing to it, beyond it. */
const BAR = { length: 20, served: "█", missing: "░", beyond: "▓" } as const;

const BAR_EXPLAINED = `A bar: ${BAR.served} hours served, ${BAR.missing} missing to the fair share, ${BAR.beyond} beyond it.`;

/** One roster's; `withBars`: at a terminal. */
export async function statsTable(stats: Stats, page: Page, withBars: boolean): Promise<string> {
  const names = buildNames(stats.profiles, forTerminal);
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const width = await widthFor([
    forTerminal(stats.team),
    ...stats.people.map(({ id }) => names(id)),
    ...stats.roles.map(names.role),
  ]);
  const say = (text: string, tone: Styled["tone"], indent = 0) =>
    writeHanging("", text.split(" "), tone, indent, sheet, width);
  const spread = spreadText(stats, names);
  const lines = [
    ...say(forTerminal(stats.team), "title"),
    ...say(`${spanText(stats)}, days in ${stats.zone.name}`, "faint"),
    ...(stats.people.length === 0 ? ["", "nobody was in the queue in this time"] : []),
    ...(stats.people.length === 0
      ? []
      : stats.roles.flatMap((role) => [
          "",
          ...tableLines([names.role(role)], listRoleLines(stats, role, names), sheet, width),
        ])),
    ...standingLines(stats, names, withBars, sheet, width),
    ...listRemarks(stats, names).flatMap(({ heading, texts }) => [
      "",
      ...say(heading, "faint"),
      ...texts.flatMap((text) => say(text, heading === "vacant" ? "vacant" : "body", 2)),
    ]),
    ...(spread === undefined ? [] : ["", ...say(spread, "body")]),
    "",
    ...say(withBars ? `${EXPLAINED} ${BAR_EXPLAINED}` : EXPLAINED, "faint"),
  ];
  return `${lines.join("\n")}\n`;
}

/** Several rosters: the team in front, and below each person over all. */
export async function teamStatsTable(
  all: readonly Stats[],
  totals: readonly Total[],
  page: Page,
): Promise<string> {
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const rows = listTeamLines(all, totals, forTerminal);
  const width = await widthFor(rows.flatMap(({ labels }) => labels));
  const [first] = all;
  const lines = [
    ...(first === undefined ? [] : [...writeHanging("", [spanText(first)], "faint", 0, sheet, width), ""]),
    ...tableLines(["team", ""], rows, sheet, width),
    "",
    ...writeHanging("", EXPLAINED.split(" "), "faint", 0, sheet, width),
  ];
  return `${lines.join("\n")}\n`;
}

/** The hours of each person over all roles, against the fair share. */
function standingLines(
  { people }: Stats,
  names: Names,
  withBars: boolean,
  page: Page,
  width: Width,
): readonly string[] {
  if (people.length === 0) return [];
  const most = Math.max(...people.map(({ total }) => Math.max(total.time, total.share)));
  const rows = people.map(({ id, total }) => ({
    name: names(id),
    bar: withBars ? drawBar(total, most) : "",
    text: `${writeHours(total.time)} h, ${standingText(total)} the fair share`,
  }));
  const table: Table = {
    indent: 2,
    gaps: [2],
    rows: rows.map(({ name, bar, text }) => ({
      cells: [[{ text: name, tone: "body" }], [{ text: bar, tone: "now" }], [{ text, tone: "body" }]],
    })),
  };
  const stack = () =>
    rows.flatMap(({ name, text }) => writeHanging("", [`${name}:`, text], "body", 2, page, width));
  return ["", page.palette.faint("all roles"), ...printTable([table], stack, page, width)];
}

function tableLines(
  heading: readonly string[],
  rows: readonly FigureLine[],
  page: Page,
  width: Width,
): readonly string[] {
  const columns = COLUMNS.map(({ name, figureOf }) => {
    const figures = rows.map(({ served }) => figureOf(served).length);
    return { name, figureOf, length: Math.max(name.length, ...figures) };
  });
  const toCells = (texts: readonly string[], tone: Styled["tone"]): Cells =>
    texts.map((text) => [{ text, tone }]);
  const header = columns.map(({ name, length }) => name.padStart(length));
  const cells: readonly TableRow[] = [
    { cells: toCells([...heading, ...header], "faint") },
    ...rows.map(({ labels, served }) => {
      const figures = columns.map(({ figureOf, length }) => figureOf(served).padStart(length));
      return { cells: toCells([...labels, ...figures], "body") };
    }),
  ];
  const stack = () => [
    ...writeHanging(
      "",
      heading.filter((text) => text !== ""),
      "faint",
      0,
      page,
      width,
    ),
    ...rows.flatMap(({ labels, served }) => [
      ...writeHanging("", labels, "body", 2, page, width),
      ...COLUMNS.flatMap(({ name, figureOf }) =>
        writeHanging("", [`${name}:`, figureOf(served)], "body", 4, page, width),
      ),
    ]),
  ];
  return printTable([{ rows: cells, indent: 2, gaps: [2, 1] }], stack, page, width);
}

/** As long as the hours, or as the fair share if that is more; `most` fills it. */
function drawBar({ time, share }: Served, most: number): string {
  const scale = (length: number) => Math.round((BAR.length * length) / Math.max(1, most));
  const [done, fair] = [scale(time), scale(share)];
  return [
    BAR.served.repeat(Math.min(done, fair)),
    BAR.missing.repeat(Math.max(0, fair - done)),
    BAR.beyond.repeat(Math.max(0, done - fair)),
  ].join("");
}
