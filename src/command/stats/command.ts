/** Declares `oncall stats`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["table", "json", "csv", "markdown"] as const;

export interface StatsFlags extends GlobalFlags {
  readonly from?: string;
  readonly until?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
}

export function declareStats(): Command {
  const command = new Command("stats")
    .summary("show who serves how much")
    .description(
      "Show what each person has served and will serve: shifts, hours of duty, nights, weekends and public holidays by role, covers given and taken, who owes whom, and how far each is from a fair share.",
    )
    .option("--from <date>", "first day (default: 26 weeks ago)")
    .option("--until <date>", "the day after the last (default: 26 weeks from now)")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("table"))
    .option("--json", "short for --format json");
  return addExamples(command, [
    { line: "oncall stats", shows: "Half a year back and half a year ahead" },
    { line: "oncall stats --from 2026-01-05 --until today", shows: "What was served this year" },
    { line: "oncall stats --format markdown", shows: "For a wiki or a retrospective" },
    { line: "oncall stats --format csv", shows: "A line for each person, for a spreadsheet" },
  ]);
}
