/**
 * Sessions at a terminal as text: what is typed behind `$ `, what comes back on stdout below it, what comes on stderr
 * behind `! `, and the exit code if it is not 0. Lines `# key: value` at the top say in which world. Files are given as
 * a query string (`# files: /team/.git=`, or nothing for none), answers to questions with `|` between them, and what the
 * roster was at a revision by a file beside the session (`# revisions: HEAD=diff.head.yaml`, `example` for the example).
 */
import type { World } from "./world.ts";

export interface Transcript {
  readonly head: string;
  readonly world: World & { readonly roster?: string };
  /** Files by revisions. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
}

const HEAD = /^# (\w+): ?(.*)$/;

export function transcriptOf(text: string): Transcript {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith("$ "));
  const head = lines.slice(0, first);
  const pairs = head.flatMap((line) => {
    const [, key = "", value = ""] = HEAD.exec(line) ?? [];
    return key === "" ? [] : [[key, value] as const];
  });
  const { tty, columns, env, answers, files, revisions, ...rest } = Object.fromEntries(pairs);
  return {
    head: head.map((line) => `${line}\n`).join(""),
    world: {
      ...rest,
      ...(tty !== undefined && { tty: tty === "yes" }),
      ...(columns !== undefined && { columns: Number(columns) }),
      ...(answers !== undefined && { answers: answers.split("|").map((answer) => answer.trim()) }),
      ...(files !== undefined && { files: Object.fromEntries(new URLSearchParams(files)) }),
      ...(env !== undefined && { env: Object.fromEntries(new URLSearchParams(env)) }),
    },
    revisions: Object.fromEntries(new URLSearchParams(revisions)),
    commands: lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2)),
  };
}

/** The file that `cat FILE` is about; undefined for any other command. */
export function shownFile(command: string): string | undefined {
  return /^cat (\S+)$/.exec(command)?.[1];
}

/** The words behind `oncall` as a shell splits them; quotes, but neither escapes nor variables. */
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
  // What escapes do is looked at elsewhere; here they must be seen.
  return (answer.stdout + complaint + code).replaceAll("\u001b", "␛").replaceAll("\r", "␍");
}
