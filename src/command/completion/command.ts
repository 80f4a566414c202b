/** Declares `oncall completion`, and the hidden command that the shell's script asks. */
import { Argument, Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import { SHELLS } from "./script.ts";

export function declareCompletion(): Command {
  const command = new Command("completion")
    .summary("print the completion script for a shell")
    .description("Print the lines that make a shell complete oncall's commands, flags, people and roles.")
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS));
  return addExamples(command, [
    { line: "oncall completion bash", shows: "In ~/.bashrc: source <(oncall completion bash)" },
    { line: "oncall completion zsh", shows: "In ~/.zshrc: source <(oncall completion zsh)" },
    { line: "oncall completion fish", shows: "In config.fish: oncall completion fish | source" },
  ]);
}

export function declareComplete(): Command {
  return new Command("__complete").argument("[words...]", "the words after oncall; the last may be empty");
}
