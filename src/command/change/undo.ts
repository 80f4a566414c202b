/** `oncall undo` and `oncall approve`: an entry of the log is taken back, or settled by an approval that was missing. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { changed, listed, withWriting } from "./flags.ts";

export function undoCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("undo")
    .summary("take back an entry")
    .description(
      "Take back an entry of the log while it has altered nothing that has begun: the one that begins on a line of the file, or the newest: the last that is not committed yet, else the one with the latest date.",
    )
    .argument("[line]", "the line on which it begins, as oncall why names it");
  withWriting(command).action(async (line: string | undefined, _flags: object, self: Command) => {
    outcome.exit = await changed(edges, { verb: "undo", words: [line], flags: globalFlags(self) });
  });
  return withExamples(command, [
    { line: "oncall undo --allow past --dry-run", shows: "what would move without the newest entry" },
  ]);
}

export function approveCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("approve")
    .summary("approve a pending cover")
    .description("Approve an entry that was made with --unapproved when nobody could be asked.")
    .argument("[line]", "the line on which it begins, as oncall lint names it")
    .option(
      "--by <approvers>",
      "who approves; manager is a manager on record of each engineer concerned",
      listed,
    );
  withWriting(command).action(async (line: string | undefined, _flags: object, self: Command) => {
    outcome.exit = await changed(edges, { verb: "approve", words: [line], flags: globalFlags(self) });
  });
  return withExamples(command, [
    { line: "oncall approve 91 --by manager", shows: "the entry that begins on line 91" },
  ]);
}
