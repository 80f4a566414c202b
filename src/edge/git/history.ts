/** Reads the roster as it was at a revision. Writes nothing, and never takes a failure of git for absence. */
import { basename, dirname } from "node:path";
import { files } from "../files.ts";
import { blame, readShallowCommits } from "./blame.ts";
import { findFormerName } from "./former-name.ts";
import { listFolders, listNames } from "./links.ts";
import type { Commit, History, Past, PastFile, UnknownRevision } from "./model.ts";
import { findPlace } from "./place.ts";
import { demandText, GitFailed, isOutsideRepository, READ_ONLY, reasonOf, run } from "./run.ts";
import { readFileAt } from "./tree.ts";
import { searchVersions } from "./versions.ts";

type Found = Commit | UnknownRevision;

export const history: History = { read, blame, searchVersions };

function read(path: string, revision: string, other?: string): Past {
  try {
    const top = findHome(path, revision);
    const commit = other === undefined ? findCommit(top, revision) : findMergeBase(top, revision, other);
    return commit.kind === "unknown"
      ? commit
      : { kind: "past", commit, file: findFile(path, commit.id, top) };
  } catch (error) {
    if (error instanceof GitFailed) return error.failure;
    throw error;
  }
}

/** The commit that a revision names, which is never taken for an option. */
export function findCommit(directory: string, revision: string): Found {
  if (revision.includes(".."))
    return reportUnknown(directory, revision, `${revision} is a range of revisions, not one`);
  if (/^(\^|$)/.test(revision)) return reportUnknown(directory, revision, "that names no commit");
  const answer = run(
    directory,
    [
      ...["-c", "core.warnAmbiguousRefs=true", "log", "-1", "--no-show-signature", "--format=%H %ct"],
      ...["--end-of-options", `${revision}^{commit}`, "--"],
    ],
    READ_ONLY,
  );
  // Git prefers a tag to a branch, and anybody who may push can make a tag called `origin/main`: their change would then
  // be held to a past of their own making.
  const [, name] = /^warning: refname '(.+)' is ambiguous\.$/m.exec(answer.stderr) ?? [];
  if (name !== undefined && !IN_FULL.test(name))
    return reportUnknown(directory, revision, `refname '${name}'${AMBIGUOUS}`);
  // For a time before the clone git takes the first commit of the clone, which answers another question.
  const [, short] = /^warning: (log for '.+' only goes back to .+?)\.?$/m.exec(answer.stderr) ?? [];
  if (short !== undefined) return reportUnknown(directory, revision, short);
  const [, id, seconds] = /^([0-9a-f]{40,}) (\d+)$/m.exec(answer.stdout) ?? [];
  if (answer.status === 0 && id !== undefined) return { kind: "commit", id, time: Number(seconds) * 1000 };
  if (!isOutsideRepository(answer) && !NO_SUCH.test(answer.stderr)) throw new GitFailed(answer, "git log");
  return reportUnknown(directory, revision, reasonOf(answer, "git log").replace("^{commit}", ""));
}

const AMBIGUOUS = " is ambiguous";

/** What git takes literally, whatever else has that name. */
const IN_FULL = /^(refs\/.+|[A-Z_]*HEAD|[0-9a-f]{40,})$/;

/** All that git says if there is no such revision; an error before it means that an object could not be read. */
const NO_SUCH = /^fatal: (bad revision|ambiguous argument|log for|detected dubious ownership)/;

