/** Formats a report of lint, for `oncall lint --format`. */
import { dirname, isAbsolute, relative, sep } from "node:path";
import { version } from "../../../package.json";
import type { Edges } from "../../edge/edges.ts";
import { RULES } from "../../lint/registry.ts";
import type { BaseComparison, Report } from "../../lint/report.ts";
import { listChanged } from "../../render/changed.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Page } from "../../render/grid.ts";
import { lintJson, lintRecord, rostersJson } from "../../render/json.ts";
import type { Finding } from "../../roster/finding.ts";
import type { Instant } from "../../time/zone.ts";
import { choosePage, findViewer } from "../shared/context.ts";
import { resolvePath } from "../shared/find.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import type { LintFormat } from "./command.ts";

/** What to format, and for whom. */
export interface LintRequest {
  readonly edges: Edges;
  readonly flags: GlobalFlags;
  readonly now: Instant;
  readonly format: LintFormat;
}

export interface LintedRoster {
  readonly path: string;
  /** Null: none that can be read. */
  readonly team: string | null;
  readonly report: Report;
}

export async function formatReport(request: LintRequest, { path, report }: LintedRoster): Promise<string> {
  const { edges, now, format } = request;
  const { findings } = report;
  const fileOf = (file: string) => relativeToRepository(edges, path, file);
  switch (format) {
    case "text":
      return formatText(request, report);
    case "json":
      return lintJson(report);
    case "github": {
      const { githubCommands } = await import("../../render/report-github.ts");
      return githubCommands(findings, fileOf) + (await formatText(request, report));
    }
    case "sarif": {
      const { findingsSarif } = await import("../../render/report-sarif.ts");
      return findingsSarif(findings, { version, rules: RULES }, fileOf);
    }
    case "markdown": {
      const { reportMarkdown } = await import("../../render/report-markdown.ts");
      return reportMarkdown(report, now);
    }
  }
}

/** One document for all: findings say their file, and what a branch changes comes below the name of each roster. */
export async function formatReports(request: LintRequest, linted: readonly NamedReport[]): Promise<string> {
  const { edges, now, format } = request;
  const findings = linted.flatMap(({ report }) => report.findings);
  switch (format) {
    case "text":
      return formatTexts(request, linted, findings);
    case "json":
      return rostersJson(linted.map(({ file, team, report }) => ({ file, team, ...lintRecord(report) })));
    case "github": {
      const { githubCommands } = await import("../../render/report-github.ts");
      const commands = githubCommands(findings, findRepositoryNames(edges, linted));
      return commands + (await formatTexts(request, linted, findings));
    }
    case "sarif": {
      const { findingsSarif } = await import("../../render/report-sarif.ts");
      return findingsSarif(findings, { version, rules: RULES }, findRepositoryNames(edges, linted));
    }
    case "markdown": {
      const { reportsMarkdown } = await import("../../render/report-markdown.ts");
      return reportsMarkdown(linted, now);
    }
  }
}

export interface NamedReport extends LintedRoster {
  readonly file: string;
}

async function formatText(request: LintRequest, { findings, comparison }: Report): Promise<string> {
  const { findingsText } = await import("../../render/finding.ts");
  const page = await choosePage(request.edges.stdout, request.edges, request.flags);
  const text = findingsText(findings, page.palette, page.columns);
  if (comparison === undefined) return text;
  const gap = findings.length === 0 ? "" : "\n";
  return `${text}${gap}${await formatComparison(request, comparison, page)}`;
}

async function formatTexts(
  request: LintRequest,
  linted: readonly NamedReport[],
  findings: readonly Finding[],
): Promise<string> {
  const page = await choosePage(request.edges.stdout, request.edges, request.flags);
  const texts = findings.length === 0 ? [] : [await formatText(request, { findings, comparison: undefined })];
  const changed = listChanged(linted);
  if (changed.length === 0 && linted.some(({ report }) => report.comparison !== undefined))
    texts.push("no shifts change\n");
  for (const { file, report } of changed) {
    const title = page.palette.title(forTerminal(file));
    texts.push(`${title}\n${await formatComparison(request, report.comparison, page)}`);
  }
  return texts.join("\n");
}

async function formatComparison(
  { edges, now }: LintRequest,
  comparison: BaseComparison,
  page: Page,
): Promise<string> {
  const { comparisonText } = await import("../../render/comparison.ts");
  return comparisonText(comparison, now, findViewer(edges), page);
}

/** How the repository names each file; git is asked once for each roster with findings. */
function findRepositoryNames(edges: Edges, linted: readonly NamedReport[]): (file: string) => string {
  const names = new Map<string, string>();
  for (const { path, report } of linted) {
    for (const { file } of report.findings)
      if (!names.has(file)) names.set(file, relativeToRepository(edges, path, file));
  }
  return (file) => names.get(file) ?? file;
}

/** The path from the root of the repository, or of GitHub's checkout, with slashes; outside both, the path itself. */
function relativeToRepository(edges: Edges, roster: string, file: string): string {
  const path = edges.files.real(resolvePath(edges, file));
  const top = edges.git.workTree(dirname(roster)) ?? edges.env["GITHUB_WORKSPACE"] ?? edges.cwd;
  const near = top === undefined ? path : relative(edges.files.real(top), path);
  const isInside = near.split(sep)[0] !== ".." && !isAbsolute(near);
  return (isInside ? near : path).replaceAll(sep, "/");
}
