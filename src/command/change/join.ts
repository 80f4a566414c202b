/** `oncall join` and `oncall leave`: new hires to the end of the queue, leavers out of it. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { changed, listed, withRemarks, withWriting } from "./flags.ts";

export function joinCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("join")
    .summary("somebody joins the queue")
    .description(
      "Somebody joins at the end of the queue, or behind a person. Whoever is new is added to people as well, with the name and what else is given.",
    )
    .argument("[id]", "who joins: an id that stands in people, or a new one")
    .option("--name <name>", "of somebody new")
    .option("--email <email>", "of somebody new")
    .option("--phone <phone>", "E.164, or env:ONCALL_PHONE_…")
    .option("--manager <ids>", "who approves for them", listed)
    .option("--after <id>", "right behind this person, and not at the end; needs approval")
    .option("--from <date>", "from the first handoff on or after this date; the next one unless given");
  withWriting(withRemarks(command)).action(
    async (person: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "join", words: [person], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    {
      line: 'oncall join henry --name "Henry Adeyemi" --email henry@example.com --manager max',
      shows: "a new hire, at the end of the queue",
    },
    {
      line: "oncall join max --after dave --approved-by mia",
      shows: "somebody who stands in people already",
    },
  ]);
}

export function leaveCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("leave")
    .summary("somebody leaves the queue")
    .description(
      "Somebody leaves the queue. What they would still serve after that needs somebody who covers it.",
    )
    .argument("[id]", "who leaves")
    .option("--from <date>", "from the first handoff on or after this date; the next one unless given")
    .option("--covered-by <id>", "who takes the time that they would still serve");
  withWriting(withRemarks(command)).action(
    async (person: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await changed(edges, { verb: "leave", words: [person], flags: globalFlags(self) });
    },
  );
  return withExamples(command, [
    {
      line: "oncall leave grace --from 2027-03-01 --backdated --approved-by manager",
      shows: "written down afterwards",
    },
  ]);
}
