/** Finds the roster that a command is about, and names files as messages do: relative to the working directory. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { GlobalFlags } from "./flags.ts";

/** `--roster`, `ONCALL_ROSTER`, or the nearest roster.yaml from the working directory upwards. */
export function findRoster(edges: Edges, flags: GlobalFlags): string {
  const given = flags.roster ?? (edges.env["ONCALL_ROSTER"] || undefined);
  if (given !== undefined) return fromHere(edges, given);
  let misnamed: string | undefined;
  for (let folder = here(edges); ; folder = dirname(folder)) {
    const path = join(folder, "roster.yaml");
    if (edges.files.exists(path)) return path;
    const other = join(folder, "roster.yml");
    if (misnamed === undefined && edges.files.exists(other)) misnamed = named(edges, other);
    if (dirname(folder) === folder) break;
  }
  if (misnamed !== undefined) {
    throw new Fault(
      EXIT.roster,
      `there is no roster.yaml here or in a folder above, only ${misnamed}`,
      `rename it to roster.yaml, or name it with --roster ${misnamed}`,
    );
  }
  throw new Fault(
    EXIT.roster,
    "there is no roster.yaml here or in a folder above",
    "name the file with --roster FILE or ONCALL_ROSTER, or begin one with oncall init",
  );
}

/** The working directory; throws where there is none. */
export function here({ cwd }: Edges): string {
  if (cwd !== undefined) return cwd;
  throw new Fault(
    EXIT.roster,
    "the working directory is not there any more",
    "go to another folder, or name the roster by its full path with --roster or ONCALL_ROSTER",
  );
}

/** The absolute path of what is given from the working directory on. */
export function fromHere(edges: Edges, given: string): string {
  return isAbsolute(given) ? given : resolve(here(edges), given);
}

/** How the working directory leads to an absolute path; without one, the path itself. */
export function towards({ cwd }: Edges, path: string): string {
  return cwd === undefined ? path : relative(cwd, path);
}

/** The file as messages name it: from the working directory on, unless that leads far up. */
export function named(edges: Edges, path: string): string {
  const near = towards(edges, path);
  return near === "" ? basename(path) : near.startsWith(join("..", "..")) ? path : near;
}

/** The file as a diff names it, so that it can be applied where the command was run. */
export function nameInDiff(edges: Edges, path: string): string {
  const near = towards(edges, path);
  return edges.cwd === undefined || near.startsWith("..") ? basename(path) : near;
}
