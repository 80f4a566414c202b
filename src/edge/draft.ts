/**
 * Writes the new bytes of a file to a draft beside it. Putting the draft in place is then a single step of the system, so
 * the process may die at any moment before it.
 */
import { constants } from "node:fs";
import { basename, dirname, join } from "node:path";
import { now } from "./clock.ts";
import { type Disk, errnoOf, quietly, type Status, SystemError } from "./disk.ts";
import { isRunning, nameSelf } from "./process.ts";
import { digest, randomHex } from "./random.ts";

export interface Draft {
  readonly path: string;
  readonly status: Status;
}

const DRAFT_NAME = /^(\d{1,10})-([0-9a-f]{8})-[0-9a-f]{16}\.tmp$/;
/** A draft lives for milliseconds, and clocks of machines that share a disk differ by less than a day. */
const OLD_MS = 86_400_000;
/** The answers of file systems that cannot flush at all: nothing was lost. */
const CANNOT_FLUSH = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

interface DraftOptions {
  /** Gives it the mode and, as far as this user may, the owner of this file; without it, those of any new file. */
  readonly like?: Status;
  /** False for what can be made again: then a power cut may leave an empty file. */
  readonly isFlushed?: boolean;
}

/** Throws as the calls do, and leaves nothing behind. */
export function writeDraft(
  on: Disk,
  target: string,
  bytes: Uint8Array,
  { like, isFlushed = true }: DraftOptions = {},
): Draft {
  const path = nameDraft(target);
  let descriptor: number | undefined;
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    // Private until it has the mode of the old file.
    descriptor = on.open(path, flags, like === undefined ? 0o666 : 0o600);
    for (let offset = 0; offset < bytes.length; ) {
      const taken = on.write(descriptor, bytes, offset);
      if (taken <= 0) throw new SystemError("EIO");
      offset += taken;
    }
    if (like !== undefined) keepAccess(on, descriptor, like);
    if (isFlushed) flush(on, descriptor);
    const status = on.fstat(descriptor);
    const closing = descriptor;
    descriptor = undefined;
    // Only now may a network disk report that it could not keep the bytes.
    on.close(closing);
    return { path, status };
  } catch (error) {
    const open = descriptor;
    if (open !== undefined) quietly(() => on.close(open));
    discard(on, path);
    throw error;
  }
}

/** A new name beside a file, which `sweepDrafts` knows once this process is dead. */
export function nameDraft(target: string): string {
  const own = `${process.pid}-${placeMark()}-${randomHex(8)}`;
  return join(dirname(target), `${draftStem(target)}${own}.tmp`);
}

export function discard(on: Disk, draft: string): void {
  quietly(() => on.unlink(draft));
}

/** Removes the drafts that dead processes left for this target; failures do no harm. */
export function sweepDrafts(on: Disk, target: string): void {
  const folder = dirname(target);
  const stem = draftStem(target);
  quietly(() => {
    for (const name of on.readdir(folder)) {
      if (!name.startsWith(stem)) continue;
      const [, pid, mark] = DRAFT_NAME.exec(name.slice(stem.length)) ?? [];
      if (pid === undefined) continue;
      const path = join(folder, name);
      // Writing a draft is never interrupted by other code, so one with our own pid is not being written.
      const isLive = mark !== placeMark() || (Number(pid) !== process.pid && isRunning(Number(pid)));
      quietly(() => {
        if (!isLive || on.lstat(path).modified < now() - OLD_MS) on.unlink(path);
      });
    }
  });
}

/** Flushes the folder, so that the file's name survives a power cut too; throws as the calls do. */
export function flushFolder(on: Disk, folder: string): void {
  // Windows cannot open a folder, and keeps names in its journal.
  if (process.platform === "win32") return;
  const descriptor = on.open(folder, constants.O_RDONLY);
  try {
    flush(on, descriptor);
  } finally {
    quietly(() => on.close(descriptor));
  }
}

function flush(on: Disk, descriptor: number): void {
  try {
    on.fsync(descriptor);
  } catch (error) {
    if (!CANNOT_FLUSH.has(errnoOf(error))) throw error;
  }
}

/** Sets the mode last, because changing the owner may clear bits of it. */
function keepAccess(on: Disk, descriptor: number, like: Status): void {
  const fresh = on.fstat(descriptor);
  let mode = like.mode;
  if (fresh.uid !== like.uid || fresh.gid !== like.gid) {
    const group = () => on.chown(descriptor, fresh.uid, like.gid);
    if (!succeeds(() => on.chown(descriptor, like.uid, like.gid)) && !succeeds(group)) {
      // The group's bits were for another group: this one gets what everybody gets.
      mode = (mode & ~0o070) | ((mode & 0o007) << 3);
    }
  }
  // Only if needed: a file system without modes refuses to set them.
  if (fresh.mode !== mode || fresh.uid !== like.uid) on.chmod(descriptor, mode);
}

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/** What the names of a target's drafts begin with: hidden, and short enough for the rest to fit. */
function draftStem(target: string): string {
  const name = basename(target);
  return `.${new TextEncoder().encode(name).length <= 150 ? name : digest(name).slice(0, 16)}.`;
}

/** Identifies, in eight digits, the processes among which a pid is unique. */
export function placeMark(): string {
  return nameSelf().place.slice(0, 8);
}
