/** Declares `oncall plan` and `oncall push`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import { type GlobalFlags, splitList } from "../shared/flags.ts";
import { declareProvider, PUSH_NAMES } from "../shared/provider.ts";

export interface PushFlags extends GlobalFlags {
  readonly json?: boolean;
  readonly check?: boolean;
  readonly allow?: readonly string[];
}

export function declarePlan(): Command {
  const command = new Command("plan")
    .summary("show what a push would do")
    .description(
      "Show what a push would do: whose time changes, the API calls, and what was changed by hand; for slack, who would be in the user group. Writes nothing. Exits 1 if something made by hand contradicts the roster.",
    )
    .addArgument(declareProvider("where to", "[provider]", PUSH_NAMES))
    .option("--check", "exit 1 if there is anything to push")
    .option("--json", "print JSON");
  return addExamples(command, [
    { line: "oncall plan", shows: "What would change in OpsGenie" },
    { line: "oncall plan --check", shows: "In CI every morning: is OpsGenie still in sync?" },
    { line: "oncall plan slack", shows: "Who would join and leave the user group of Slack" },
    { line: "oncall plan opsgenie --json", shows: "For scripts" },
  ]);
}

export function declarePush(): Command {
  const command = new Command("push")
    .summary("update the service to match the roster")
    .description(
      "Show the plan, ask, apply it in an order that leaves no gap, and read the result back. What others made by hand is left alone. For slack: make whoever is on call the members of the user group. After an interruption, just run it again.",
    )
    .addArgument(declareProvider("where to", "[provider]", PUSH_NAMES))
    .option("--allow <rules>", "let these rules pass, by the ids in a refusal", splitList)
    .option("--json", "print what was done as JSON");
  return addExamples(command, [
    { line: "oncall push", shows: "Show the plan, ask, apply it" },
    { line: "oncall push --yes -r roster.yaml", shows: "In CI, where nobody can be asked" },
    { line: "oncall push slack --yes -r roster.yaml", shows: "Put whoever is on call into the user group" },
    {
      line: "oncall push --allow on-call-now",
      shows: "Even if it changes who is on call right now",
    },
  ]);
}
