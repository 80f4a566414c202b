/** Compares a folder of rosters with a revision: which are gone, and which only look as if they had been another. */
import { join, sep } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { reportDeleted } from "../../lint/base/deleted-roster.ts";
import { displayPath, isRosterPath, listGiven, resolvePath } from "../shared/find.ts";
import { gitFailed } from "../shared/git-words.ts";
import type { OpenedRoster } from "../shared/open.ts";
import type { OldRoster } from "../shared/revision.ts";
import type { LintFlags } from "./command.ts";
import type { NamedReport } from "./format.ts";

/** Where a roster stood in the base. */
export interface FormerPlace {
  /** From the root of the repository; undefined: it was not there. */
  readonly name: string | undefined;
  readonly commit: string;
}

/**
 * Where one roster is added and another is deleted, git may take it for a move, although they have nothing in common but
 * their form. The team tells, and `deleted-roster` says that the other is gone.
 */
export function forgetOther(
  edges: Edges,
  path: string,
  { timeline }: OpenedRoster,
  old: OldRoster,
): OldRoster {
  const isMoved =
    old.name !== undefined && !edges.files.real(path).replaceAll(sep, "/").endsWith(`/${old.name}`);
  const [team, before] = [timeline?.roster.team, old.timeline?.roster.team];
  if (!isMoved || team === undefined || before === undefined || team === before) return old;
  const nothing = { name: undefined, bytes: undefined, timeline: undefined, loaded: undefined };
  return { ...old, ...nothing, findings: [] };
}

/** A report for each roster below the folders that the base has and that is nowhere now. */
export function findDeleted(
  edges: Edges,
  flags: LintFlags,
  former: readonly FormerPlace[],
): readonly NamedReport[] {
  const [{ commit } = { commit: "" }] = former;
  if (flags.base === undefined || commit === "") return [];
  const base = { name: flags.base, commit };
  const known = new Set(former.map(({ name }) => name));
  const gone = new Map<string, string>();
  for (const given of listGiven(edges, flags)) {
    const folder = resolvePath(edges, given);
    if (!edges.files.isFolder(folder)) continue;
    const listed = edges.git.listCommitted(folder, commit);
    if (listed.kind === "failed") throw gitFailed(`git cannot list the files of ${flags.base}`, listed);
    const top = edges.git.workTree(folder);
    if (listed.kind === "outside" || top === undefined) continue;
    for (const name of listed.names) {
      const path = join(top, name);
      if (isRosterPath(name) && !known.has(name) && !edges.files.exists(path)) gone.set(name, path);
    }
  }
  return [...gone.values()].map((path) => {
    const file = displayPath(edges, path);
    return {
      file,
      path,
      team: null,
      report: { findings: [reportDeleted(file, base)], comparison: undefined },
    };
  });
}
