/** `oncall completion`: prints what a shell needs to complete oncall's words; and the hidden command that it then asks. */
import { Argument, Command } from "commander";
import type { Edges, Output } from "../../edge/edges.ts";
import { oneLine } from "../../render/escape.ts";
import { type GlobalFlags, globalFlags, readClock } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { findRoster, openRoster } from "../shared/open.ts";
import { candidates, type Known, rosterIn, SHELLS, shellScript } from "./complete.ts";

export function completionCommand(edges: Edges): Command {
  const command = new Command("completion")
    .summary("print the completion script of a shell")
    .description("Print the lines that make a shell complete oncall's commands, flags, people and roles.")
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => edges.stdout.write(shellScript(shell)));
  return withExamples(command, [
    { line: "oncall completion bash", shows: "for ~/.bashrc: source <(oncall completion bash)" },
    { line: "oncall completion zsh", shows: "for ~/.zshrc: source <(oncall completion zsh)" },
    { line: "oncall completion fish", shows: "for config.fish: oncall completion fish | source" },
  ]);
}

/** Answers a shell: a candidate on each line, a tab, what it is. Says nothing where anything is wrong. */
export function completeCommand(edges: Edges): Command {
  return new Command("__complete")
    .argument("[words...]", "the words after oncall, the last one perhaps empty")
    .action(async (words: readonly string[], _flags: object, command: Command) => {
      const root = command.parent;
      if (root === null) return;
      const known = await knownFor(edges, { ...globalFlags(command), ...rosterIn(words) });
      const found = candidates(root, words, known);
      edges.stdout.write(found.map(({ word, says }) => `${word}\t${oneLine(says)}\n`).join(""));
    });
}

const NOWHERE: Output = { write: () => undefined, isTTY: false, columns: 80 };

/** What the roster knows; nothing where anything is wrong: a shell is not told. */
async function knownFor(edges: Edges, flags: GlobalFlags): Promise<Known> {
  const silent = { ...edges, stderr: NOWHERE };
  try {
    const { timeline } = openRoster(silent, findRoster(silent, flags));
    if (timeline === undefined) return {};
    const { knownIn } = await import("./values.ts");
    return knownIn(timeline, readClock(silent));
  } catch {
    return {};
  }
}
