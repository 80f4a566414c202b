/** Declares `oncall init`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import { collect, type GlobalFlags, splitList } from "../shared/flags.ts";

export interface InitFlags extends GlobalFlags {
  readonly team?: string;
  readonly timezone?: string;
  readonly handoff?: string;
  readonly start?: string;
  readonly duty?: string;
  readonly person?: readonly string[];
  readonly queue?: readonly string[];
  readonly manager?: readonly string[];
  readonly gitignore?: boolean;
  readonly codeowners?: boolean;
  readonly mergeDriver?: boolean;
  readonly dryRun?: boolean;
}

export function declareInit(): Command {
  const command = new Command("init")
    .summary("write a first roster")
    .description(
      `Write a first roster.yaml, with comments and the schema for editors beside it. On a terminal, oncall asks for whatever no flag gives; elsewhere --team, --timezone and --person are required.

A person is written "Alice Nguyen <alice@example.com>", optionally with an id in front (al=Alice …) and a GitHub name at the end (… @alice-n).

If you want, init also adds a line to .gitignore (phone numbers), to .gitattributes (the merge driver) and to CODEOWNERS. It never overwrites a roster (exit code 5).`,
    )
    .option("--team <name>", "the team's name")
    .option("--timezone <tz>", "the time zone of the handoffs, such as Europe/Lisbon")
    .option("--handoff <when>", "weekday and time of the handoff (default: monday 12:00)")
    .option("--start <date>", "the first handoff, YYYY-MM-DD (default: that of the running shift)")
    .option(
      "--duty <hours>",
      'hours at which somebody is on call, such as "mon-fri 09:00-17:00" or "outside mon-fri 09:00-17:00" (default: always)',
    )
    .option(
      "--person <person>",
      "somebody on call, in the order of the first weeks; repeat for each",
      collect,
    )
    .option("--queue <ids>", "a different order: a comma-separated list of ids", splitList)
    .option(
      "--manager <person>",
      "somebody who approves changes, or the id of a --person; repeat for each",
      collect,
    )
    .option("--gitignore", "make git ignore the file with phone numbers")
    .option("--no-gitignore", "leave .gitignore alone")
    .option("--merge-driver", "have git merge the roster entry by entry in this clone")
    .option("--no-merge-driver", "leave .gitattributes and the clone's config alone")
    .option("--codeowners", "have GitHub ask the managers to review roster changes")
    .option("--no-codeowners", "leave CODEOWNERS alone")
    .option("--dry-run", "print the roster, write nothing");
  return addExamples(command, [
    { line: "oncall init", shows: "Answer a few questions, see the first weeks, confirm" },
    {
      line: 'oncall init --team Web --timezone Europe/Lisbon --person "Ana Reis <ana@example.com>" --person "Rui Melo <rui@example.com>"',
      shows: "Without prompts",
    },
  ]);
}
