/** The tree of commands: edges in, a Commander program out whose actions answer with an exit code. */
import { Command } from "commander";
import { version } from "../../package.json";
import type { Edges } from "../edge/edges.ts";
import type { ExitCode } from "../fault.ts";
import { coverCommand } from "./change/cover.ts";
import { joinCommand, leaveCommand } from "./change/join.ts";
import { readyCommand, skipCommand } from "./change/skip.ts";
import { swapCommand } from "./change/swap.ts";
import { approveCommand, undoCommand } from "./change/undo.ts";
import { completeCommand, completionCommand } from "./completion/command.ts";
import { diffCommand } from "./diff/command.ts";
import { initCommand } from "./init/command.ts";
import { lintCommand } from "./lint/command.ts";
import { mergeCommand } from "./merge/command.ts";
import { planCommand, pushCommand } from "./push/command.ts";
import { scheduleCommand } from "./schedule/command.ts";
import { withExamples } from "./shared/examples.ts";
import { verifyCommand } from "./verify/command.ts";
import { whoCommand } from "./who/command.ts";
import { whyCommand } from "./why/command.ts";

/** Where an action leaves its exit code: Commander's actions return nothing. */
export interface Outcome {
  exit: ExitCode;
}

/** All commands, in the order of the help. */
const COMMANDS: Readonly<Record<string, (edges: Edges, outcome: Outcome) => Command>> = {
  who: whoCommand,
  schedule: scheduleCommand,
  why: whyCommand,
  swap: swapCommand,
  cover: coverCommand,
  skip: skipCommand,
  ready: readyCommand,
  join: joinCommand,
  leave: leaveCommand,
  undo: undoCommand,
  approve: approveCommand,
  init: initCommand,
  lint: lintCommand,
  diff: diffCommand,
  merge: mergeCommand,
  plan: planCommand,
  push: pushCommand,
  "verify-notifications": verifyCommand,
  completion: completionCommand,
};

/**
 * The whole tree or, where the arguments name a command, that command alone: to declare all the others costs `who` a
 * fifteenth of its time.
 */
export function programOf(edges: Edges, outcome: Outcome, args: readonly string[] = []): Command {
  const root = new Command("oncall")
    .description("Who is on call, and why: computed from a roster.yaml kept in git.")
    .version(version, "-V, --version", "print the version")
    .option("-r, --roster <file>", "the roster; else ONCALL_ROSTER, else the nearest roster.yaml upwards")
    .option("--no-color", "no colour; NO_COLOR and FORCE_COLOR count too")
    .option("--yes", "say yes to what would be asked")
    .option("--no-input", "ask nothing: what is missing is an error")
    .helpCommand("help [command]", "show the help of a command");
  const named = namedIn(root, args);
  const only = named !== undefined && Object.hasOwn(COMMANDS, named) ? COMMANDS[named] : undefined;
  if (only !== undefined) root.addCommand(only(edges, outcome));
  else {
    withExamples(root, EXAMPLES);
    for (const command of Object.values(COMMANDS)) root.addCommand(command(edges, outcome));
    root.addCommand(completeCommand(edges), { hidden: true });
  }
  wire(root, edges);
  return root;
}

const EXAMPLES = [
  { line: "oncall who", shows: "who is on call now, until when, and who is next" },
  { line: "oncall schedule --weeks 12", shows: "the coming twelve weeks" },
  { line: "oncall swap alice bob --approved-by manager", shows: "two people trade places in the queue" },
  { line: "oncall why tuesday", shows: "how the shift of next Tuesday came about" },
];

/** The first word that is neither a flag of the root nor the value of one. */
function namedIn(root: Command, args: readonly string[]): string | undefined {
  const valued = root.options.filter(({ required }) => required).flatMap(({ short, long }) => [short, long]);
  return args.find((arg, index) => !arg.startsWith("-") && !valued.includes(args[index - 1]));
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
