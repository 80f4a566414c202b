/** Declares `oncall help`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import { TOPICS } from "../shared/topics.ts";

export function declareHelp(): Command {
  const command = new Command("help")
    .summary("show a command's help, or a page of the guide")
    .description(`Show a command's help, or a page of the guide. The pages: ${TOPICS.join(", ")}.`)
    .argument("[topic]", "a command or a page");
  return addExamples(command, [
    { line: "oncall help swap", shows: "How to swap two people" },
    { line: "oncall help reviewing", shows: "How to review a change" },
    { line: "oncall help rotation", shows: "Exactly who is on call when" },
  ]);
}
