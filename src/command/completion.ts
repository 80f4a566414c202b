/** `oncall completion`: prints what a shell needs to complete oncall's words; and the hidden command that it then asks. */
import { Argument, Command } from "commander";
import type { Edges } from "../edge/edges.ts";
import { oneLine } from "../render/escape.ts";
import { candidates, rosterIn, SHELLS, shellScript } from "./complete.ts";
import { globalFlags } from "./context.ts";
import { withExamples } from "./examples.ts";
import { openRoster } from "./open.ts";
import { rolesOf } from "./people.ts";

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
    .action((words: readonly string[], _flags: object, command: Command) => {
      const root = command.parent;
      if (root === null) return;
      const roster = () => {
        try {
          return openRoster(edges, { ...globalFlags(command), ...rosterIn(words) }).timeline?.roster;
        } catch {
          return undefined;
        }
      };
      const found = candidates(root, words, {
        people: () =>
          [...(roster()?.people.values() ?? [])].map(({ id, name }) => ({ word: id, says: name })),
        roles: () => {
          const known = roster();
          return known === undefined ? [] : rolesOf(known).map((word) => ({ word, says: "role" }));
        },
      });
      edges.stdout.write(found.map(({ word, says }) => `${word}\t${oneLine(says)}\n`).join(""));
    });
}
