/** Formats a report of lint, for `oncall lint --format`. */
import { dirname, isAbsolute, relative, sep } from "node:path";
import { version } from "../../../package.json";
import type { Edges } from "../../edge/edges.ts";
import { RULES } from "../../lint/registry.ts";
import type { Report } from "../../lint/report.ts";
import { lintJson } from "../../render/json.ts";
import type { Instant } from "../../time/zone.ts";
import { choosePage, findViewer } from "../shared/context.ts";
import { resolvePath } from "../shared/find.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import type { LintFormat } from "./command.ts";

/** `path` is the roster's. */
export async function formatReport(
  format: LintFormat,
  report: Report,
  path: string,
  now: Instant,
  edges: Edges,
  flags: GlobalFlags,
): Promise<string> {
  const { findings } = report;
  const fileOf = (file: string) => relativeToRepository(edges, path, file);
  switch (format) {
    case "text":
      return formatText(report, now, edges, flags);
    case "json":
      return lintJson(report);
    case "github": {
      const { githubCommands } = await import("../../render/report-github.ts");
      return githubCommands(findings, fileOf) + (await formatText(report, now, edges, flags));
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

async function formatText(
  { findings, comparison }: Report,
  now: Instant,
  edges: Edges,
  flags: GlobalFlags,
): Promise<string> {
  const { findingsText } = await import("../../render/finding.ts");
  const page = await choosePage(edges.stdout, edges, flags);
  const text = findingsText(findings, page.palette, page.columns);
  if (comparison === undefined) return text;
  const { comparisonText } = await import("../../render/comparison.ts");
  const gap = findings.length === 0 ? "" : "\n";
  return `${text}${gap}${await comparisonText(comparison, now, findViewer(edges), page)}`;
}

/** The path from the root of the repository, or of GitHub's checkout, with slashes; outside both, the path itself. */
function relativeToRepository(edges: Edges, roster: string, file: string): string {
  const path = edges.files.real(resolvePath(edges, file));
  const top = edges.git.workTree(dirname(roster)) ?? edges.env["GITHUB_WORKSPACE"] ?? edges.cwd;
  const near = top === undefined ? path : relative(edges.files.real(top), path);
  const isInside = near.split(sep)[0] !== ".." && !isAbsolute(near);
  return (isInside ? near : path).replaceAll(sep, "/");
}
