/**
 * What git knows: asked by running it, once for each question, and only by the commands that need it. Of a link git keeps
 * the link alone: what is committed, and is to be, is asked of the file that it leads to.
 */
import { basename, dirname } from "node:path";
import type { Committed, Git, Tracked } from "../edges.ts";
import { files } from "../files.ts";
import { history } from "./history.ts";
import { mergeText } from "./merge-file.ts";
import { reasonOf, run, runForBytes } from "./run.ts";

/** Standard output of git without the last newline; undefined where git fails or is not there. */
function ask(directory: string, args: readonly string[]): string | undefined {
  const { status, stdout } = run(directory, args);
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
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
  const { status, stdout } = runForBytes(dirname(real), ["show", `HEAD:./${basename(real)}`]);
  return status === 0 ? stdout : undefined;
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

function configure(directory: string, key: string, value: string): string | undefined {
  const answer = run(directory, ["config", "--local", key, value]);
  return answer.status === 0 ? undefined : reasonOf(answer, "git config");
}

export const git: Git = {
  userEmail: (directory) => ask(directory, ["config", "user.email"]) || undefined,
  workTree: (directory) => ask(directory, ["rev-parse", "--show-toplevel"]) || undefined,
  tracks,
  committed,
  commit,
  configure,
  mergeText,
  history,
};
