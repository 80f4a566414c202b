/** Declares `oncall suggest`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

export interface SuggestFlags extends GlobalFlags {
  readonly shift?: string;
  readonly weeks?: string;
  readonly json?: boolean;
}

export function declareSuggest(): Command {
  const command = new Command("suggest")
    .summary("find who can take a shift, the fairest way first")
    .description(
      "For each shift that falls into somebody's time away, or for a given one: the swaps and covers that would solve it. Each was tried on the rotation: it leaves no vacancy, splits no turn, gives everybody their rest and puts nobody on call who is away. First those that move the fewest people and weeks, then those by who owes most.",
    )
    .argument("[id]", "only this person's shifts; me is you, by git's user.email")
    .option("--shift <date>", "the shift that starts on this date; with an ID, even if nobody is away")
    .option("--weeks <n>", "how many weeks to look ahead (default: 26)")
    .option("--json", "print all ways as JSON");
  return addExamples(command, [
    { line: "oncall suggest", shows: "Every clash of the next half year" },
    { line: "oncall suggest alice", shows: "Who can take what Alice cannot" },
    { line: "oncall suggest --weeks 8 --json", shows: "For scripts, with all ways" },
  ]);
}
