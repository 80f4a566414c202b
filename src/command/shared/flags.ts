/** Declares and parses the flags that several commands have. */
import type { Command } from "commander";
import { EXIT, Fault } from "../../fault.ts";

/** The flags of the root command. */
export interface GlobalFlags {
  /** The first that was given. */
  readonly roster?: string;
  /** All that were given; undefined: none, or `roster` alone. */
  readonly rosters?: readonly string[] | undefined;
  readonly color: boolean;
  /** `--yes`: answers every prompt with yes. */
  readonly yes?: boolean;
  /** False with `--no-input`: nothing may be asked. */
  readonly input: boolean;
}

/** The flags of the root and of the command itself, as commander has parsed them. */
export function readFlags<Flags extends GlobalFlags>(command: Command): Flags {
  return command.optsWithGlobals<Flags>();
}

/** Parses a flag that takes a list: separated by commas, or the flag repeated. */
export function splitList(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(",").map((part) => part.trim())];
}

/** Parses a flag that may be repeated, commas and all. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Parses a whole number from 1 to `most`. */
export function parseCount(flag: string, text: string, most: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new Fault(EXIT.usage, `${flag} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
}

/** Adds `--roster`, which may be given several times. */
export function addRosterFlag(root: Command): Command {
  const rosters: string[] = [];
  return root
    .option(
      "-r, --roster <file>",
      "roster file; some commands read several, or a folder (default: $ONCALL_ROSTER, then roster.yaml here or in a parent folder)",
      (value: string, before: string | undefined) => before ?? value,
    )
    .on("option:roster", (value: string) => {
      rosters.push(value);
      root.setOptionValue("rosters", rosters);
    });
}
