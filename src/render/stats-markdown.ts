/** Prints stats as Markdown tables (GitHub's form). */
import type { Stats, Total } from "../stats/model.ts";
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { buildNames } from "./names.ts";
import {
  COLUMNS,
  coverTexts,
  debtTexts,
  EXPLAINED,
  figuresOf,
  spanText,
  spreadText,
  vacancyTexts,
} from "./stats-rows.ts";

export function statsMarkdown(stats: Stats): string {
  const names = buildNames(stats.profiles, forMarkdown);
  const spread = spreadText(stats, names);
  const list = (heading: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`**${heading}**`, texts.map((text) => `- ${text}`).join("\n")];
  const blocks = [
    `## Time on call: ${forMarkdown(stats.team)}`,
    `${spanText(stats)}, days in ${forMarkdown(stats.zone.name)}. ${EXPLAINED}`,
    ...stats.roles.map((role) =>
      table(
        [names.role(role), ...COLUMNS],
        stats.people.flatMap(({ id, roles }) => {
          const served = roles.get(role);
          return served === undefined ? [] : [[names(id), ...figuresOf(served)]];
        }),
      ),
    ),
    ...list("Vacant", vacancyTexts(stats, names)),
    ...list("Covers and swaps", coverTexts(stats, names)),
    ...list("Who owes whom", debtTexts(stats, names)),
    ...(spread === undefined ? [] : [spread]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Several rosters: the team in front, and each person over all. */
export function teamStatsMarkdown(all: readonly Stats[], totals: readonly Total[]): string {
  const rows = [
    ...all.flatMap((stats) => {
      const names = buildNames(stats.profiles, forMarkdown);
      return stats.people.map(({ id, total }) => [forMarkdown(stats.team), names(id), ...figuresOf(total)]);
    }),
    ...totals.map((total) => ["over all", forMarkdown(total.name), ...figuresOf(total)]),
  ];
  const span = all.slice(0, 1).map((stats) => `${spanText(stats)}. ${EXPLAINED}`);
  return `${["## Time on call", ...span, table(["team", "name", ...COLUMNS], rows)].join("\n\n")}\n`;
}
