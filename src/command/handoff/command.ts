/** Declares `oncall handoff`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["text", "markdown", "json"] as const;

export interface HandoffFlags extends GlobalFlags {
  readonly shift?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly post?: boolean;
}

export function declareHandoff(): Command {
  const command = new Command("handoff")
    .summary("write the note for the change of shift")
    .description(
      "Write the note for a change of shift: who hands over to whom, when and in whose time zones, what is unusual in the coming two shifts, whose proof is missing, and what the policy asks of each. `handoff_note` in the roster puts it in the team's own words.",
    )
    .option("--shift <date>", "of the shift that begins on this date (default: the next one)")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("text"))
    .option("--json", "short for --format json")
    .option("--post", "also post it to the Slack channel of the roster, once");
  return addExamples(command, [
    { line: "oncall handoff", shows: "Before the next handoff" },
    { line: "oncall handoff --shift 2026-11-30 --format markdown", shows: "For a chat or a wiki" },
    { line: "oncall handoff --post -r roster.yaml", shows: "Also into the team's channel" },
    { line: "oncall handoff --json", shows: "For scripts" },
  ]);
}
