/**
 * Answers what commands ask of git, by running it. Git stores a link itself, not what it leads to, so questions about
 * what is committed are asked of the file that a link leads to.
 */
import { basename, dirname } from "node:path";
import { files } from "../files.ts";
import { history } from "./history.ts";
import { mergeText } from "./merge-file.ts";
import type { Committed, Git, LastCommitted, Listed, Tracked } from "./model.ts";
import { findPlace } from "./place.ts";
import { GitFailed, isOutsideRepository, READ_ONLY, reasonOf, run, splitLines, toFailure } from "./run.ts";
import { findHead, readFileAt } from "./tree.ts";

/** Standard output of git without the last newline; undefined if git fails or is not installed. */
function ask(directory: string, args: readonly string[]): string | undefined {
  const { status, stdout } = run(directory, args);
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
}

/** A private file that git may carry elsewhere must not be read, so only git's plain word makes a file untracked. */
function tracks(path: string): Tracked {
  const answer = run(dirname(path), ["ls-files", "-z", "--", basename(path)], READ_ONLY);
  if (answer.status === 0) return { kind: answer.stdout === "" ? "untracked" : "tracked" };
  if (isOutsideRepository(answer)) return { kind: "untracked" };
  return { kind: "unknown", reason: reasonOf(answer, "git ls-files") };
}

function listTracked(folder: string): Listed {
  const answer = run(folder, ["ls-files", "-z"], READ_ONLY);
  if (answer.status === 0)
    return { kind: "listed", names: [...new Set(answer.stdout.split("\0").filter(Boolean))] };
  return isOutsideRepository(answer)
    ? { kind: "outside" }
    : toFailure({ ...answer, stdout: "" }, "git ls-files");
}

function listCommitted(folder: string, commit: string): Listed {
  const answer = run(folder, ["ls-tree", "-r", "-z", "--name-only", "--full-name", commit], READ_ONLY);
  if (answer.status === 0) return { kind: "listed", names: answer.stdout.split("\0").filter(Boolean) };
  return toFailure({ ...answer, stdout: "" }, "git ls-tree");
}

function readCommitted(path: string): LastCommitted {
  const real = files.real(path);
  try {
    const place = findPlace(dirname(real));
    const head = place && findHead(place.top);
    const bytes = head && readFileAt(place.top, head, `${place.prefix}${basename(real)}`);
    return bytes === undefined || bytes === "" ? { kind: "absent" } : { kind: "file", bytes };
  } catch (error) {
    if (error instanceof GitFailed) return error.failure;
    throw error;
  }
}

/** If it fails, the index stays as it was: git restores it after a commit of one file, and an added file is removed here. */
function commit(path: string, message: string, { signoff }: { readonly signoff: boolean }): Committed {
  const real = files.real(path);
  const folder = dirname(real);
  const file = `./${basename(real)}`;
  // A file that git does not know yet cannot be committed by its name alone.
  const isNew = tracks(real).kind === "untracked";
  if (isNew) {
    const added = run(folder, ["add", "--", file]);
    if (added.status !== 0) return toFailure(added, "git add");
  }
  const answer = run(folder, [
    "commit",
    "--quiet",
    "--only",
    ...(signoff ? ["--signoff"] : []),
    "-m",
    message,
    "--",
    file,
  ]);
  if (answer.status === 0) {
    const id = ask(folder, ["rev-parse", "--short", "HEAD"]) ?? "HEAD";
    return { kind: "committed", id, said: splitLines(answer) };
  }
  if (isNew) run(folder, ["rm", "--cached", "--force", "--quiet", "--", file]);
  return toFailure(answer, "git commit");
}

function configure(directory: string, key: string, value: string): string | undefined {
  const answer = run(directory, ["config", "--local", key, value]);
  return answer.status === 0 ? undefined : reasonOf(answer, "git config");
}

export const git: Git = {
  userEmail: (directory) => ask(directory, ["config", "user.email"]) || undefined,
  workTree: (directory) => ask(directory, ["rev-parse", "--show-toplevel"]) || undefined,
  tracks,
  listTracked,
  listCommitted,
  readCommitted,
  commit,
  configure,
  mergeText,
  history,
};
