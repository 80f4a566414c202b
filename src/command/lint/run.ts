/** Runs `oncall lint`: everything wrong with the roster, each finding with its place and what to do. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { choosePage, readClock } from "../shared/context.ts";
import { findInput, STDIN } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openRoster } from "../shared/open.ts";
import { keepRosterIn } from "../shared/proposal.ts";
import { readOldRoster } from "../shared/revision.ts";
import type { LintFlags } from "./command.ts";
import { explainRule } from "./explain.ts";
import { formatReport } from "./format.ts";
import { buildReport } from "./report.ts";

export async function runLint(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<LintFlags>(command);
  if (flags.explain !== undefined) {
    const asJson = flags.json === true || flags.format === "json";
    edges.stdout.write(
      await explainRule(flags.explain, asJson, await choosePage(edges.stdout, edges, flags)),
    );
    return EXIT.done;
  }
  const now = readClock(edges);
  const [file] = command.args;
  if (file !== undefined)
    throw new Fault(EXIT.usage, "lint takes no file name", `name the roster with -r: oncall lint -r ${file}`);
  const path = findInput(edges, flags);
  if (path === STDIN && flags.base !== undefined)
    throw new Fault(
      EXIT.usage,
      "--base needs a roster file, not standard input",
      "name the file with --roster FILE",
    );
  const head = openRoster(edges, path, { withPrivate: true });
  const base = flags.base === undefined ? undefined : readOldRoster(edges, path, flags.base, "HEAD");
  const built = buildReport(edges, path, head, base, now);
  const findings = keepRosterIn(built.findings, flags.roster);
  const report = { ...built, findings };
  const format = flags.json === true ? "json" : flags.format;
  edges.stdout.write(await formatReport(format, report, path, now, edges, flags));
  if (findings.length === 0 && /text|github/.test(format)) edges.stderr.write("no problems found\n");
  return findings.some(({ severity }) => severity === "error") ? EXIT.no : EXIT.done;
}
