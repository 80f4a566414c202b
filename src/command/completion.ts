/** `oncall completion`: prints what a shell needs to complete oncall's words; and the hidden command that it then asks. */
import { Argument, Command } from "commander";
import type { Edges, Output } from "../edge/edges.ts";
import { oneLine } from "../render/escape.ts";
import type { Timeline } from "../timeline/build.ts";
import { candidates, SHELLS, shellScript } from "./complete.ts";
import { type GlobalFlags, globalFlags, readClock } from "./context.ts";
import { withExamples } from "./examples.ts";
import { openRoster } from "./open.ts";

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
      const { knownIn } = await import("./known.ts");
      const timeline = quietly(edges, globalFlags(command));
      const known = timeline === undefined ? {} : knownIn(timeline, readClock({ ...edges, stderr: NOWHERE }));
      const found = candidates(root, words, known);
      edges.stdout.write(found.map(({ word, says }) => `${word}\t${oneLine(says)}\n`).join(""));
    });
}

const NOWHERE: Output = { write: () => undefined, isTTY: false, columns: 80 };

/** The timeline of the roster; undefined where anything is wrong: a shell is told nothing. */
function quietly(edges: Edges, flags: GlobalFlags): Timeline | undefined {
  try {
    return openRoster({ ...edges, stderr: NOWHERE }, flags).timeline;
  } catch {
    return undefined;
  }
}
