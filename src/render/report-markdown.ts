/** Prints a lint report as Markdown (GitHub's form), for the summary of a job or a comment on a pull request. */

import type { BaseComparison, Report } from "../lint/report.ts";
import type { Finding } from "../roster/finding.ts";
import type { Instant } from "../time/zone.ts";
import { listChanged } from "./changed.ts";
import { mergeBefore } from "./comparison.ts";
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { movesMarkdown } from "./moves-markdown.ts";
import { yearOf } from "./when.ts";

/** Lets a workflow find the comment that it wrote before. No text of a roster can look like it. */
export const MARKER = "<!-- oncall lint -->";

/** A comment holds 65,536 characters, a summary 1 MiB. */
const MOST = 60_000;
/** How much of it the moves may take, and one text: a name can be as long as a roster. */
const MOVES = 30_000;
const CELL = 1000;

/** Ends with a line break. */
export function reportMarkdown({ findings, comparison }: Report, now: Instant): string {
  const moves =
    comparison === undefined ? [] : ["### Whose weeks move", ...comparisonParts(comparison, now, MOVES)];
  return writeReport("Roster", findings, moves);
}

/** One report for several rosters. */
export function reportsMarkdown(
  linted: readonly { readonly file: string; readonly report: Report }[],
  now: Instant,
): string {
  const changed = listChanged(linted);
  const room = MOVES / Math.max(1, changed.length);
  const moves = changed.flatMap(({ file, report: { comparison } }) => [
    `### Whose weeks move: ${cell(file)}`,
    ...comparisonParts(comparison, now, room),
  ]);
  const findings = linted.flatMap(({ report }) => report.findings);
  return writeReport(`${linted.length} rosters`, findings, moves);
}

function comparisonParts(comparison: BaseComparison, now: Instant, room: number): readonly string[] {
  const { base, moves, people, zone } = comparison;
  const view = { ...moves, people, zone, viewer: undefined, year: yearOf(zone, now) };
  const whose = movesMarkdown(view).trimEnd();
  const before = mergeBefore(comparison, now);
  return [
    `Compared with ${cell(base.name)} (${base.commit.slice(0, 7)}).`,
    whose.length > room ? "Too long to show here: run `oncall diff`." : whose,
    ...(before === undefined ? [] : [`**${cell(before)}**`]),
  ];
}

function writeReport(what: string, findings: readonly Finding[], moves: readonly string[]): string {
  const head = [`${MARKER}\n## ${what}: ${countBySeverity(findings)}`, ...moves];
  if (findings.length > 0) head.push("### Findings");
  const text = head.join("\n\n");
  return `${[text, ...writeTable(findings, MOST - text.length)].join("\n\n")}\n`;
}

function writeTable(findings: readonly Finding[], room: number): readonly string[] {
  if (findings.length === 0) return [];
  const rows: (readonly string[])[] = [];
  let left = room;
  for (const { severity, file, place, message, help, rule } of findings) {
    const what = [message, ...(help === undefined ? [] : [`help: ${help}`])].map(cell).join("<br>");
    const row = [severity, `${cell(file)}&#8203;:${place.line}:${place.column}`, what, rule];
    left -= row.join(" | ").length + 5;
    if (left < 200) break;
    rows.push(row);
  }
  const rest = findings.length - rows.length;
  return [
    table(["", "Where", "What", "Rule"], rows),
    ...(rest === 0 ? [] : [`${rest} more: see the log of the job, or \`oncall lint\`.`]),
  ];
}

function countBySeverity(findings: readonly Finding[]): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    return [`${count} ${severity}${count === 1 || severity === "info" ? "" : "s"}`];
  });
  return counts.length === 0 ? "no problems found" : counts.join(", ");
}

function cell(text: string): string {
  return forMarkdown(text.length <= CELL ? text : `${text.slice(0, CELL)}…`);
}
