/** `oncall cover`: somebody takes another's time; the queue stays as it is. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { changed, withRemarks, withWriting } from "./flags.ts";

export function coverCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("cover")
    .summary("somebody takes another's time")
    .description(
      "Somebody takes another's time: a whole shift, or from a moment until another. The queue stays as it is, and a turn that others covered counts as served.",
    )
    .argument("[id]", "whose time it is")
    .option("--by <id>", "who takes it")
    .option("--shift <shift>", "the whole shift whose handoff is on this date; next: their next one")
    .option(
      "--from <when>",
      "from this moment: HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset",
    )
    .option("--until <when>", "until this moment")
    .option("--role <role>", "only this role")
    .option("--exchange", "and the other way round: each takes the other's")
    .option("--unapproved", "nobody can be asked now: in force at once, to be approved later");
  withWriting(withRemarks(command)).action(
    async (person: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "cover", words: [person], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    {
      line: "oncall cover alice --by mia --shift next --approved-by manager",
      shows: "the whole of Alice's next shift",
    },
    {
      line: 'oncall cover erin --by bob --from "2026-11-05 09:00" --until "2026-11-05 12:00" --backdated --approved-by manager',
      shows: "some hours, written down afterwards",
    },
  ]);
}
