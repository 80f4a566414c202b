/** A path and a folder that it leads into in, the names that it has from there on out, link after link: what git calls them. */
import { type BigIntStats, lstatSync, readlinkSync } from "node:fs";
import { dirname, join, parse, resolve, sep } from "node:path";

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * First the name as it was given, then what is left of it after each link that is followed, with slashes. Links on the way to
 * the folder are nobody's names in it; folders are compared as the disk knows them, since one may be spelt in several ways.
 */
export function namesWithin(top: string, path: string): readonly string[] {
  const folder = statusOf(top);
  const names = new Set<string>();
  let next: string | undefined = resolve(path);
  for (let links = 0; next !== undefined && links <= MOST_LINKS; links += 1) {
    const { name, onwards } = walked(next, folder);
    if (name !== undefined) names.add(name);
    next = onwards;
  }
  return [...names];
}

interface Walked {
  /** What comes behind the folder; undefined: the path does not lead through it, as far as its first link. */
  readonly name: string | undefined;
  /** The whole path with its first link followed; undefined: it has none. */
  readonly onwards: string | undefined;
}

function walked(path: string, folder: BigIntStats | undefined): Walked {
  let { root: here } = parse(path);
  let rest = path.slice(here.length).split(sep);
  let name: string | undefined;
  for (;;) {
    const status = statusOf(here);
    if (status?.isSymbolicLink() === true)
      return { name, onwards: resolve(dirname(here), readlinkSync(here), ...rest) };
    if (status !== undefined && status.ino === folder?.ino && status.dev === folder.dev)
      name = rest.join("/");
    const [first, ...others] = rest;
    if (status === undefined || first === undefined) return { name, onwards: undefined };
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
