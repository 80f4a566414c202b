/** A path in, link after link what it leads to out: the folders that its links stand in, and its names from a folder on, as git calls them. */
import { type BigIntStats, lstatSync, readlinkSync } from "node:fs";
import { dirname, join, parse, resolve, sep } from "node:path";

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * First the name as it was given, then what is left of it after each link that is followed, with slashes. Links on the way to
 * the folder are nobody's names in it; folders are compared as the disk knows them, since one may be spelt in several ways.
 */
export function namesWithin(top: string, path: string): readonly string[] {
  const names = stepsOf(path, statusOf(top)).flatMap(({ name }) => name ?? []);
  return [...new Set(names)];
}

/** The folders that its links stand in, one after the other, and at last the one that it leads into. */
export function foldersOf(path: string): readonly string[] {
  return [...new Set(stepsOf(path, undefined).map(({ folder }) => folder))];
}

/** One for each link on its way, and one for what is left when all are followed. */
function stepsOf(path: string, top: BigIntStats | undefined): readonly Walked[] {
  const steps: Walked[] = [];
  let next: string | undefined = resolve(path);
  for (let links = 0; next !== undefined && links <= MOST_LINKS; links += 1) {
    const step = walked(next, top);
    steps.push(step);
    next = step.onwards;
  }
  return steps;
}

interface Walked {
  /** What comes behind `top`; undefined: the path does not lead through it, as far as its first link. */
  readonly name: string | undefined;
  /** In which its first link stands; without one, the file. */
  readonly folder: string;
  /** The whole path with its first link followed; undefined: it has none. */
  readonly onwards: string | undefined;
}

function walked(path: string, top: BigIntStats | undefined): Walked {
  let { root: here } = parse(path);
  let rest = path.slice(here.length).split(sep);
  let name: string | undefined;
  for (;;) {
    const status = statusOf(here);
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

/** Of a link itself; undefined where nothing bears the name, or it cannot be told. */
function statusOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
