/** Declares `oncall who`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

export interface WhoFlags extends GlobalFlags {
  readonly at?: string;
  readonly asOf?: string;
  readonly contact?: boolean;
  readonly json?: boolean;
}

export function declareWho(): Command {
  const command = new Command("who")
    .summary("show who is on call now, and who is next")
    .description(
      "Show who is on call in each role, until when, whom they are covering for, and who is next. Exits 1 if a role is vacant.",
    )
    .argument("[role]", "only this role, such as primary")
    .option("--at <when>", "at another time: HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset")
    .option("--as-of <revision>", "according to the roster at a git revision: who we thought was on call")
    .option("--contact", "include phone numbers and Slack ids (on a terminal only)")
    .option("--json", "print JSON");
  return addExamples(command, [
    { line: "oncall who", shows: "Who is on call now" },
    { line: "oncall who primary", shows: "Who answers first" },
    { line: 'oncall who --at "2026-12-24 22:00"', shows: "Christmas Eve, in the roster's time zone" },
    {
      line: 'oncall who --at "2026-11-20 03:00" --as-of main~3',
      shows: "Who we thought was on call, before the last three commits",
    },
    { line: "oncall who primary --json", shows: "For scripts" },
  ]);
}
