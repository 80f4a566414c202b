/** `oncall swap`: two people trade places in the queue. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { changed, withRemarks, withWriting } from "./flags.ts";

export function swapCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("swap")
    .summary("two people trade places in the queue")
    .description(
      "Two people trade places in the queue: for good, until a date, or once. It counts from the first handoff at which neither is in the middle of a turn.",
    )
    .argument("[id]", "one of the two")
    .argument("[id]", "the other")
    .option("--from <date>", "from the first handoff on or after this date")
    .option("--until <date>", "and trade back at the first handoff on or after this date")
    .option("--once", "and trade back when both have had their turn");
  withWriting(withRemarks(command)).action(
    async (one: string | undefined, other: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "swap", words: [one, other], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    { line: "oncall swap alice bob --approved-by manager", shows: "for good, from the next turn of neither" },
    {
      line: "oncall swap alice bob --once --approved-by mia --dry-run",
      shows: "what a single trade would move",
    },
  ]);
}
