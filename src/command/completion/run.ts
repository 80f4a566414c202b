/** Runs `oncall completion`, and answers the shell that asks for candidates. */
import type { Command } from "commander";
import type { Edges, Output } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { oneLine } from "../../render/escape.ts";
import { readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { type GlobalFlags, readFlags } from "../shared/flags.ts";
import { openRoster } from "../shared/open.ts";
import { TOPICS } from "../shared/topics.ts";
import { findCandidates, findRosterFlag, type ValueSources } from "./complete.ts";
import { completionScript, SHELLS } from "./script.ts";
import { listValues } from "./values.ts";

export async function runCompletion(edges: Edges, command: Command): Promise<ExitCode> {
  const shell = SHELLS.find((name) => name === command.args[0]);
  if (shell !== undefined) edges.stdout.write(completionScript(shell));
  return EXIT.done;
}

/** Prints a candidate per line: the word, a tab, what it means. Prints nothing if anything is wrong. */
export async function runComplete(edges: Edges, command: Command): Promise<ExitCode> {
  const root = command.parent;
  if (root === null) return EXIT.done;
  const words: readonly string[] = command.args;
  const values = readValues(edges, { ...readFlags(command), ...findRosterFlag(words) });
  const commands = root.createHelp().visibleCommands(root);
  const topic = () => [
    ...commands.map((each) => ({ word: each.name(), says: each.summary() })),
    ...TOPICS.map((word) => ({ word, says: "page of the guide" })),
  ];
  const candidates = findCandidates(root, words, { ...values, topic });
  edges.stdout.write(candidates.map(({ word, says }) => `${word}\t${oneLine(says)}\n`).join(""));
  return EXIT.done;
}

const NOWHERE: Output = { write: () => undefined, isTTY: false, columns: 80 };

/** What the roster offers for values: nothing if it cannot be used, since a shell has no place for an error. */
function readValues(edges: Edges, flags: GlobalFlags): ValueSources {
  const silent = { ...edges, stderr: NOWHERE };
  try {
    const { timeline } = openRoster(silent, findRoster(silent, flags));
    return timeline === undefined ? {} : listValues(timeline, readClock(silent));
  } catch {
    return {};
  }
}
