/** Wraps the system calls that write files, so that a test can make each of them fail. */
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";

/** What the system knows about a file, a folder or a link. */
export interface Status {
  readonly kind: "file" | "directory" | "link" | "other";
  readonly size: number;
  /** Permission bits alone. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** How many names (hard links) the file has. */
  readonly links: number;
  readonly dev: number;
  readonly ino: number;
  /** Milliseconds since the epoch, by the clock of the disk's machine. */
  readonly modified: number;
}

/** Each call does what its name says, or throws an error with the system's code (`ENOSPC`). */
export interface Disk {
  realpath(path: string): string;
  lstat(path: string): Status;
  /** Throws if this process may not write to that file. */
  mayWrite(path: string): void;
  open(path: string, flags: number, mode?: number): number;
  fstat(descriptor: number): Status;
  read(descriptor: number): Uint8Array;
  /** Returns how many bytes were written, which may be fewer than were given. */
  write(descriptor: number, bytes: Uint8Array, offset: number): number;
  chown(descriptor: number, uid: number, gid: number): void;
  chmod(descriptor: number, mode: number): void;
  fsync(descriptor: number): void;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  unlink(path: string): void;
  readdir(path: string): readonly string[];
  mkdir(path: string, mode: number): void;
  /** Throws if something is in it. */
  rmdir(path: string): void;
}

const PERMISSIONS = 0o7777;

export const disk: Disk = {
  realpath: (path) => realpathSync.native(path),
  lstat: (path) => toStatus(lstatSync(path)),
  mayWrite: (path) => accessSync(path, constants.W_OK),
  open: (path, flags, mode) => openSync(path, flags, mode),
  fstat: (descriptor) => toStatus(fstatSync(descriptor)),
  read: (descriptor) => readFileSync(descriptor),
  write: (descriptor, bytes, offset) => writeSync(descriptor, bytes, offset),
  chown: fchownSync,
  chmod: fchmodSync,
  fsync: fsyncSync,
  close: closeSync,
  rename: renameSync,
  link: linkSync,
  unlink: unlinkSync,
  readdir: (path) => readdirSync(path),
  mkdir: (path, mode) => {
    mkdirSync(path, mode);
  },
  rmdir: (path) => rmdirSync(path),
};

function toStatus(stats: Stats): Status {
  const kind = stats.isFile()
    ? "file"
    : stats.isDirectory()
      ? "directory"
      : stats.isSymbolicLink()
        ? "link"
        : "other";
  return {
    kind,
    size: stats.size,
    mode: stats.mode & PERMISSIONS,
    uid: stats.uid,
    gid: stats.gid,
    links: stats.nlink,
    dev: stats.dev,
    ino: stats.ino,
    modified: stats.mtimeMs,
  };
}

/** All bytes and the status of a regular file; throws as the calls do, and `EISDIR` or `EINVAL` for anything else. */
export function readWhole(on: Disk, path: string): { readonly bytes: Uint8Array; readonly status: Status } {
  // Does not block on a pipe without a writer.
  const descriptor = on.open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const status = on.fstat(descriptor);
    if (status.kind !== "file") throw new SystemError(status.kind === "directory" ? "EISDIR" : "EINVAL");
    return { bytes: on.read(descriptor), status };
  } finally {
    quietly(() => on.close(descriptor));
  }
}

/** A failure under a code of the system. */
export class SystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The code of a failed system call; any other error is a bug, and rethrown. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    if (/^E[A-Z0-9]+$/.test(error.code)) return error.code;
  }
  throw error;
}

/** Ignores failed calls, for cleaning up after an earlier failure or where nothing depends on them. */
export function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    errnoOf(error);
  }
}

const REASONS = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file is too large for the file system"],
  ["EIO", "the disk does not answer"],
  ["ESTALE", "the network disk has lost track of it"],
  ["EXDEV", "it is on another file system than its folder"],
  ["EBUSY", "it is mounted by itself, or in use"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENOENT", "its folder is not there"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["ELOOP", "its links go in a circle"],
  ["EISDIR", "it is a folder"],
  ["EINVAL", "it is not a regular file"],
]);

/** Says a code in plain words: lower case, no full stop, the file is "it". */
export function reasonOf(code: string): string {
  return REASONS.get(code) ?? `the system says ${code}`;
}
