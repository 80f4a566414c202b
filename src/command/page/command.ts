/** Declares `oncall page`. */
import { Command, Option } from "commander";
import { PRIORITIES, type Priority } from "../../provider/alerts.ts";
import { addExamples } from "../shared/examples.ts";
import { type GlobalFlags, splitList } from "../shared/flags.ts";
import { PROVIDER_NAMES, type ProviderName } from "../shared/provider.ts";

export interface PageFlags extends GlobalFlags {
  readonly to?: string;
  readonly via?: ProviderName;
  readonly incident?: string;
  readonly priority?: Priority;
  readonly waitAck?: string;
  readonly allow?: readonly string[];
  readonly json?: boolean;
}

export function declarePage(): Command {
  const command = new Command("page")
    .summary("alert whoever is on call")
    .description(
      "Send an alert by hand: to the escalation, so that somebody is rung until it is acknowledged. Shows who will be rung, asks, and says what came of it. Exits 1 if no alert was created, if it went to a team instead, or if nobody acknowledged it in time; 4 if its fate is not known.",
    )
    .argument("<message>", "what happened, in quotes")
    .option("--to <whom>", "a role or a person, instead of the escalation")
    .addOption(
      new Option("--via <service>", "the service (default: the first that the roster names)").choices(
        PROVIDER_NAMES,
      ),
    )
    .option("--incident <kind>", "warn if the policy is not in effect for this kind of incident")
    .addOption(
      new Option("--priority <priority>", "P1 is the most urgent (default: the service's own)").choices(
        PRIORITIES,
      ),
    )
    .option("--wait-ack <span>", "wait until somebody acknowledges it, at most this long, such as 15m")
    .option("--allow <rules>", "let these rules pass, by the ids in a refusal", splitList)
    .option("--json", "print JSON");
  return addExamples(command, [
    { line: 'oncall page "checkout is down"', shows: "Ring the primary, and later the secondary" },
    {
      line: 'oncall page "data leak" --incident security --wait-ack 15m',
      shows: "Wait until somebody acknowledges it",
    },
    {
      line: 'oncall page "please call me" --to secondary --priority P4',
      shows: "Only the secondary, who need not hurry",
    },
    {
      line: 'oncall page "backup failed" --yes -r roster.yaml --json',
      shows: "From a script, which nobody can be asked in",
    },
  ]);
}
