/** Declares `oncall diff`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["text", "json", "markdown"] as const;

export interface DiffFlags extends GlobalFlags {
  readonly weeks?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
}

export function declareDiff(): Command {
  const command = new Command("diff")
    .summary("show whose weeks move between two revisions")
    .description(
      "Show whose weeks move, and which entries were added or removed, between two git revisions, or between one and the file in the working tree.",
    )
    .argument(
      "[base]",
      "compare with the point where the branch left this git revision (default: HEAD, the last commit); BASE..HEAD and BASE...HEAD work as in git",
    )
    .argument("[head]", "compare exactly these two revisions (default: the file in the working tree)")
    .option("--weeks <n>", "only this many weeks, from the current shift on")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("text"))
    .option("--json", "short for --format json");
  return addExamples(command, [
    { line: "oncall diff", shows: "What is not committed yet" },
    { line: "oncall diff origin/main", shows: "What a branch does to people's weeks" },
    { line: "oncall diff v1.0 main --weeks 8", shows: "Between two revisions, the next eight weeks" },
    { line: "oncall diff origin/main --format markdown", shows: "As a comment for a pull request" },
  ]);
}
