/** Runs git: a folder and its arguments in, what it answered out; and why it did not, in one line. */

export interface Answer<Out = string> {
  /** Undefined: git could not be started, or did not end by itself. */
  readonly status: number | undefined;
  readonly stdout: Out;
  readonly stderr: string;
  /** Whether there is a git at all. */
  readonly isThere: boolean;
}

/**
 * What others tell git through the environment: which repository and index it is in, as a hook or `GIT_DIR=…` does, and how
 * to read paths. The questions here are about the repository that a file lies in, which need not be that of the hook; and
 * what is added to the temporary index of somebody else's commit is lost with it.
 */
const NOT_OURS =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX|CEILING_DIRECTORIES|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

export function run(directory: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Answer {
  const { stdout, ...answer } = runForBytes(directory, args, more);
  return { ...answer, stdout: new TextDecoder().decode(stdout) };
}

/** The same, for what need not be text; with something to read on stdin. */
export function runForBytes(
  directory: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
  input?: string,
): Answer<Uint8Array> {
  // Loaded here because most commands never ask, and loading it costs each start.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name));
  // A file's name is that file, whatever git makes of `:` and `*`.
  const { status, stdout, stderr, error } = spawnSync("git", ["--literal-pathspecs", ...args], {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...Object.fromEntries(inherited), ...more },
    ...(input !== undefined && { input }),
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const isThere = !(error !== undefined && "code" in error && error.code === "ENOENT");
  return {
    status: status ?? undefined,
    stdout: stdout ?? new Uint8Array(),
    stderr: stderr?.toString() ?? "",
    isThere,
  };
}

/** What git said in one line, the first that it wrote. */
export function reasonOf({ isThere, status, stdout, stderr }: Answer, doing: string): string {
  if (!isThere) return "git is not there";
  const said = `${stderr}\n${stdout}`.split("\n").find((line) => line.trim() !== "");
  if (said !== undefined) return said.trim().replace(/^(fatal|error): /, "");
  return `${doing} ${status === undefined ? "was broken off" : `ended with ${status}`} and said nothing`;
}
