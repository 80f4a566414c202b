/** `oncall merge`: what git calls to merge a roster that two branches have changed. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";

export interface MergeFlags extends GlobalFlags {
  readonly markerSize: string;
}

/** As git is told it: %O %A %B are files, %P is what the merged one is called. */
export const MERGE_DRIVER = "oncall merge --marker-size %L %O %A %B %P";

export function mergeCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("merge")
    .summary("merge two branches' changes of a roster, for git")
    .description(
      `Merge what two branches did to a roster: the entries of both are kept, in date order, and people are merged one by one; all else is merged line by line. The result is written to OURS. What contradicts itself is left as a conflict that says what it is about (exit code 1). Git calls this for a file that .gitattributes marks with merge=oncall, in a clone that knows the driver; oncall init can set up both. By hand: git config merge.oncall.driver '${MERGE_DRIVER}'. Exit code 129: nothing was merged, and OURS is as it was.`,
    )
    .usage("[options] <base> <ours> <theirs> [name]")
    .argument(
      "<file...>",
      "the file where the branches parted, on the branch that is merged into, on the branch that is merged; and how messages name it",
    )
    .option("--marker-size <n>", "how many characters a conflict marker has", "7")
    .action(async (files: readonly string[], _flags: object, self: Command) => {
      const { merge } = await import("./run.ts");
      outcome.exit = merge(edges, globalFlags<MergeFlags>(self), files);
    });
  return withExamples(command, [
    {
      line: "oncall merge old.yaml roster.yaml other.yaml",
      shows: "by hand: roster.yaml becomes the merged one",
    },
  ]);
}
