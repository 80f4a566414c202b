/** Finds the roster that a command is about, and names files as messages do: relative to the working directory. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { quoteWord } from "../../rules/command.ts";
import type { GlobalFlags } from "./flags.ts";
import { gitFailed } from "./git-words.ts";

/** `-r -`: the roster comes from standard input. */
export const STDIN = "-";

/** The path of the roster, for a command that can also read it from standard input: a path, or STDIN. */
export function findInput(edges: Edges, flags: GlobalFlags): string {
  return givenRoster(edges, flags) === STDIN ? STDIN : findRoster(edges, flags);
}

/**
 * `--roster`, `ONCALL_ROSTER`, or the nearest roster.yaml in the working directory or above it, as an absolute path.
 * Several rosters, or a folder, are refused by name: a command that reads them all uses several.ts.
 */
export function findRoster(edges: Edges, flags: GlobalFlags): string {
  const given = givenRoster(edges, flags);
  if (given === STDIN) {
    throw new Fault(
      EXIT.usage,
      "this needs a roster file, not standard input",
      "name the file with --roster FILE; who, schedule, why and lint can read standard input",
    );
  }
  if (given !== undefined) {
    const path = resolvePath(edges, given);
    if (edges.files.isFolder(path)) throw severalFault(edges, flags);
    return path;
  }
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

/** All that `--roster` names, else ONCALL_ROSTER: files, folders or STDIN, as they were typed. */
export function listGiven({ env }: Edges, { roster, rosters }: GlobalFlags): readonly string[] {
  const given = rosters ?? (roster === undefined ? [] : [roster]);
  const set = env["ONCALL_ROSTER"];
  return given.length > 0 || set === undefined || set === "" ? given : [set];
}

/** What is given, if it is one; throws if it is several. */
export function givenRoster(edges: Edges, flags: GlobalFlags): string | undefined {
  const [given, other] = listGiven(edges, flags);
  if (other !== undefined) throw severalFault(edges, flags);
  return given;
}

/** The rosters that were given, or that lie below what was given: absolute paths, or STDIN. Throws if there is none. */
export function findGiven(edges: Edges, given: string): readonly string[] {
  if (given === STDIN) return [STDIN];
  const path = resolvePath(edges, given);
  return edges.files.isFolder(path) ? findRostersBelow(edges, path) : [path];
}

const MOST_NAMED = 10;

function severalFault(edges: Edges, flags: GlobalFlags): Fault {
  const given = listGiven(edges, flags);
  const found = [...new Set(given.flatMap((each) => findGiven(edges, each)))].map((path) =>
    path === STDIN ? STDIN : displayPath(edges, path),
  );
  const rest = found.length - MOST_NAMED;
  const named = `${found.slice(0, MOST_NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return new Fault(
    EXIT.usage,
    `this takes the file of one roster; found ${found.length}: ${named}`,
    "name one of them with --roster; only who, schedule, lint, stats, suggest, remind and publish read several, or a folder",
  );
}

/** Whether a path with slashes is called as rosters in a folder are. */
export function isRosterPath(path: string): boolean {
  return isRosterName(path.slice(path.lastIndexOf("/") + 1));
}

function isRosterName(name: string): boolean {
  return name === "roster.yaml" || name.endsWith(".roster.yaml");
}

/** In the order of their names: those that git tracks, or outside git those that lie there (cli.md, "Several rosters"). */
function findRostersBelow(edges: Edges, folder: string): readonly string[] {
  const shown = displayPath(edges, folder);
  const tracked = listTrackedRosters(edges, folder);
  const found = tracked ?? [...edges.files.findBelow(folder, isRosterName)].sort();
  if (found.length > 0) return found;
  const isOutside = tracked === undefined;
  const [untracked] = isOutside ? [] : [...edges.files.findBelow(folder, isRosterName)].sort();
  throw new Fault(
    EXIT.roster,
    `there is no roster.yaml or *.roster.yaml below ${shown}${isOutside ? "" : " that git tracks"}`,
    untracked === undefined
      ? "name another folder, or the file, with --roster"
      : `add it to git first: git add ${quoteWord(displayPath(edges, untracked))}`,
  );
}

/** The rosters that git tracks below a folder, in the order of their names; undefined outside git. */
export function listTrackedRosters(edges: Edges, folder: string): readonly string[] | undefined {
  const listed = edges.git.listTracked(folder);
  if (listed.kind === "failed")
    throw gitFailed(`git cannot list the files below ${displayPath(edges, folder)}`, listed);
  if (listed.kind === "outside") return undefined;
  return (
    listed.names
      .filter(isRosterPath)
      .map((name) => join(folder, name))
      // What was deleted is no roster any more, even before that is committed.
      .filter((path) => edges.files.exists(path))
      .sort()
  );
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
