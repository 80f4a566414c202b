/** Arguments and edges in, an exit code out: the one place where failures become text and codes (cli.md, "Exit codes"). */
import { type Command, CommanderError } from "commander";
import { version } from "../package.json";
import { type Outcome, programOf } from "./command/program.ts";
import { pageOf } from "./command/shared/context.ts";
import type { Edges } from "./edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "./fault.ts";
import { forTerminal } from "./render/escape.ts";
import { suggest } from "./text/suggest.ts";

/** `args` are the words behind `oncall`. Never throws, never ends the process. */
export async function run(args: readonly string[], edges: Edges): Promise<ExitCode> {
  const outcome: Outcome = { exit: EXIT.done };
  const program = programOf(edges, outcome, args);
  try {
    await program.parseAsync(args, { from: "user" });
    return outcome.exit;
  } catch (error) {
    if (error instanceof CommanderError && error.code === "commander.help") {
      const [, asked] = program.args;
      if (error.exitCode === 0) return EXIT.done; // oncall help: it is written
      if (asked !== undefined && asked !== "help")
        return tell(unknownTopic(program, asked), edges, !args.includes("--no-color"));
      program.outputHelp(); // no command was given
      return EXIT.done;
    }
    return tell(error, edges, !args.includes("--no-color"));
  }
}

async function tell(error: unknown, edges: Edges, color: boolean): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done; // help and version were asked for
    return tell(usageFault(error), edges, color);
  }
  if (error instanceof Fault) {
    edges.stderr.write(`oncall: ${forTerminal(error.message)}\n`);
    for (const line of error.more) edges.stderr.write(`${forTerminal(line)}\n`);
    if (error.findings.length > 0) {
      const { findingsText } = await import("./render/finding.ts");
      const { palette, columns } = await pageOf(edges.stderr, edges, { color });
      edges.stderr.write(`\n${findingsText(error.findings, palette, columns)}`);
    }
    if (error.help !== undefined) edges.stderr.write(`help: ${forTerminal(error.help)}\n`);
    return error.exit;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  edges.stderr.write(
    `oncall: this is a bug in oncall ${version}, not in what you did\n${stack}\nhelp: please report it with the command and the lines above, phone numbers left out\n`,
  );
  return EXIT.bug;
}

/** `oncall help nope`: Commander shows its help for that, as it does where no command was given. */
function unknownTopic(program: Command, asked: string): Fault {
  const commands = program.createHelp().visibleCommands(program);
  const near = suggest(
    asked,
    commands.map((command) => command.name()),
  );
  return new Fault(
    EXIT.usage,
    `unknown command '${asked}'`,
    near === undefined ? OVERVIEW : `did you mean ${near}?`,
  );
}

const OVERVIEW = "oncall --help tells what there is";

/** Commander's `error: unknown option '--x'\n(Did you mean --y?)` in the form of our own faults. */
function usageFault({ message }: CommanderError): Fault {
  const [what = "", hint] = message.replace(/^error: (command-argument value )?/, "").split("\n");
  const [, given, choices] = /'([^']*)' is invalid.* Allowed choices are (.*)\.$/.exec(what) ?? [];
  const near = given === undefined ? undefined : suggest(given, choices?.split(", ") ?? []);
  if (near !== undefined) return new Fault(EXIT.usage, what, `did you mean ${near}?`);
  return new Fault(EXIT.usage, what, hint?.replace(/^\(D(.*)\)$/, "d$1") ?? OVERVIEW);
}
