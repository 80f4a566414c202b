/**
 * Replaces a file so that every reader, even after a power cut, finds the old text or the new one whole.
 *
 * Not kept are other names of the file (hard links), which keep the old text, and rights beyond mode and owner (ACLs),
 * which are those of new files in the folder.
 */
import { constants } from "node:fs";
import { dirname } from "node:path";
import {
  type Disk,
  errnoOf,
  quietly,
  readWhole,
  disk as realDisk,
  reasonOf,
  type Status,
  SystemError,
} from "./disk.ts";
import { type Draft, discard, flushFolder, sweepDrafts, writeDraft } from "./draft.ts";

/** Reasons and notes are one line in lower case; the file is "it". */
export type Replaced =
  /** `notes`: what the user should know all the same. */
  | { readonly kind: "replaced"; readonly notes: readonly string[] }
  /** It no longer holds what was read: nothing was written, and the edit starts over. */
  | { readonly kind: "changed" }
  /** The file is as it was. */
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

export type Created =
  | { readonly kind: "created"; readonly notes: readonly string[] }
  /** Something is there, perhaps a dangling link: it was not touched. */
  | { readonly kind: "exists" }
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

/** What `link` answers on file systems without hard links. */
const NO_LINKS = new Set(["EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/**
 * Replaces the file if it still holds `expected`. A link stays, and what it leads to is replaced.
 *
 * Another program may write between the last look and the rename, because the system has no step that does both; those
 * that take the lock cannot.
 */
export function replaceFile(
  path: string,
  bytes: Uint8Array,
  expected: Uint8Array,
  on: Disk = realDisk,
): Replaced {
  let draft: Draft | undefined;
  try {
    const before = look(on, path, expected);
    if (before.kind !== "same") return before;
    const { target, status } = before;
    // Otherwise a read-only file would be replaced: for a rename only the folder's rights count.
    on.mayWrite(target);
    sweepDrafts(on, target);
    draft = inFolder(() => writeDraft(on, target, bytes, { like: status }));
    const after = look(on, path, expected);
    if (after.kind !== "same" || !isSameFile(before, after)) {
      discard(on, draft.path);
      return after.kind === "failed" ? after : { kind: "changed" };
    }
    const written = draft;
    move(on, written, target);
    draft = undefined;
    return { kind: "replaced", notes: [...describeLoss(status, written.status), ...flushNames(on, target)] };
  } catch (error) {
    if (draft !== undefined) discard(on, draft.path);
    return describeFailure(error);
  }
}

/** Writes a new file, whole or not at all. */
export function createFile(path: string, bytes: Uint8Array, on: Disk = realDisk): Created {
  try {
    sweepDrafts(on, path);
    const draft = inFolder(() => writeDraft(on, path, bytes));
    const isNew = placeDraft(on, draft.path, path);
    return isNew ? { kind: "created", notes: flushNames(on, path) } : { kind: "exists" };
  } catch (error) {
    return describeFailure(error);
  }
}

/** Gives a draft its name unless that is taken; returns whether it did. Removes the draft; throws as the calls do. */
function placeDraft(on: Disk, draft: string, path: string): boolean {
  try {
    return linkDraft(on, draft, path);
  } catch (error) {
    if (!NO_LINKS.has(errnoOf(error))) throw error;
    return reserve(on, draft, path);
  } finally {
    discard(on, draft);
  }
}

/** Links a draft to a name unless that is taken; returns whether it did. Throws as the call does. */
export function linkDraft(on: Disk, draft: string, path: string): boolean {
  try {
    on.link(draft, path);
    return true;
  } catch (error) {
    const code = errnoOf(error);
    // A network disk may link it, lose the answer, and on the retry say that the name is taken (open(2), O_EXCL).
    if (hasTwoNames(on, draft)) return true;
    if (code === "EEXIST") return false;
    throw error;
  }
}

function hasTwoNames(on: Disk, draft: string): boolean {
  try {
    return on.lstat(draft).links > 1;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/** Without hard links, an empty file reserves the name until the draft replaces it. */
function reserve(on: Disk, draft: string, path: string): boolean {
  let descriptor: number;
  try {
    descriptor = on.open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
  quietly(() => on.close(descriptor));
  try {
    on.rename(draft, path);
    return true;
  } catch (error) {
    discard(on, path);
    throw error;
  }
}

interface Same {
  readonly kind: "same";
  /** With all links followed. */
  readonly target: string;
  readonly status: Status;
}

/** Whether the file holds these bytes. Throws as the calls do. */
function look(on: Disk, path: string, expected: Uint8Array): Same | Exclude<Replaced, { kind: "replaced" }> {
  try {
    const target = on.realpath(path);
    const { bytes, status } = readWhole(on, target);
    return isEqual(bytes, expected) ? { kind: "same", target, status } : { kind: "changed" };
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    return isDanglingLink(on, path)
      ? { kind: "failed", code: "ENOENT", reason: "it is a link to a file that is not there" }
      : { kind: "changed" };
  }
}

function isDanglingLink(on: Disk, path: string): boolean {
  try {
    return on.lstat(path).kind === "link";
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return false;
    throw error;
  }
}

function isSameFile(before: Same, after: Same): boolean {
  return (
    before.target === after.target &&
    before.status.mode === after.status.mode &&
    before.status.uid === after.status.uid &&
    before.status.gid === after.status.gid
  );
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** Throws as the call does, unless the draft is in place all the same: a network disk may lose the answer. */
function move(on: Disk, draft: Draft, target: string): void {
  try {
    on.rename(draft.path, target);
  } catch (error) {
    errnoOf(error);
    if (!isAt(on, draft.status, target)) throw error;
  }
}

function isAt(on: Disk, { dev, ino }: Status, path: string): boolean {
  try {
    const there = on.lstat(path);
    return there.dev === dev && there.ino === ino;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/** The file already has its name, so a failure here is only a note. */
function flushNames(on: Disk, path: string): readonly string[] {
  try {
    flushFolder(on, dirname(path));
    return [];
  } catch (error) {
    return [`it is written, but a power cut now could undo it: ${reasonOf(errnoOf(error))}`];
  }
}

function describeLoss(before: Status, after: Status): readonly string[] {
  const notes: string[] = [];
  if (before.links > 1) notes.push("it had another name (a hard link), which keeps the old text");
  if (before.uid !== after.uid) notes.push("it belongs to you now, because only root may give files away");
  return notes;
}

/** Refused by the folder, not by the file. */
class FolderRefusal extends SystemError {}

function inFolder<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = errnoOf(error);
    throw code === "EACCES" || code === "EPERM" ? new FolderRefusal(code) : error;
  }
}

function describeFailure(error: unknown): {
  readonly kind: "failed";
  readonly code: string;
  readonly reason: string;
} {
  const code = errnoOf(error);
  const reason =
    error instanceof FolderRefusal ? "permission denied to make a new file in its folder" : reasonOf(code);
  return { kind: "failed", code, reason };
}
