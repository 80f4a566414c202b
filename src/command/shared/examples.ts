/** The examples of a command's help: shown at its end, and found again by the tests that run each of them. */
import type { Command } from "commander";

export interface Example {
  /** What to type, from `oncall` on. */
  readonly line: string;
  /** What it is for, in a few words. */
  readonly shows: string;
}

const kept = new WeakMap<Command, readonly Example[]>();

/** Adds examples to a command's help. */
export function withExamples(command: Command, examples: readonly Example[]): Command {
  kept.set(command, examples);
  const width = Math.max(...examples.map(({ line }) => line.length));
  const lines = examples.map(({ line, shows }) => `  ${line.padEnd(width)}  ${shows}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

/** The examples that a command was given. */
export function examplesOf(command: Command): readonly Example[] {
  return kept.get(command) ?? [];
}
