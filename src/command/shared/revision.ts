/** A roster and a git revision in, the roster as that had it out; or a Fault that says how to come by what is missing. */

import { basename } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { Commit, GitFailure, UnknownRevision } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Finding } from "../../roster/finding.ts";
import type { LoadedRoster } from "../../roster/load.ts";
import { quoteWord } from "../../rules/command.ts";
import type { Timeline } from "../../timeline/build.ts";
import { gitLines } from "./commit.ts";
import { checkBytes } from "./open.ts";

export interface OldRoster {
  /** As somebody asked for it. */
  readonly revision: string;
  readonly commit: Commit;
  /** From the top of the repository on; undefined: that commit has no such file, under this name or a former one. */
  readonly name: string | undefined;
  readonly bytes: Uint8Array | undefined;
  /** Undefined also where something stops the computation. */
  readonly timeline: Timeline | undefined;
  readonly loaded: LoadedRoster | undefined;
  /** Of the file as it was then, in line order. */
  readonly findings: readonly Finding[];
}

/** The roster at an absolute path, as the newest commit has it that the revision and HEAD both come from. */
export function rosterAtMergeBase(edges: Edges, path: string, revision: string): OldRoster {
  return read(edges, path, revision, "merge-base");
}

/** The roster at an absolute path, as the commit has it that the revision names. */
export function rosterAt(edges: Edges, path: string, revision: string): OldRoster {
  return read(edges, path, revision, "revision");
}

/** The same, for what cannot go on without it: throws where that commit has no such file, or one that cannot be used. */
export function timelineAt(
  edges: Edges,
  path: string,
  revision: string,
): { readonly timeline: Timeline; readonly commit: OldRoster["commit"] } {
  const { timeline, commit, name, findings } = rosterAt(edges, path, revision);
  if (timeline !== undefined) return { timeline, commit };
  const short = commit.id.slice(0, 7);
  const file = basename(path);
  if (name !== undefined)
    throw new Fault(EXIT.roster, `${name} cannot be used as it stood at ${short}`, undefined, findings);
  throw new Fault(
    EXIT.roster,
    `there is no ${file} in ${short === revision ? short : `${revision} (${short})`}`,
    `name a revision that has it (git log --follow -- ${file} lists them), or commit it first`,
  );
}

function read(edges: Edges, path: string, revision: string, which: "revision" | "merge-base"): OldRoster {
  const past = edges.git.history.read(path, revision, which);
  if (past.kind === "unknown") throw missing(revision, past);
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

/** What could not be done, and all that git said about it. */
export function gitFailed(what: string, { reason, said }: GitFailure): Fault {
  const isPartial = said.some((line) => line.includes("promisor remote"));
  const help = isPartial
    ? "this clone is partial, and fetches such files when they are needed: make git fetch work, or use a full clone"
    : "git fsck says whether the repository is damaged";
  const isWhole = said.length < 2;
  return new Fault(EXIT.service, `${what}: ${reason}`, help, [], isWhole ? [] : gitLines(said));
}

function missing(revision: string, unknown: UnknownRevision): Fault {
  const { reason } = unknown;
  return new Fault(
    EXIT.roster,
    `there is no ${revision || "revision without a name"} to compare with: ${reason}`,
    cureOf(unknown),
  );
}

/** By what git says, which it says in English here. */
function cureOf({ reason, isShallow, remote }: UnknownRevision): string {
  if (reason === "git is not there") return "install git, and let PATH lead to it";
  if (reason.startsWith("not a git repository"))
    return "the roster must lie in a git repository that has the revision";
  if (reason.includes("dubious ownership"))
    return "git does not look into somebody else's repository: git config --global --add safe.directory FOLDER";
  if (reason.includes("in common: ")) return "merge that into the branch first, or name one of the commits";
  if (reason.endsWith(" is ambiguous"))
    return "a tag and a branch bear that name, or the like: name it in full, such as refs/remotes/origin/main";
  if (reason.includes(" only goes back to "))
    return "that log is of this clone alone: name a commit, such as the one that git log -1 --before=DATE shows";
  // A clone of one branch fetches no other unless it is named, and one that was rewritten only with a plus.
  const branch =
    remote &&
    `${quoteWord(remote.name)} ${quoteWord(`+${remote.branch}:refs/remotes/${remote.name}/${remote.branch}`)}`;
  if (isShallow)
    return `this clone lacks the older commits: git fetch --unshallow${branch ? ` ${branch}` : ""}, or fetch-depth: 0 where a workflow checks out`;
  return branch === undefined
    ? "fetch it first (git fetch origin), and name it as git does, such as origin/main"
    : `fetch it first: git fetch ${branch}`;
}
