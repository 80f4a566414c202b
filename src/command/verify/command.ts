/** `oncall verify-notifications`: test pages to people, who type back the code that reached them. */
import { Command, Option } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import type { VerifyFlags } from "./session.ts";

export function verifyCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("verify-notifications")
    .summary("does a page reach you?")
    .description(
      "Sends a test page by text and by call, each with a code to be typed back: that alone is proof, and is noted under the person in the roster. Without a terminal it tells by status alone, and proves nothing. Exit code 1: a page did not reach somebody.",
    )
    .argument("[ids...]", "who; oneself, by git's user.email, unless given")
    .addOption(
      new Option(
        "--via <way>",
        "by text, by call, or by an alert of OpsGenie; both of the first unless given",
      ).choices(["sms", "voice", "opsgenie"]),
    )
    .option("--turn", "who serves in the running and the coming shift")
    .option("--stale", "who has no proof in force")
    .option("--all", "everybody who takes part")
    .option("--any-hour", "also where it is outside somebody's hours (08:00 to 21:00 unless the roster says)")
    .option("--no-record", "leave the roster as it is")
    .option("--commit", "commit the roster, and that file alone")
    .option("--dry-run", "show what would be sent, with a made-up code; send nothing")
    .action(async (ids: readonly string[], _flags: object, self: Command) => {
      const { runVerify } = await import("./run.ts");
      outcome.exit = await runVerify(edges, ids, globalFlags<VerifyFlags>(self));
    });
  return withExamples(command, [
    { line: "oncall verify-notifications", shows: "test yourself, by text and by call" },
    {
      line: "oncall verify-notifications --turn --via sms",
      shows: "a text to all whose turn it is, or is next",
    },
    { line: "oncall verify-notifications alice --dry-run", shows: "what she would get" },
    {
      line: "oncall verify-notifications --stale --yes -r roster.yaml",
      shows: "in cron: did it arrive, by status alone",
    },
  ]);
}
