/** Prints stats as Markdown tables (GitHub's form). */
import type { Stats, Total } from "../stats/model.ts";
import { capitalize } from "../text/letters.ts";
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { buildNames } from "./names.ts";
import {
  COLUMNS,
  EXPLAINED,
  type FigureLine,
  listRemarks,
  listRoleLines,
  listTeamLines,
  spanText,
  spreadText,
} from "./stats-rows.ts";

export function statsMarkdown(stats: Stats): string {
  const names = buildNames(stats.profiles, forMarkdown);
  const spread = spreadText(stats, names);
  const blocks = [
    `## Time on call: ${forMarkdown(stats.team)}`,
    `${spanText(stats)}, days in ${forMarkdown(stats.zone.name)}. ${EXPLAINED}`,
    ...stats.roles.map((role) =>
      table(
        [names.role(role), ...COLUMNS.map(({ name }) => name)],
        listRoleLines(stats, role, names).map(cellsOf),
      ),
    ),
    ...listRemarks(stats, names).flatMap(({ heading, texts }) => [
      `**${capitalize(heading)}**`,
      texts.map((text) => `- ${text}`).join("\n"),
    ]),
    ...(spread === undefined ? [] : [spread]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Several rosters: the team in front, and each person over all. */
export function teamStatsMarkdown(all: readonly Stats[], totals: readonly Total[]): string {
  const rows = listTeamLines(all, totals, forMarkdown).map(cellsOf);
  const span = all.slice(0, 1).map((stats) => `${spanText(stats)}. ${EXPLAINED}`);
  return `${["## Time on call", ...span, table(["team", "name", ...COLUMNS.map(({ name }) => name)], rows)].join("\n\n")}\n`;
}

function cellsOf({ labels, served }: FigureLine): readonly string[] {
  return [...labels, ...COLUMNS.map(({ figureOf }) => figureOf(served))];
}
