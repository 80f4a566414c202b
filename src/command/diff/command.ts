/** `oncall diff`: whose weeks move between two revisions of the roster, or between one and the file as it lies there. */
import { Command, Option } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT } from "../../fault.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";

const FORMATS = ["text", "json", "markdown"] as const;

export interface DiffFlags extends GlobalFlags {
  readonly weeks?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
}

export function diffCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("diff")
    .summary("whose weeks move between two revisions")
    .description(
      "Whose weeks move, from when to when, and what the log says otherwise: between two git revisions, or between one and the file as it lies there.",
    )
    .argument("[base]", "the git revision to compare with; HEAD is what is committed", "HEAD")
    .argument("[head]", "the one that is compared; without it, the file as it lies there")
    .option("--weeks <n>", "only so many weeks, from the running shift on")
    .addOption(new Option("--format <format>", "in which form").choices(FORMATS).default("text"))
    .option("--json", "the same as --format json")
    .action(async (base: string, head: string | undefined, _flags: object, self: Command) => {
      const { diff } = await import("./run.ts");
      await diff(edges, base, head, globalFlags<DiffFlags>(self));
      outcome.exit = EXIT.done;
    });
  return withExamples(command, [
    { line: "oncall diff", shows: "what is not committed yet" },
    { line: "oncall diff origin/main", shows: "what a branch does to people's weeks" },
    { line: "oncall diff v1.0 main --weeks 8", shows: "between two revisions, the coming eight weeks" },
    { line: "oncall diff origin/main --format markdown", shows: "for a comment on a pull request" },
  ]);
}
