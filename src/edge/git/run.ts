/** Runs git in a folder, and says in git's words why it gave no answer. */
import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { GitFailure } from "./model.ts";

export interface GitOutput<Out = string> {
  /** Undefined: git could not be started, or was killed. */
  readonly status: number | undefined;
  readonly stdout: Out;
  readonly stderr: string;
  /** Whether git is installed. */
  readonly isThere: boolean;
}

/** For questions: git does not even refresh the index, and speaks English. */
export const READ_ONLY = { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

/**
 * Variables that point git at another repository or index, as in a hook, or change how it reads paths. The questions here
 * are about the roster's repository, which need not be the hook's; and what is added to a hook's temporary index is lost
 * with it.
 */
const NOT_OURS =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX|CEILING_DIRECTORIES|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export function run(directory: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): GitOutput {
  const { stdout, ...answer } = runForBytes(directory, args, more);
  return { ...answer, stdout: new TextDecoder().decode(stdout) };
}

/** Like `run`, where the output need not be text. */
export function runForBytes(
  directory: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): GitOutput<Uint8Array> {
  return spawn(directory, args, { ...findNamedWorkTree(directory), ...more });
}

/** The output of a command that should succeed; throws GitFailed if it does not. */
export function demandText(directory: string, args: readonly string[]): string {
  const answer = run(directory, args, READ_ONLY);
  if (answer.status !== 0) throw new GitFailed({ ...answer, stdout: "" }, `git ${args[0]}`);
  return answer.stdout;
}

/** Git gave no answer: that is not the answer "no". */
export class GitFailed extends Error {
  readonly failure: GitFailure;

  constructor(answer: GitOutput, doing: string) {
    super(reasonOf(answer, doing));
    this.failure = toFailure(answer, doing);
  }
}

export function toFailure(answer: GitOutput, doing: string): GitFailure {
  return { kind: "failed", reason: reasonOf(answer, doing), said: splitLines(answer) };
}

/** What git said in one line, the first that it wrote. */
export function reasonOf(answer: GitOutput, doing: string): string {
  const [first] = splitLines(answer);
  if (!answer.isThere) return "git is not there";
  if (first !== undefined) return first.trim().replace(/^(fatal|error): /, "");
  return `${doing} ${answer.status === undefined ? "was killed" : `ended with ${answer.status}`} and said nothing`;
}

/** All that git, and a hook that it ran, wrote. */
export function splitLines({ stderr, stdout }: Pick<GitOutput, "stderr" | "stdout">): readonly string[] {
  return `${stderr}\n${stdout}`.split(/\r?\n|\r/).filter((line) => line.trim() !== "");
}

export function isOutsideRepository({ stderr, isThere }: GitOutput<unknown>): boolean {
  return !isThere || /^fatal: not a git repository \(or any /m.test(stderr);
}

/** A work tree that the environment alone connects with its repository: a folder in it has no `.git` above it. */
function findNamedWorkTree(directory: string): NodeJS.ProcessEnv | undefined {
  const { GIT_DIR, GIT_WORK_TREE } = process.env;
  if (GIT_DIR === undefined || GIT_WORK_TREE === undefined) return undefined;
  try {
    const top = realpathSync(GIT_WORK_TREE);
    const isInside = `${realpathSync(directory)}${sep}`.startsWith(top.endsWith(sep) ? top : `${top}${sep}`);
    if (!isInside || !isOutsideRepository(spawn(directory, ["rev-parse"], READ_ONLY))) return undefined;
    return { GIT_DIR: resolve(GIT_DIR), GIT_WORK_TREE: top };
  } catch {
    return undefined;
  }
}

function spawn(directory: string, args: readonly string[], more: NodeJS.ProcessEnv): GitOutput<Uint8Array> {
  // Loaded here because most commands never ask, and loading it costs each start.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name));
  // A file's name is that file, whatever git makes of `:` and `*`.
  const { status, stdout, stderr, error } = spawnSync("git", ["--literal-pathspecs", ...args], {
    cwd: directory,
    maxBuffer: MAX_OUTPUT_BYTES,
    env: { ...Object.fromEntries(inherited), ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return {
    status: status ?? undefined,
    stdout: stdout ?? new Uint8Array(),
    stderr: stderr?.toString() ?? "",
    isThere: !(error !== undefined && "code" in error && error.code === "ENOENT"),
  };
}
