/** `oncall lint`: all that is wrong in the file, each with its place and what to do. */
import { Command, Option } from "commander";
import type { Edges } from "../edge/edges.ts";
import { EXIT, type ExitCode } from "../fault.ts";
import { lintJson } from "../render/json.ts";
import { type GlobalFlags, globalFlags, pageOf, readClock, viewerOf } from "./context.ts";
import { withExamples } from "./examples.ts";
import { findRoster, openRoster } from "./open.ts";
import type { Outcome } from "./program.ts";

const FORMATS = ["text", "json"] as const;

interface Flags extends GlobalFlags {
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly base?: string;
}

export function lintCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("lint")
    .summary("all that is wrong in the roster")
    .description("All that is wrong in the roster and its private file. Exit code 1: there are errors.")
    .addOption(new Option("--format <format>", "in which form").choices(FORMATS).default("text"))
    .option("--base <revision>", "compare with where the branch left this revision")
    .option("--json", "the same as --format json")
    .action(async (_flags: object, self: Command) => {
      outcome.exit = await lint(edges, globalFlags<Flags>(self));
    });
  return withExamples(command, [
    { line: "oncall lint", shows: "check the nearest roster.yaml" },
    {
      line: "oncall lint --base origin/main",
      shows: "and whose weeks a branch moves, and that it leaves the past alone",
    },
    { line: "oncall lint --format json", shows: "for scripts" },
  ]);
}

async function lint(edges: Edges, flags: Flags): Promise<ExitCode> {
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const head = openRoster(edges, path, { withPrivate: true });
  const [{ reportOf }, { rosterAtMergeBase }] = await Promise.all([
    import("./linting.ts"),
    import("./revision.ts"),
  ]);
  const base = flags.base === undefined ? undefined : rosterAtMergeBase(edges, path, flags.base);
  const { findings, comparison } = reportOf(edges, path, head, base, now);
  if (flags.json === true || flags.format === "json") edges.stdout.write(lintJson(findings));
  else {
    const { findingsText } = await import("../render/finding.ts");
    const page = await pageOf(edges.stdout, edges, flags);
    edges.stdout.write(findingsText(findings, page.palette, page.columns));
    if (comparison !== undefined) {
      const { comparisonText } = await import("../render/comparison.ts");
      const gap = findings.length === 0 ? "" : "\n";
      edges.stdout.write(`${gap}${await comparisonText(comparison, now, viewerOf(edges), page)}`);
    }
    if (findings.length === 0) edges.stderr.write("nothing is wrong\n");
  }
  return findings.some(({ severity }) => severity === "error") ? EXIT.no : EXIT.done;
}
