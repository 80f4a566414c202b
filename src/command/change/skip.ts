/** `oncall skip` and `oncall ready`: a person's turns are passed over, and are no more. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { changed, withRemarks, withWriting } from "./flags.ts";

export function skipCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("skip")
    .summary("pass over somebody's turns")
    .description(
      "Pass over somebody's turns: the next one, so many, all that would begin before a date, or all until they are ready. It moves everybody's weeks; for a holiday there are swap and cover.",
    )
    .argument("[id]", "whose turns")
    .option("--turns <n>", "how many; 1 unless given")
    .option("--until <date>", "every turn that would begin before this date; or ready: until oncall ready")
    .option("--from <date>", "from the first handoff on or after this date; the next one unless given");
  withWriting(withRemarks(command)).action(
    async (person: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "skip", words: [person], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    { line: "oncall skip dave --until ready --approved-by manager", shows: "until oncall ready dave" },
    {
      line: "oncall skip dave --turns 2 --approved-by max --dry-run",
      shows: "what two turns less would move",
    },
  ]);
}

export function readyCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("ready")
    .summary("end somebody's skip")
    .description("End somebody's skip: their next turn begins on or after the date, with its first role.")
    .argument("[id]", "who is ready")
    .option("--from <date>", "from this date; the next handoff's unless given");
  withWriting(withRemarks(command)).action(
    async (person: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "ready", words: [person], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    {
      line: "oncall ready dave --from 2026-09-01 --backdated --approved-by manager --dry-run",
      shows: "what an earlier end would have changed",
    },
  ]);
}