/** The newest commit that two revisions have in common. */
export function findMergeBase(directory: string, revision: string, other = "HEAD"): Found {
  const known = findCommit(directory, revision);
  if (known.kind === "unknown") return known;
  const head = findCommit(directory, other);
  if (head.kind === "unknown") return head;
  const answer = run(directory, ["merge-base", "--all", known.id, head.id], READ_ONLY);
  if (answer.status === 1 && answer.stderr === "")
    return reportUnknown(directory, revision, `${revision} and ${other} have no commit in common`);
  if (answer.status !== 0) throw new GitFailed(answer, "git merge-base");
  const [base = "", second] = answer.stdout.split("\n").filter((line) => line !== "");
  // Of several, one may lack what another has: what the branch removes could look as if it had never existed.
  if (second !== undefined)
    return reportUnknown(
      directory,
      revision,
      `it and ${other} have several newest commits in common: ${base.slice(0, 7)} and ${second.slice(0, 7)}`,
    );
  // If the history is cut off in between, a newer common commit may lie beyond.
  const oldest = readShallowCommits(directory);
  const since = oldest.size === 0 ? "" : demandText(directory, ["rev-list", known.id, head.id, `^${base}`]);
  if (since.split("\n").some((id) => oldest.has(id)))
    return reportUnknown(
      directory,
      revision,
      `the newest commit that ${revision} and ${other} have in common cannot be found`,
    );
  return base === known.id ? known : findCommit(directory, base);
}

function reportUnknown(directory: string, revision: string, reason: string): UnknownRevision {
  const ask = (args: readonly string[]) => run(directory, args, READ_ONLY).stdout.split("\n");
  const [isShallow] = ask(["rev-parse", "--is-shallow-repository"]);
  const [name = ""] = revision.replace(/^refs\/remotes\//, "").split(/[~^@:]/);
  const remote = ask(["remote"]).find((each) => each !== "" && name.startsWith(`${each}/`));
  const branch = remote === undefined ? undefined : name.slice(remote.length + 1);
  return {
    kind: "unknown",
    reason,
    isShallow: isShallow === "true",
    remote: remote === undefined || !branch ? undefined : { name: remote, branch },
  };
}

/**
 * Finds the root of the repository that has the file's past. A change can replace the file, or a folder above it, with
 * another repository and so another past: as a submodule, or by a link into one. So the outer repositories are asked first
 * whether they had a file of that name, from the outermost in.
 */
export function findHome(path: string, revision: string): string {
  const chains = listFolders(path).map(findHolders);
  const own = chains.at(-1)?.at(-1);
  const around = [...new Set(chains.flat())].filter((top) => top !== own);
  const had = around.find((top) => {
    const commit = findCommit(top, revision);
    // What is ambiguous there is reported, not looked for elsewhere.
    if (commit.kind === "unknown") return commit.reason.endsWith(AMBIGUOUS);
    return findByName(path, commit.id, top) !== undefined;
  });
  return had ?? own ?? dirname(files.real(path));
}

/** The roots of the repository that a folder is in and of those that hold it, outermost first. */
function findHolders(folder: string): readonly string[] {
  const place = findPlace(folder);
  if (place === undefined) return [];
  return [...(place.holder === undefined ? [] : findHolders(place.holder)), place.top];
}

/**
 * Tries the name as it was given, although it or a folder above it may have become a link since; then the names that its
 * links lead to; then the name that git finds for a file that was moved; and last the name of a file that git would hardly
 * call the same.
 */
function findFile(path: string, id: string, top: string): PastFile | undefined {
  const given = findByName(path, id, top);
  if (given !== undefined) return given;
  const real = files.real(path);
  const place = findPlace(dirname(real));
  if (place?.top !== top) return undefined;
  const name = `${place.prefix}${basename(real)}`;
  const moved = readAt(top, id, name) ?? readAt(top, id, findFormerName(top, id, name, 50));
  if (moved !== undefined) return moved;
  const distant = readAt(top, id, findFormerName(top, id, name, 5));
  const isRoster = distant && /\brotation["']?\s*:/.test(new TextDecoder().decode(distant.bytes));
  return isRoster === true ? distant : undefined;
}

/** By one of the names that a path has in a repository. */
function findByName(path: string, id: string, top: string): PastFile | undefined {
  for (const name of listNames(top, path)) {
    const file = readAt(top, id, name);
    if (file !== undefined) return file;
  }
  return undefined;
}

function readAt(top: string, id: string, name: string | undefined): PastFile | undefined {
  const bytes = name === undefined ? undefined : readFileAt(top, id, name);
  return name === undefined || bytes === undefined ? undefined : { name, bytes };
}
