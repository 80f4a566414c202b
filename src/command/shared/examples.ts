/** Adds examples to a command's help, and keeps them for the tests that run each of them. */
import type { Command } from "commander";

export interface Example {
  /** What to type, from `oncall` on. */
  readonly line: string;
  /** What it does, in a few words. */
  readonly shows: string;
}

/** What fits a terminal of 80 columns. */
const COLUMNS = 78;

const kept = new WeakMap<Command, readonly Example[]>();

export function addExamples(command: Command, examples: readonly Example[]): Command {
  kept.set(command, examples);
  const blocks = examples.map(({ line, shows }) => `  # ${shows}\n${wrapCommand(`  $ ${line}`)}`);
  return command.addHelpText("after", `\nExamples:\n${blocks.join("\n\n")}`);
}

export function examplesOf(command: Command): readonly Example[] {
  return kept.get(command) ?? [];
}

/** Breaks a long command before its flags, as one would type it over several lines. */
function wrapCommand(line: string): string {
  const lines: string[] = [];
  let current = "";
  for (const part of line.split(/ (?=--)/)) {
    const longer = current === "" ? part : `${current} ${part}`;
    if (current === "" || longer.length <= COLUMNS - 2) current = longer;
    else {
      lines.push(`${current} \\`);
      current = `      ${part}`;
    }
  }
  return [...lines, current].join("\n");
}
