/**
 * The path of a file in, the paths where its lock may lie out, best first: never in the work tree, where git would see
 * it, and the same ones for every process that writes this file.
 *
 * Git's folder is looked for as git does it, but without git: its own answer depends on GIT_DIR, which hooks set, and on
 * who owns the folder, and then two processes would hold two locks for one file. Each work tree has its own folder
 * (gitrepository-layout(5)), as it has its own file; a submodule too.
 */
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Disk, errnoOf, readWhole, SystemError } from "./disk.ts";
import { digest } from "./holder.ts";

/** Somebody else has made the folder that would be ours, or may write there. */
export const UNSAFE = "EUNSAFE";
/** There is no folder to make ours in. */
export const NO_TEMPORARY = "ENOTEMPORARY";

export interface LockPlace {
  /** Absolute path of the lock. */
  readonly path: string;
  /** Makes the folder fit to hold it; throws as the calls of the disk do, and the two codes above. */
  prepare(): void;
}

/** `temporary`: the system's folder for such things. Throws as the calls of the disk do. */
export function lockPlaces(on: Disk, path: string, temporary: string): readonly LockPlace[] {
  const file = behindLinks(on, resolve(path));
  const repository = repositoryOf(on, file);
  const folder = ownFolder(temporary);
  const place: LockPlace = {
    path: join(folder, `${nameOf(file)}.lock`),
    prepare: () => makeOwnFolder(on, folder),
  };
  if (repository === undefined) return [place];
  // Relative, because two machines may have one disk under different names. In the folder itself, because git gives it
  // the rights that all who share the repository need.
  const name = `oncall-${nameOf(relative(repository.top, file))}.lock`;
  return [{ path: join(repository.folder, name), prepare: () => {} }, place];
}

/** Where oncall keeps what is of this user and this machine alone, and of the next minutes. */
export function ownFolder(temporary: string): string {
  return join(resolve(temporary), `oncall-${process.getuid?.() ?? "locks"}`);
}

function nameOf(path: string): string {
  return digest(path).slice(0, 16);
}

/** The file itself; for one that is not there yet, where it will be. */
function behindLinks(on: Disk, path: string): string {
  try {
    return on.realpath(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    return join(on.realpath(dirname(path)), basename(path));
  }
}

interface Repository {
  /** The folder that holds the work tree. */
  readonly top: string;
  /** Git's folder for this work tree. */
  readonly folder: string;
}

function repositoryOf(on: Disk, file: string): Repository | undefined {
  for (let top = dirname(file); ; top = dirname(top)) {
    const folder = gitFolder(on, top);
    if (folder !== undefined) return { top, folder };
    if (dirname(top) === top) return undefined;
  }
}

/** `.git` is git's folder, or a file that says where it is. */
function gitFolder(on: Disk, top: string): string | undefined {
  try {
    const git = on.realpath(join(top, ".git"));
    const folder = on.lstat(git).kind === "directory" ? git : pointedTo(on, git);
    if (folder === undefined) return undefined;
    on.lstat(join(folder, "HEAD"));
    return on.realpath(folder);
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

function pointedTo(on: Disk, file: string): string | undefined {
  const text = new TextDecoder().decode(readWhole(on, file).bytes);
  const [, folder] = /^gitdir: ([^\n\r]+)[\n\r]*$/.exec(text) ?? [];
  return folder === undefined ? undefined : resolve(dirname(file), folder);
}

/**
 * In a folder where everybody may write, another user may have made ours before us, or a link to some place in its stead,
 * and could then take our locks away. Once it is ours, the sticky bit keeps others from touching it.
 */
export function makeOwnFolder(on: Disk, folder: string): void {
  try {
    on.mkdir(folder, 0o700);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") throw new SystemError(NO_TEMPORARY);
    if (code !== "EEXIST") throw error;
  }
  const { kind, uid, mode } = on.lstat(folder);
  if (kind !== "directory") throw new SystemError(UNSAFE);
  if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0)) {
    throw new SystemError(UNSAFE);
  }
}
