/** What all commands that edit share in: their flags, and the way that is loaded only when one of them is run. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import type { ExitCode } from "../../fault.ts";
import type { GlobalFlags } from "../shared/context.ts";
import type { Typed } from "./wish.ts";

export interface ChangeFlags extends GlobalFlags {
  readonly from?: string;
  readonly reason?: string;
  readonly approvedBy?: readonly string[];
  readonly backdated?: boolean;
  readonly unapproved?: boolean;
  readonly allow?: readonly string[];
  readonly dryRun?: boolean;
  readonly commit?: boolean;
  readonly json?: boolean;
}

/** The flags of an entry: when it counts, who approved and why. */
export function withRemarks(command: Command): Command {
  return command
    .option(
      "--approved-by <approvers>",
      "who approved; manager is a manager on record of each engineer concerned",
      listed,
    )
    .option("--reason <text>", "why, for those who read the log later")
    .option("--backdated", "recorded after the fact: may change what is past");
}

/** The flags of everything that writes the roster. */
export function withWriting(command: Command): Command {
  return command
    .option("--allow <guards>", "let these guards pass, by the names that a refusal gives", listed)
    .option("--dry-run", "show what would come of it, write nothing")
    .option("--commit", "commit the roster, and that file alone")
    .option("--json", "what was done as JSON");
}

/** A flag that takes several: with commas between them, or repeated. */
export function listed(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(",").map((part) => part.trim())];
}

/** Does what was typed. The way there is loaded here: whoever asks who is on call does not wait for it. */
export async function changed(edges: Edges, typed: Typed): Promise<ExitCode> {
  const { change } = await import("./run.ts");
  return change(edges, typed);
}
