/** Declares `oncall remind`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["text", "markdown", "json"] as const;

export interface RemindFlags extends GlobalFlags {
  readonly since?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly post?: boolean;
}

export function declareRemind(): Command {
  const command = new Command("remind")
    .summary("list who should hear what today")
    .description(
      "List who should hear what today: whose turn or cover begins in seven days or tomorrow, whose proof is missing by then, whose time off falls into it, and with --since whose weeks have moved. Prints nothing if there is nothing to say. It goes by the date alone: run once a day, it says each thing once.",
    )
    .option("--since <revision>", "also whose weeks have moved since this git revision, the last one told")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("text"))
    .option("--json", "short for --format json")
    .option("--post", "also post them to the Slack channel of the roster, each once a day");
  return addExamples(command, [
    { line: "oncall remind", shows: "Every morning" },
    { line: "oncall remind --since main~3 --format markdown", shows: "And what the last commits moved" },
    { line: "oncall remind --post -r roster.yaml", shows: "Also into the team's channel" },
    { line: "oncall remind --json", shows: "For scripts" },
  ]);
}
