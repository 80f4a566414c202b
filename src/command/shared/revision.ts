/** Reads the roster as a git revision has it; a Fault says how to get what is missing. */
import { basename } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { Commit, UnknownRevision } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Finding } from "../../roster/finding.ts";
import type { LoadedRoster } from "../../roster/load.ts";
import { quoteWord } from "../../rules/command.ts";
import type { Timeline } from "../../timeline/build.ts";
import { gitFailed } from "./git-words.ts";
import { checkBytes } from "./open.ts";

export interface OldRoster {
  /** As it was typed. */
  readonly revision: string;
  readonly commit: Commit;
  /** The path from the root of the repository; undefined: that commit has no such file, under this name or a former one. */
  readonly name: string | undefined;
  readonly bytes: Uint8Array | undefined;
  /** Undefined also if the roster is invalid. */
  readonly timeline: Timeline | undefined;
  readonly loaded: LoadedRoster | undefined;
  /** Findings in the file as it was then, in line order. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the roster at an absolute path as a revision has it or, with `other`, as the merge base of the two has it. Whether
 * that commit has the file, and whether it can be used, is for the caller to look at.
 */
export function readOldRoster(edges: Edges, path: string, revision: string, other?: string): OldRoster {
  const past = edges.git.history.read(path, revision, other);
  if (past.kind === "unknown") throw missingRevision(past);
  if (past.kind === "failed") throw gitFailed(`git cannot read ${basename(path)} at ${revision}`, past);
  const { commit, file } = past;
  if (file === undefined) {
    const nothing = { name: undefined, bytes: undefined, timeline: undefined, loaded: undefined };
    return { revision, commit, ...nothing, findings: [] };
  }
  const { name, bytes } = file;
  const checked = checkBytes(edges, `${name}@${commit.id.slice(0, 7)}`, bytes);
  return { revision, commit, name, bytes, ...checked };
}

/** Likewise, but throws if that commit has no such file, or one that cannot be used. */
export function readOldTimeline(
  edges: Edges,
  path: string,
  revision: string,
  other?: string,
): { readonly timeline: Timeline; readonly commit: OldRoster["commit"] } {
  const { timeline, commit, name, findings } = readOldRoster(edges, path, revision, other);
  if (timeline !== undefined) return { timeline, commit };
  const short = commit.id.slice(0, 7);
  const file = basename(path);
  if (name !== undefined) throw new Fault(EXIT.roster, `${name} is invalid at ${short}`, undefined, findings);
  throw new Fault(
    EXIT.roster,
    `there is no ${file} in ${short === revision ? short : `${revision} (${short})`}`,
    `name a revision that has it (git log --follow -- ${file} lists them), or commit it first`,
  );
}

function missingRevision(unknown: UnknownRevision): Fault {
  const { revision, reason } = unknown;
  return new Fault(
    EXIT.roster,
    revision === "" ? "a revision is empty" : `git finds no revision ${revision}: ${reason}`,
    suggestFetch(unknown),
  );
}

/** Goes by git's words, which are in English here. */
function suggestFetch({ revision, reason, isShallow, remote }: UnknownRevision): string {
  if (reason === "git is not there") return "install git, and make sure it is on PATH";
  if (reason.startsWith("not a git repository"))
    return "the roster must lie in a git repository that has the revision";
  if (reason.includes("dubious ownership"))
    return "the repository belongs to another user: git config --global --add safe.directory FOLDER";
  if (reason.includes(" is a range of revisions"))
    return `name one revision: ${
      revision
        .split(/\.{2,}/)
        .filter(Boolean)
        .join(" or ") || "HEAD"
    }`;
  if (reason.includes("in common: ")) return "merge that into the branch first, or name one of the commits";
  if (reason.endsWith(" is ambiguous"))
    return "several refs have that name: give it in full, such as refs/remotes/origin/main";
  if (reason.includes(" only goes back to "))
    return "the reflog belongs to this clone alone: give a commit, such as the one from git log -1 --before=DATE";
  // A clone of one branch fetches no other unless it is named, and one that was rewritten only with a plus.
  const branch =
    remote &&
    `${quoteWord(remote.name)} ${quoteWord(`+${remote.branch}:refs/remotes/${remote.name}/${remote.branch}`)}`;
  const rename =
    remote === undefined || revision.replace(/^refs\/remotes\//, "").startsWith(`${remote.name}/`)
      ? ""
      : `, and then name ${remote.name}/${revision}`;
  if (isShallow)
    return `this clone lacks the older commits: git fetch --unshallow${branch ? ` ${branch}` : ""}${rename}, or fetch-depth: 0 where a workflow checks out`;
  return branch === undefined
    ? "fetch it first (git fetch origin), and name it as git does, such as origin/main"
    : `fetch it first: git fetch ${branch}${rename}`;
}
