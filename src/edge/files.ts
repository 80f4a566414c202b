/** Reads and writes files, and says in plain words why it cannot. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { dirname } from "node:path";
import { errnoOf, reasonOf } from "./disk.ts";
import type { FileRead, Files } from "./edges.ts";
import { findBelow, isFolder } from "./folder.ts";
import { type Created, createFile, replaceFile } from "./replace.ts";
import { writeAll } from "./write-all.ts";

export const files: Files = {
  exists: (path) => nameAt(path) !== undefined,
  isFolder,
  findBelow,
  real: realPath,
  create: createInFolder,
  replace: (path, bytes, expected) => replaceFile(path, bytes, expected),
  writeAll: (writing) => writeAll(writing),
  readInput(limit): FileRead {
    try {
      const bytes = readFileSync(0);
      return bytes.length > limit ? { kind: "too-large", size: bytes.length } : { kind: "bytes", bytes };
    } catch (error) {
      return { kind: "unreadable", reason: reasonOf(errnoOf(error)) };
    }
  },
  read(path, limit, options = {}): FileRead {
    let descriptor: number | undefined;
    try {
      // Does not block on a pipe without a writer.
      const noFollow = options.followLinks === false ? constants.O_NOFOLLOW : 0;
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
      const status = fstatSync(descriptor);
      if (status.isDirectory()) return { kind: "directory" };
      if (!status.isFile()) return { kind: "unreadable", reason: "it is not a regular file" };
      if (status.size > limit) return { kind: "too-large", size: status.size };
      return { kind: "bytes", bytes: readFileSync(descriptor) };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
      if (code === "ENOENT" || code === "ENOTDIR") {
        const isLink = nameAt(path)?.isSymbolicLink() === true;
        return isLink
          ? { kind: "unreadable", reason: "it is a link that leads nowhere" }
          : { kind: "missing" };
      }
      if (code === "ELOOP") {
        return options.followLinks === false
          ? { kind: "link" }
          : { kind: "unreadable", reason: "its links go in a circle" };
      }
      return { kind: "unreadable", reason: reasonOf(code) };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  },
};

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Does not follow a link; undefined if there is nothing, or the system does not say. */
function nameAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

function createInFolder(path: string, bytes: Uint8Array): Created {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    const code = errnoOf(error);
    return { kind: "failed", code, reason: `its folder cannot be made: ${reasonOf(code)}` };
  }
  return createFile(path, bytes);
}
