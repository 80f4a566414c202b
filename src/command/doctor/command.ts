/** Declares `oncall doctor`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { declareProvider } from "../shared/provider.ts";

export interface DoctorFlags extends GlobalFlags {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly probe?: boolean;
}

export function declareDoctor(): Command {
  const command = new Command("doctor")
    .summary("check the whole path of an alert")
    .description(
      "Follow an alert from where it comes in to the phones of those on call now and after the next handoff, and say line by line what holds, what is broken and how to mend it, and what nobody can tell. Only reads, except with --probe, which asks first. Exits 1 if anything is broken.",
    )
    .addArgument(declareProvider())
    .option("--all", "everybody who takes part, not only those on call now and next")
    .option("--json", "print JSON")
    .option("--probe", "find out how the service behaves, on scratch schedules that are deleted again");
  return addExamples(command, [
    { line: "oncall doctor", shows: "Would an alert reach whoever is on call now, and next?" },
    { line: "oncall doctor --all", shows: "Everybody who takes part: before a new rotation starts" },
    { line: "oncall doctor opsgenie --json", shows: "For scripts" },
    { line: "oncall doctor --probe", shows: "A report of what the service does, to attach to an issue" },
  ]);
}
