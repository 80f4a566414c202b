/** What git remembers: a revision or a commit in, commits, files as they were and authors of lines out. Read only. */
import { basename, dirname } from "node:path";
import type { Blame, History, Past, Revision } from "../edges.ts";
import { files } from "../files.ts";
import { foldersOf, namesWithin } from "./links.ts";
import { reasonOf, run, runForBytes } from "./run.ts";

/** Not even the index is brought up to date. */
const READ_ONLY = { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

function lines(directory: string, args: readonly string[]): readonly string[] | undefined {
  const { status, stdout } = run(directory, args, READ_ONLY);
  return status === 0 ? stdout.split("\n").filter((line) => line !== "") : undefined;
}

function commit(directory: string, revision: string): Revision {
  if (revision.includes("..")) return unknown(directory, `${revision} is a range of revisions, not one`);
  if (/^(\^|$)/.test(revision)) return unknown(directory, "that names no commit");
  return told(directory, [
    ...["-c", "core.warnAmbiguousRefs=true"],
    "log",
    "-1",
    "--no-show-signature",
    "--format=%H %ct",
    "--end-of-options",
    `${revision}^{commit}`,
    "--",
  ]);
}

function mergeBase(directory: string, revision: string): Revision {
  const known = commit(directory, revision);
  if (known.kind === "unknown") return known;
  const [base, other] = lines(directory, ["merge-base", "--all", known.id, "HEAD"]) ?? [];
  // Of several, one may lack what the other has: what the branch takes out could not be told from what was never there.
  if (base !== undefined && other !== undefined)
    return unknown(
      directory,
      `it and HEAD have several newest commits in common: ${base.slice(0, 7)} and ${other.slice(0, 7)}`,
    );
  if (base === known.id) return known;
  if (base !== undefined) return commit(directory, base);
  const reason = `${revision} and HEAD have no commit in common`;
  return unknown(directory, reason);
}

function unknown(directory: string, reason: string): Revision {
  return { kind: "unknown", reason, isShallow: isShallow(directory) };
}

/**
 * The commit that an answer of `git log` names. Of a tag and a branch git takes the tag, and anybody who may push can have
 * one called `origin/main`: what they put there would be the past that their change is held to.
 */
function told(directory: string, args: readonly string[]): Revision {
  const answer = run(directory, args, READ_ONLY);
  const [, name] = /^warning: refname '(.+)' is ambiguous\.$/m.exec(answer.stderr) ?? [];
  if (name !== undefined && !IN_FULL.test(name)) return unknown(directory, `refname '${name}'${AMBIGUOUS}`);
  // Of a time before the clone git takes the oldest commit that it has had: that would be no answer about that time.
  const [, short] = /^warning: (log for '.+' only goes back to .+?)\.?$/m.exec(answer.stderr) ?? [];
  if (short !== undefined) return unknown(directory, short);
  const [, id, seconds] = /^([0-9a-f]{40,}) (\d+)$/m.exec(answer.stdout) ?? [];
  if (answer.status === 0 && id !== undefined) return { kind: "commit", id, time: Number(seconds) * 1000 };
  return unknown(directory, reasonOf(answer, "git log").replace("^{commit}", ""));
}

const AMBIGUOUS = " is ambiguous";

/** What git takes at its word, whatever else bears the name. */
const IN_FULL = /^(refs\/.+|[A-Z_]*HEAD|[0-9a-f]{40,})$/;

function isShallow(directory: string): boolean {
  return lines(directory, ["rev-parse", "--is-shallow-repository"])?.[0] === "true";
}

/**
 * A change can put a repository of its own, and another past with it, in the place of a file or of a folder on its way: as a
 * submodule, or by a link into one. So those around are asked first whether they had a file of that name, outermost first.
 */
function home(path: string, revision: string): string {
  const chains = foldersOf(path).map(holdersOf);
  const own = chains.at(-1)?.at(-1);
  const around = [...new Set(chains.flat())].filter((top) => top !== own);
  const had = around.find((top) => {
    const known = commit(top, revision);
    // What is ambiguous there is told, and not looked for elsewhere.
    return known.kind === "commit"
      ? named(path, known.id, top) !== undefined
      : known.reason.endsWith(AMBIGUOUS);
  });
  return had ?? own ?? dirname(files.real(path));
}

/** The tops of the repository that a folder lies in and of those that hold it, outermost first. */
function holdersOf(folder: string): readonly string[] {
  const { top, holder } = placeIn(folder);
  return [...(holder === undefined ? [] : holdersOf(holder)), ...(top === undefined ? [] : [top])];
}

/**
 * What the name as it was given stood for goes before what it leads to now: where it, or a folder on its way, has become a
 * link or leads elsewhere, that is no other past. Then come the names that its links lead to, those that git finds for a
 * file that was moved, and at last the one that it would hardly call the same.
 */
function at(path: string, id: string, top: string): Past | undefined {
  const known = named(path, id, top);
  if (known !== undefined) return known;
  const real = files.real(path);
  const folder = dirname(real);
  const name = `${placeIn(folder).prefix}${basename(real)}`;
  const found = fileAt(folder, id, name) ?? fileAt(folder, id, formerName(folder, id, name, 50));
  if (found !== undefined) return found;
  const distant = fileAt(folder, id, formerName(folder, id, name, 5));
  return distant !== undefined && /\brotation["']?\s*:/.test(new TextDecoder().decode(distant.bytes))
    ? distant
    : undefined;
}

/** By one of the names that a path has in a repository. */
function named(path: string, id: string, top: string): Past | undefined {
  for (const name of namesWithin(top, path)) {
    const found = fileAt(top, id, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface InRepository {
  /** Of its work tree. */
  readonly top: string | undefined;
  /** The way to the folder from there, a slash behind it. */
  readonly prefix: string;
  /** The top of the one that holds it as a submodule. */
  readonly holder: string | undefined;
}

/** The repository that a folder lies in. */
function placeIn(folder: string): InRepository {
  const args = ["rev-parse", "--show-toplevel", "--show-prefix", "--show-superproject-working-tree"];
  const { status, stdout } = run(folder, args, READ_ONLY);
  const [top, prefix = "", holder] = stdout.split("\n");
  return status === 0
    ? { top, prefix, holder: holder || undefined }
    : { top: undefined, prefix: "", holder: undefined };
}

/** Links are followed as far as the commit has where they lead. */
function fileAt(folder: string, id: string, name: string | undefined): Past | undefined {
  if (name === undefined || name.includes("\n")) return undefined;
  const args = ["cat-file", "--batch", "--follow-symlinks"];
  const { status, stdout } = runForBytes(folder, args, READ_ONLY, `${id}:${name}\n`);
  const end = stdout.indexOf(LINE_FEED);
  const [, size] = /^[0-9a-f]{40,} blob (\d+)$/.exec(new TextDecoder().decode(stdout.subarray(0, end))) ?? [];
  if (status !== 0 || size === undefined) return undefined;
  return { name, bytes: stdout.subarray(end + 1, end + 1 + Number(size)) };
}

const LINE_FEED = 10;

/** What a file of the work tree was called in a commit, by git's own search for renames: so much of it, in percent, is the same. */
function formerName(folder: string, id: string, name: string, alike: number): string | undefined {
  const how = ["--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules", "-l5000"];
  const args = ["diff", ...how, `-M${alike}%`, "--diff-filter=R", "--name-status", "-z", id, "--"];
  const { status, stdout } = run(folder, args, READ_ONLY);
  if (status !== 0) return undefined;
  const words = stdout.split("\0");
  const now = words.findIndex((word, index) => index % 3 === 2 && word === name);
  return now === -1 ? undefined : words[now - 1];
}

/** Lines of one commit are told of it once, where its first line comes: what is known of a commit is kept. */
function blame(path: string, numbers: readonly number[]): ReadonlyMap<number, Blame> {
  const real = files.real(path);
  const ranges = numbers.flatMap((line) => ["-L", `${line},${line}`]);
  const told = new Map<number, Blame>();
  if (numbers.length === 0) return told;
  const answer = lines(dirname(real), ["blame", "--line-porcelain", ...ranges, "--", `./${basename(real)}`]);
  let current: { id: string; line: number; author: string; time: Blame["time"] } | undefined;
  for (const line of answer ?? []) {
    const [, id, number] = /^([0-9a-f]{40,}) \d+ (\d+)(?: \d+)?$/.exec(line) ?? [];
    if (id !== undefined) current = { id, line: Number(number), author: "", time: 0 };
    else if (current === undefined) continue;
    else if (line.startsWith("author ")) current.author = line.slice("author ".length);
    else if (line.startsWith("author-time ")) current.time = Number(line.slice("author-time ".length)) * 1000;
    else if (line.startsWith("\t")) {
      const { id: commitId, author, time } = current;
      told.set(current.line, { commit: /^0+$/.test(commitId) ? undefined : commitId, author, time });
      current = undefined;
    }
  }
  return told;
}

export const history: History = { home, commit, mergeBase, at, blame };
