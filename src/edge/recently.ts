/**
 * Remembers which numbers were paged just now, so that a script in a loop does not ring a phone each time. Each number
 * has a file in a folder of this user. Two processes may both find the old file and go on: this protects phones from
 * noise, and nothing else.
 */
import { constants } from "node:fs";
import { join, resolve } from "node:path";
import { type Disk, errnoOf, quietly, readWhole, SystemError } from "./disk.ts";
import type { Recently } from "./edges.ts";
import { digest } from "./random.ts";

/** So few hexadecimal digits that each fits hundreds of phone numbers, and gives none away. */
const MARK = 6;

/** `temporary` is the system's folder for temporary files. */
export function createRecently(on: Disk, temporary: () => string): Recently {
  return {
    claim(number, at, within) {
      try {
        const folder = join(resolve(temporary()), `oncall-${process.getuid?.() ?? "recent"}`);
        makeOwnFolder(on, folder);
        const path = join(folder, `${digest("sent", number).slice(0, MARK)}.sent`);
        const left = readTimeLeft(on, path, at, within);
        if (left > 0) return left;
        quietly(() => on.unlink(path));
        writeNew(on, path, String(at));
      } catch (error) {
        errnoOf(error); // A full disk, a folder that is not ours: the page matters more than the pause.
      }
      return 0;
    },
  };
}

function readTimeLeft(on: Disk, path: string, at: number, within: number): number {
  try {
    const sent = Number(new TextDecoder().decode(readWhole(on, path).bytes));
    // A time in the future was written by a clock that has been set back since.
    return sent <= at && at - sent < within ? sent + within - at : 0;
  } catch (error) {
    errnoOf(error);
    return 0;
  }
}

function writeNew(on: Disk, path: string, text: string): void {
  const descriptor = on.open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    on.write(descriptor, new TextEncoder().encode(text), 0);
  } finally {
    quietly(() => on.close(descriptor));
  }
}

/**
 * Among temporary files another user may have made the folder, or a link in its place. Once it is ours, the sticky bit
 * keeps others from touching it.
 */
function makeOwnFolder(on: Disk, folder: string): void {
  try {
    on.mkdir(folder, 0o700);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
  const { kind, uid, mode } = on.lstat(folder);
  const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
  if (kind !== "directory" || !isOurs) throw new SystemError("EPERM");
}
