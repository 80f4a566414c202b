/** Runs `oncall lint`: everything wrong with the roster, each finding with its place and what to do. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { pageOf, readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openRoster } from "../shared/open.ts";
import { rosterAtMergeBase } from "../shared/revision.ts";
import type { LintFlags } from "./command.ts";
import { explainRule } from "./explain.ts";
import { formatReport } from "./format.ts";
import { buildReport } from "./report.ts";

export async function runLint(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<LintFlags>(command);
  if (flags.explain !== undefined) {
    const asJson = flags.json === true || flags.format === "json";
    edges.stdout.write(await explainRule(flags.explain, asJson, await pageOf(edges.stdout, edges, flags)));
    return EXIT.done;
  }
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const head = openRoster(edges, path, { withPrivate: true });
  const base = flags.base === undefined ? undefined : rosterAtMergeBase(edges, path, flags.base);
  const report = buildReport(edges, path, head, base, now);
  const { findings } = report;
  const format = flags.json === true ? "json" : flags.format;
  edges.stdout.write(await formatReport(format, report, path, now, edges, flags));
  if (findings.length === 0 && /text|github/.test(format)) edges.stderr.write("nothing is wrong\n");
  return findings.some(({ severity }) => severity === "error") ? EXIT.no : EXIT.done;
}
