/**
 * What git knows: asked by running it, once for each question, and only by the commands that need it. Of a link git keeps
 * the link alone: what is committed, and is to be, is asked of the file that it leads to.
 */
import { basename, dirname } from "node:path";
import type { Committed, Git, Tracked } from "./edges.ts";
import { files } from "./files.ts";

interface Answer {
  /** Undefined: git could not be started, or did not end by itself. */
  readonly status: number | undefined;
  readonly stdout: string;
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

function run(directory: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Answer {
  // Loaded here because most commands never ask, and loading it costs each start.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name));
  // A file's name is that file, whatever git makes of `:` and `*`.
  const { status, stdout, stderr, error } = spawnSync("git", ["--literal-pathspecs", ...args], {
    cwd: directory,
    encoding: "utf8",
    env: { ...Object.fromEntries(inherited), ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const isThere = !(error !== undefined && "code" in error && error.code === "ENOENT");
  return { status: status ?? undefined, stdout: stdout ?? "", stderr: stderr ?? "", isThere };
}

/** Standard output of git without the last newline; undefined where git fails or is not there. */
function ask(directory: string, args: readonly string[]): string | undefined {
  const { status, stdout } = run(directory, args);
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
}

/** What git said in one line, the first that it wrote. */
function reasonOf({ isThere, status, stdout, stderr }: Answer, doing: string): string {
  if (!isThere) return "git is not there";
  const said = `${stderr}\n${stdout}`.split("\n").find((line) => line.trim() !== "");
  if (said !== undefined) return said.trim().replace(/^(fatal|error): /, "");
  return `${doing} ${status === undefined ? "was broken off" : `ended with ${status}`} and said nothing`;
}

/**
 * Only what git says plainly makes a file untracked: a private file that git may carry elsewhere is not to be read. (Git
 * has a repository for somebody else's files that it will not look into, for one.)
 */
function tracks(path: string): Tracked {
  const answer = run(dirname(path), ["ls-files", "-z", "--", basename(path)], { LC_ALL: "C" });
  if (answer.status === 0) return { kind: answer.stdout === "" ? "untracked" : "tracked" };
  const isOutside = /^fatal: not a git repository \(or any /m.test(answer.stderr);
  if (!answer.isThere || isOutside) return { kind: "untracked" };
  return { kind: "unknown", reason: reasonOf(answer, "git ls-files") };
}

function committed(path: string): Uint8Array | undefined {
  const real = files.real(path);
  const { status, stdout } = run(dirname(real), ["show", `HEAD:./${basename(real)}`]);
  return status === 0 ? new TextEncoder().encode(stdout) : undefined;
}

/** Where it fails the index is as it was: a commit of one file puts it back, and what was added is taken out again. */
function commit(path: string, message: string): Committed {
  const real = files.real(path);
  const folder = dirname(real);
  const file = `./${basename(real)}`;
  // A file that git does not know yet cannot be committed by its name alone.
  const isNew = tracks(real).kind === "untracked";
  if (isNew) {
    const added = run(folder, ["add", "--", file]);
    if (added.status !== 0) return { kind: "failed", reason: reasonOf(added, "git add") };
  }
  const answer = run(folder, ["commit", "--quiet", "--only", "-m", message, "--", file]);
  if (answer.status === 0) {
    return { kind: "committed", id: ask(folder, ["rev-parse", "--short", "HEAD"]) ?? "HEAD" };
  }
  if (isNew) run(folder, ["rm", "--cached", "--force", "--quiet", "--", file]);
  return { kind: "failed", reason: reasonOf(answer, "git commit") };
}

export const git: Git = {
  userEmail: (directory) => ask(directory, ["config", "user.email"]) || undefined,
  workTree: (directory) => ask(directory, ["rev-parse", "--show-toplevel"]) || undefined,
  tracks,
  committed,
  commit,
};
