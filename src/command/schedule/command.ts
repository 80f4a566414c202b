/** Declares `oncall schedule`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

const FORMATS = ["table", "json", "csv", "markdown", "ics", "svg"] as const;

export interface ScheduleFlags extends GlobalFlags {
  readonly weeks?: string;
  readonly until?: string;
  readonly from?: string;
  readonly person?: string;
  readonly zone?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
}

export function declareSchedule(): Command {
  const command = new Command("schedule")
    .summary("show the coming weeks")
    .description(
      "Show who serves which role in the coming weeks, covers and vacancies included. Starts with the current shift.",
    )
    .argument("[id]", "only this person's shifts; me is you, by git's user.email")
    .option("--weeks <n>", "how many weeks (default: 8)")
    .option(
      "--from <date>",
      "start with the shift on call at the end of this date: YYYY-MM-DD, today, a weekday",
    )
    .option("--until <date>", "instead of --weeks: shifts that start before this date")
    .option("--person <id>", "the same as the argument")
    .option("--zone <tz>", "show times in another time zone, such as Europe/Lisbon")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("table"))
    .option("--json", "short for --format json");
  return addExamples(command, [
    { line: "oncall schedule", shows: "The next eight weeks" },
    { line: "oncall schedule alice --weeks 26", shows: "Alice's next six months" },
    { line: "oncall schedule --from 2026-01-05 --weeks 4 --json", shows: "Four past weeks, for scripts" },
    {
      line: "oncall schedule bob --format ics --weeks 26",
      shows: "A calendar for Bob to subscribe to",
    },
    { line: "oncall schedule --format svg --weeks 12", shows: "A picture of three months" },
  ]);
}
