/** Finds the roster that a command is about, and names files as messages do: relative to the working directory. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { GlobalFlags } from "./flags.ts";

/** `-r -`: the roster comes from standard input. */
export const STDIN = "-";

/** The path of the roster, for a command that can also read it from standard input: a path, or STDIN. */
export function findInput(edges: Edges, flags: GlobalFlags): string {
  return givenRoster(edges, flags) === STDIN ? STDIN : findRoster(edges, flags);
}

/** `--roster`, `ONCALL_ROSTER`, or the nearest roster.yaml in the working directory or above it, as an absolute path. */
export function findRoster(edges: Edges, flags: GlobalFlags): string {
  const given = givenRoster(edges, flags);
  if (given === STDIN) {
    throw new Fault(
      EXIT.usage,
      "this needs a roster file, not standard input",
      "name the file with --roster FILE; who, schedule, why and lint can read standard input",
    );
  }
  if (given !== undefined) return resolvePath(edges, given);
  let misnamed: string | undefined;
  for (let folder = workingFolder(edges); ; folder = dirname(folder)) {
    const path = join(folder, "roster.yaml");
    if (edges.files.exists(path)) return path;
    const other = join(folder, "roster.yml");
    if (misnamed === undefined && edges.files.exists(other)) misnamed = displayPath(edges, other);
    if (dirname(folder) === folder) break;
  }
  throw misnamed === undefined
    ? new Fault(
        EXIT.roster,
        "there is no roster.yaml here or in a parent folder",
        "name the file with --roster FILE or ONCALL_ROSTER, or start one with oncall init",
      )
    : new Fault(
        EXIT.roster,
        `there is no roster.yaml here or in a parent folder, only ${misnamed}`,
        `rename it to roster.yaml, or name it with --roster ${misnamed}`,
      );
}

function givenRoster({ env }: Edges, { roster }: GlobalFlags): string | undefined {
  return roster ?? (env["ONCALL_ROSTER"] || undefined);
}

/** The working directory; throws if it has been deleted. */
export function workingFolder({ cwd }: Edges): string {
  if (cwd !== undefined) return cwd;
  throw new Fault(
    EXIT.roster,
    "the working directory no longer exists",
    "change to another folder, or give the full path of the roster with --roster or ONCALL_ROSTER",
  );
}

/** The absolute path of what was typed. */
export function resolvePath(edges: Edges, given: string): string {
  return isAbsolute(given) ? given : resolve(workingFolder(edges), given);
}

/** An absolute path relative to the working directory; without one, the path itself. */
export function relativePath({ cwd }: Edges, path: string): string {
  return cwd === undefined ? path : relative(cwd, path);
}

/** The file as messages name it: relative to the working directory, unless that is far away. */
export function displayPath(edges: Edges, path: string): string {
  if (path === STDIN) return "standard input";
  const near = relativePath(edges, path);
  return near === "" ? basename(path) : near.startsWith(join("..", "..")) ? path : near;
}

/** The file as a diff names it, so that the diff can be applied where the command was run. */
export function nameInDiff(edges: Edges, path: string): string {
  const near = relativePath(edges, path);
  return edges.cwd === undefined || near.startsWith("..") ? basename(path) : near;
}
