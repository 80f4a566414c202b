/** `oncall init`: asks for what a rotation needs, and writes a first roster. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT } from "../../fault.ts";
import { listed } from "../change/flags.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";

export interface InitFlags extends GlobalFlags {
  readonly team?: string;
  readonly timezone?: string;
  readonly handoff?: string;
  readonly start?: string;
  readonly person?: readonly string[];
  readonly queue?: readonly string[];
  readonly manager?: readonly string[];
  readonly gitignore?: boolean;
  readonly codeowners?: boolean;
  readonly mergeDriver?: boolean;
  readonly dryRun?: boolean;
}

export function initCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("init")
    .summary("write a first roster")
    .description(
      'Ask for what a rotation needs, and write a first roster.yaml with comments, the schema beside it for editors, and if wanted a line in .gitignore, in .gitattributes (oncall merge) and in CODEOWNERS. On a terminal, what no flag gives is asked for; elsewhere --team, --timezone and --person must be given. A person is written "Alice Nguyen <alice@example.com>"; an id before it (al=Alice …) and a GitHub name behind it (… @alice-n) may be left out. A roster that is there is never overwritten (exit code 5).',
    )
    .option("--team <name>", "the team's name")
    .option("--timezone <tz>", "the zone of the handoffs, such as Europe/Lisbon")
    .option("--handoff <when>", "weekday and time at which shifts begin; monday 12:00 unless given")
    .option("--start <date>", "the first handoff, YYYY-MM-DD (default: that of the running shift)")
    .option("--person <person>", "somebody who serves, in the order of the first weeks; repeat it", all)
    .option("--queue <ids>", "another order: ids, with commas between them", listed)
    .option("--manager <person>", "somebody who approves changes, or the id of a --person; repeat it", all)
    .option("--gitignore", "have git ignore the file for phone numbers")
    .option("--no-gitignore", "leave .gitignore as it is")
    .option("--merge-driver", "have git merge the roster by entries, in this clone")
    .option("--no-merge-driver", "leave .gitattributes and the clone as they are")
    .option("--codeowners", "have GitHub ask the managers to review changes of the roster")
    .option("--no-codeowners", "leave CODEOWNERS as it is")
    .option("--dry-run", "print the roster, write nothing")
    .action(async (_flags: object, self: Command) => {
      const { found } = await import("./run.ts");
      await found(edges, globalFlags<InitFlags>(self));
      outcome.exit = EXIT.done;
    });
  return withExamples(command, [
    { line: "oncall init", shows: "answer some questions, see the first weeks, say yes" },
    {
      line: 'oncall init --team Web --timezone Europe/Lisbon --person "Ana Reis <ana@example.com>" --person "Rui Melo <rui@example.com>"',
      shows: "without a question",
    },
  ]);
}

/** A flag that may be repeated: all that it was given. */
function all(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
