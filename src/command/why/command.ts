/** Declares `oncall why`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

export interface WhyFlags extends GlobalFlags {
  readonly role?: string;
  readonly blame?: boolean;
}

export function declareWhy(): Command {
  const command = new Command("why")
    .summary("explain how a shift came about")
    .description(
      "Explain how a shift came about: the seat in the queue, and every swap, skip and cover, with its line, approver and reason.",
    )
    .argument("[when]", "now (the default), HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset")
    .option("--role <role>", "only this role")
    .option("--blame", "add the commit, author and date of each line, from git");
  return addExamples(command, [
    { line: "oncall why", shows: "The current shift" },
    { line: "oncall why 2026-05-14 --role primary", shows: "The primary on a day in May" },
    { line: "oncall why --blame", shows: "And who wrote it down" },
  ]);
}
