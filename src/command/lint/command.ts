/** Declares `oncall lint`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["text", "json", "github", "sarif", "markdown"] as const;

export type LintFormat = (typeof FORMATS)[number];

export interface LintFlags extends GlobalFlags {
  readonly format: LintFormat;
  readonly json?: boolean;
  readonly base?: string;
  readonly explain?: string;
}

export function declareLint(): Command {
  const command = new Command("lint")
    .summary("check the roster for problems")
    .description(
      "Check the roster and its private file for problems. With --base, also show whose weeks a branch moves, and check that it leaves the past alone. Exits 1 on errors.",
    )
    .allowExcessArguments()
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("text"))
    .option("--base <revision>", "compare with the point where the branch left this git revision")
    .option("--explain <rule>", "explain a rule: what it finds, why, and how to fix it")
    .option("--json", "short for --format json");
  return addExamples(command, [
    { line: "oncall lint", shows: "Check the nearest roster.yaml" },
    { line: "oncall lint --base origin/main", shows: "Review a branch" },
    { line: "oncall lint --explain hollow-cover", shows: "Explain a rule" },
    { line: "oncall lint --format json", shows: "For scripts" },
    { line: "oncall lint --format github", shows: "Annotate a pull request, in a workflow" },
  ]);
}
