/** Runs one command, and is the one place where failures become text and exit codes (cli.md, "Exit codes"). */
import { type Command, CommanderError } from "commander";
import { version } from "../package.json";
import { buildProgram } from "./command/program.ts";
import { writeFault } from "./command/shared/fault-text.ts";
import type { GlobalFlags } from "./command/shared/flags.ts";
import type { Edges } from "./edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "./fault.ts";
import { suggest } from "./text/suggest.ts";

/** `args` are the words after `oncall`. Never throws, never ends the process. */
export async function run(args: readonly string[], edges: Edges): Promise<ExitCode> {
  const { root, exit } = buildProgram(edges, args);
  try {
    await root.parseAsync(args, { from: "user" });
    return exit();
  } catch (error) {
    // A usage error may come before the flags were parsed.
    const flags = { ...root.opts<GlobalFlags>(), color: !args.includes("--no-color") };
    if (error instanceof CommanderError && error.code === "commander.help") {
      root.outputHelp(); // no command was given
      return EXIT.done;
    }
    if (error instanceof CommanderError && error.exitCode !== 0)
      return report(usageFault(error, root), edges, flags);
    return report(error, edges, flags);
  }
}

async function report(error: unknown, edges: Edges, flags: GlobalFlags): Promise<ExitCode> {
  if (error instanceof CommanderError) return EXIT.done; // help or version was printed
  if (error instanceof Fault) {
    await writeFault(edges, flags, error);
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
  const [, unknown = ""] = /^unknown command '([^']*)'/.exec(what) ?? [];
  const known = SYNONYMS.get(unknown);
  if (known !== undefined) return new Fault(EXIT.usage, what, `did you mean ${known}?`);
  const near = given === undefined ? undefined : suggest(given, choices?.split(", ") ?? []);
  if (near !== undefined) return new Fault(EXIT.usage, what, `did you mean ${near}?`);
  return new Fault(EXIT.usage, what, hint?.replace(/^\(D(.*)\)$/, "d$1") ?? pointToHelp(root));
}

/** Words that people try for a command that is called something else. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["add", "join"],
  ["apply", "push"],
  ["check", "lint"],
  ["delete", "leave or undo"],
  ["edit", "swap, cover, skip, join or leave"],
  ["list", "schedule"],
  ["now", "who"],
  ["override", "cover"],
  ["remove", "leave"],
  ["revert", "undo"],
  ["rm", "leave"],
  ["roster", "schedule"],
  ["rota", "schedule"],
  ["show", "who or schedule"],
  ["status", "who"],
  ["sync", "push"],
  ["test", "verify-notifications"],
  ["unskip", "ready"],
  ["validate", "lint"],
  ["verify", "verify-notifications"],
]);
