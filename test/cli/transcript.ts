/**
 * Reads and writes sessions at a terminal: `$ ` before what is typed, then what comes on stdout, `! ` before what comes
 * on stderr, and the exit code unless it is 0. Lines `# key: value` at the top, as YAML, say in which world it all happens.
 */
import { parse } from "yaml";
import type { World } from "./world.ts";

export interface Transcript {
  readonly head: readonly string[];
  readonly world: World;
  /** What the roster was at each revision: a file beside the session, `example`, or "" for none. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
}

export function readTranscript(text: string): Transcript {
  const lines = text.split("\n");
  const head = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith("$ ")),
  );
  const { revisions = {}, ...world } = readHead(head);
  return {
    ...{ head, world, revisions },
    commands: lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2)),
  };
}

/** The settings in the lines `# key: value` of a session, which are YAML. */
export function readHead(lines: readonly string[]) {
  const yaml = lines.filter((line) => line.startsWith("# ")).map((line) => line.slice(2));
  return parse(yaml.join("\n")) ?? {};
}

/** FILE of `cat FILE`; undefined for any other command. */
export function shownFile(command: string): string | undefined {
  return /^cat (\S+)$/.exec(command)?.[1];
}

/** The words after `oncall` as a shell splits them: with quotes, without escapes and variables. */
export function wordsOf(command: string): readonly string[] {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => {
    return double ?? single ?? bare ?? "";
  });
  if (words[0] !== "oncall") throw new Error(`a transcript runs oncall, not ${words[0]}`);
  return words.slice(1);
}

export function shownAnswer(answer: {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}): string {
  const complaint = answer.stderr.replace(/^(?=.)/gm, "! ");
  const code = answer.exit === 0 ? "" : `[exit ${answer.exit}]\n`;
  // An escape must be seen here; what it does is tested elsewhere.
  return (answer.stdout + complaint + code).replaceAll("\u001b", "␛").replaceAll("\r", "␍");
}
