/** Declares `oncall import`. */
import { Argument, Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { PROVIDER_NAMES } from "../shared/provider.ts";

export interface ImportFlags extends GlobalFlags {
  readonly file?: string;
  readonly site?: string;
  readonly output?: string;
  readonly json?: boolean;
}

export function declareImport(): Command {
  const command = new Command("import")
    .summary("write a roster from schedules that exist")
    .description(
      "Write a roster from the schedules of a service, and prove that it computes the same. Lists that are one list turned by one become the roles of one roster; every other gets a roster of its own. Writes nothing to the service, and never overwrites a file. Exits 1 if something could not be carried over.",
    )
    .addArgument(new Argument("<service>", "from where").choices(PROVIDER_NAMES))
    .argument(
      "[names...]",
      "schedule, or schedule/rotation, in the order of the roles (default: all, or asked)",
    )
    .option("--file <path>", "read answers of the API, a backup's folder or `terraform show -json` instead")
    .option("--site <host>", "the site of Jira, such as example.atlassian.net, where emails are looked up")
    .option("--output <path>", "the file to write (default: roster.yaml); a folder for several rosters")
    .option("--json", "print the rosters as JSON, and write no file");
  return addExamples(command, [
    {
      line: "oncall import opsgenie platform_primary platform_secondary --output new.yaml",
      shows: "Two schedules, one roster",
    },
    { line: "oncall import opsgenie --json", shows: "All that is there, written nowhere" },
  ]);
}
