/** `oncall plan` and `oncall push`: what has to be done in the service for it to say what the roster says; and doing it. */
import { Argument, Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { listed } from "../change/flags.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import type { PushFlags } from "./context.ts";

const provider = () => new Argument("[provider]", "where to").choices(["opsgenie"]).default("opsgenie");

export function planCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("plan")
    .summary("what a push would do")
    .description(
      "What a push would do: whose time changes, the calls, what was changed by hand. Writes nothing. Exit code 1: something made by hand says otherwise than the roster.",
    )
    .addArgument(provider())
    .option("--check", "exit code 1 when something is to do")
    .option("--json", "as JSON")
    .action(async (_provider: string, _flags: object, self: Command) => {
      const { runPlan } = await import("./plan.ts");
      outcome.exit = await runPlan(edges, globalFlags<PushFlags>(self));
    });
  return withExamples(command, [
    { line: "oncall plan", shows: "what OpsGenie has to be told" },
    { line: "oncall plan --check", shows: "in CI, every morning: has anybody changed it by hand?" },
    { line: "oncall plan opsgenie --json", shows: "for scripts" },
  ]);
}

export function pushCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("push")
    .summary("make the service say what the roster says")
    .description(
      "Shows the plan, asks, does it in an order that leaves nobody out, and reads it back. What others made by hand is not touched. Interrupted, it is simply run again.",
    )
    .addArgument(provider())
    .option("--allow <guards>", "let these guards pass, by the names that a refusal gives", listed)
    .option("--json", "what was done as JSON")
    .action(async (_provider: string, _flags: object, self: Command) => {
      const { runPush } = await import("./run.ts");
      outcome.exit = await runPush(edges, globalFlags<PushFlags>(self));
    });
  return withExamples(command, [
    { line: "oncall push", shows: "show the plan, ask, do it" },
    { line: "oncall push --yes -r roster.yaml", shows: "in CI, where nobody can be asked" },
    { line: "oncall push --allow on-call-now", shows: "also where another person is on call at once" },
  ]);
}
