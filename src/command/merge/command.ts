/** Declares `oncall merge`, which git calls to merge a roster that two branches have changed. */
import { Command } from "commander";
import { MERGE_DRIVER } from "../../template/beside.ts";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

export interface MergeFlags extends GlobalFlags {
  readonly markerSize: string;
}

export function declareMerge(): Command {
  const command = new Command("merge")
    .summary("merge two branches' roster changes (git merge driver)")
    .description(
      `Merge two branches' changes to a roster: entries of both sides are kept in date order, people are merged one by one, and everything else line by line. The result is written to OURS. Contradictions are left as a conflict that says what it is about (exit code 1). Exit code 129: nothing was merged and OURS is unchanged.

Git runs this for files that .gitattributes marks with merge=oncall, in a clone that knows the driver. oncall init sets up both; by hand:
git config merge.oncall.driver '${MERGE_DRIVER}'`,
    )
    .usage("[options] <base> <ours> <theirs> [name]")
    .argument(
      "<file...>",
      "the common ancestor, the branch merged into, the branch being merged, and optionally the name for messages",
    )
    .option("--marker-size <n>", "length of the conflict markers", "7");
  return addExamples(command, [
    {
      line: "oncall merge old.yaml roster.yaml other.yaml",
      shows: "By hand: writes the merged roster to roster.yaml",
    },
  ]);
}
