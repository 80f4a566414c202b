/** Follows a path link by link, for the folders that its links are in and for its names in a repository. */
import { type BigIntStats, lstatSync, readlinkSync } from "node:fs";
import { dirname, join, parse, resolve, sep } from "node:path";

/** Linux follows no more. */
const MAX_LINKS = 40;

/**
 * The name below `top` as it was given, then as it is after each link that is followed, with slashes. Links on the way to
 * `top` do not count. Folders are compared by their inodes, since one folder may be spelt in several ways.
 */
export function listNames(top: string, path: string): readonly string[] {
  const names = walk(path, readStatus(top)).flatMap(({ name }) => name ?? []);
  return [...new Set(names)];
}

/** The folders that its links are in, in order, and last the folder of the file. */
export function listFolders(path: string): readonly string[] {
  return [...new Set(walk(path, undefined).map(({ folder }) => folder))];
}

/** One step for each link on the way, and one for the path without links at the end. */
function walk(path: string, top: BigIntStats | undefined): readonly LinkStep[] {
  const steps: LinkStep[] = [];
  let next: string | undefined = resolve(path);
  for (let links = 0; next !== undefined && links <= MAX_LINKS; links += 1) {
    const step = walkToLink(next, top);
    steps.push(step);
    next = step.onwards;
  }
  return steps;
}

interface LinkStep {
  /** The part below `top`; undefined: up to its first link the path does not lead through `top`. */
  readonly name: string | undefined;
  /** Of its first link; without one, of the file. */
  readonly folder: string;
  /** The path with its first link followed; undefined: it has none. */
  readonly onwards: string | undefined;
}

function walkToLink(path: string, top: BigIntStats | undefined): LinkStep {
  let { root: here } = parse(path);
  let rest = path.slice(here.length).split(sep);
  let name: string | undefined;
  for (;;) {
    const status = readStatus(here);
    const folder = dirname(here);
    if (status?.isSymbolicLink() === true)
      return { name, folder, onwards: resolve(folder, readlinkSync(here), ...rest) };
    if (status !== undefined && status.ino === top?.ino && status.dev === top.dev) name = rest.join("/");
    const [first, ...others] = rest;
    if (status === undefined || first === undefined) return { name, folder, onwards: undefined };
    here = join(here, first);
    rest = others;
  }
}

/** Of a link itself; undefined if there is nothing, or the system does not say. */
function readStatus(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
