/** Runs one command, and is the one place where failures become text and exit codes (cli.md, "Exit codes"). */
import { type Command, CommanderError } from "commander";
import { version } from "../package.json";
import { buildProgram } from "./command/program.ts";
import { pageOf } from "./command/shared/context.ts";
import type { Edges } from "./edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "./fault.ts";
import { forTerminal } from "./render/escape.ts";
import { suggest } from "./text/suggest.ts";

/** `args` are the words after `oncall`. Never throws, never ends the process. */
export async function run(args: readonly string[], edges: Edges): Promise<ExitCode> {
  const { root, exit } = buildProgram(edges, args);
  const color = !args.includes("--no-color");
  try {
    await root.parseAsync(args, { from: "user" });
    return exit();
  } catch (error) {
    if (error instanceof CommanderError && error.code === "commander.help") {
      root.outputHelp(); // no command was given
      return EXIT.done;
    }
    if (error instanceof CommanderError && error.exitCode !== 0)
      return report(usageFault(error, root), edges, color);
    return report(error, edges, color);
  }
}

async function report(error: unknown, edges: Edges, color: boolean): Promise<ExitCode> {
  if (error instanceof CommanderError) return EXIT.done; // help or version was printed
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
    `oncall: this is a bug in oncall ${version}, not something you did\n${stack}\nhelp: please report it with the command and the lines above, without phone numbers\n`,
  );
  return EXIT.bug;
}

function pointToHelp(root: Command): string {
  const [only, ...others] = root.commands;
  const command = only !== undefined && others.length === 0 ? `${only.name()} ` : "";
  return `run \`oncall ${command}--help\` for usage`;
}

/** Rewrites commander's `error: unknown option '--x'\n(Did you mean --y?)` in the form of our own faults. */
function usageFault({ message }: CommanderError, root: Command): Fault {
  const [what = "", hint] = message.replace(/^error: (command-argument value )?/, "").split("\n");
  const [, given, choices] = /'([^']*)' is invalid.* Allowed choices are (.*)\.$/.exec(what) ?? [];
  const near = given === undefined ? undefined : suggest(given, choices?.split(", ") ?? []);
  if (near !== undefined) return new Fault(EXIT.usage, what, `did you mean ${near}?`);
  return new Fault(EXIT.usage, what, hint?.replace(/^\(D(.*)\)$/, "d$1") ?? pointToHelp(root));
}
