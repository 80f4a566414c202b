/** The tree of commands: edges in, a Commander program out whose actions answer with an exit code. */
import { Command } from "commander";
import { version } from "../../package.json";
import type { Edges } from "../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../fault.ts";
import { completeCommand, completionCommand } from "./completion.ts";
import { withExamples } from "./examples.ts";
import { lintCommand } from "./lint.ts";
import { scheduleCommand } from "./schedule.ts";
import { whoCommand } from "./who.ts";
import { whyCommand } from "./why.ts";

/** Where an action leaves its exit code: Commander's actions return nothing. */
export interface Outcome {
  exit: ExitCode;
}

export function programOf(edges: Edges, outcome: Outcome): Command {
  const root = new Command("oncall")
    .description("Who is on call, and why: computed from a roster.yaml kept in git.")
    .version(version, "-V, --version", "print the version")
    .option("-r, --roster <file>", "the roster; else ONCALL_ROSTER, else the nearest roster.yaml upwards")
    .option("--no-color", "no colour; NO_COLOR and FORCE_COLOR count too")
    .helpCommand("help [command]", "show the help of a command");
  withExamples(root, [
    { line: "oncall who", shows: "who is on call now, until when, and who is next" },
    { line: "oncall schedule --weeks 12", shows: "the coming twelve weeks" },
    { line: "oncall why monday", shows: "how the shift of next Monday came about" },
  ]);

  for (const command of [whoCommand, scheduleCommand, whyCommand, lintCommand, completionCommand]) {
    root.addCommand(command(edges, outcome));
  }
  root.addCommand(completeCommand(edges), { hidden: true });
  wire(root, edges);
  return root;
}

/** Commander neither exits nor writes to the process by itself. A command made apart inherits none of this. */
function wire(command: Command, edges: Edges): void {
  command.helpOption("-h, --help", "show help").configureHelp({ showGlobalOptions: true });
  command.exitOverride().configureOutput({
    writeOut: (text) => edges.stdout.write(text),
    // A usage error is told by run.ts like every other failure.
    writeErr: () => undefined,
    getOutHelpWidth: () => edges.stdout.columns,
    getErrHelpWidth: () => edges.stderr.columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const sub of command.commands) wire(sub, edges);
}

/** A whole number from 1 to `most`, for a flag. */
export function countOf(flag: string, text: string, most: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new Fault(EXIT.usage, `${flag} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
}
