/**
 * Writes files that belong together and can be made again, such as a site. All new texts are on the disk, as drafts, before the first gets its name: a full disk
 * or a right that is missing leaves every old file as it was. If one cannot be named after all, those before it are put
 * back. A process that is killed leaves whole files, and a list of them that the next run can go by. Only the list is
 * flushed: hundreds of files would take seconds, and the next run writes again what a power cut has emptied.
 */
import { dirname } from "node:path";
import { type Disk, errnoOf, quietly, disk as realDisk, reasonOf } from "./disk.ts";
import { type Draft, discard, flushFolder, nameDraft, sweepDrafts, writeDraft } from "./draft.ts";

/** What to write, by path. */
export interface Writing {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What to delete, as far as it is there, and then the folders that are empty. */
  readonly gone: readonly string[];
  /** The file that lists the others: what it says while names change, and what it says afterwards. */
  readonly list: {
    readonly path: string;
    readonly meanwhile: Uint8Array;
    readonly afterwards: Uint8Array;
  };
}

export type WrittenAll =
  | { readonly kind: "written" }
  /** `path`: which file could not be written. The reason is in lower case, and the file is "it". */
  | { readonly kind: "failed"; readonly path: string; readonly reason: string };

/** Takes back one step; must not throw anything but failed calls. */
type Undo = () => void;

export function writeAll({ files, gone, list }: Writing, on: Disk = realDisk): WrittenAll {
  const undo: Undo[] = [];
  const kept: string[] = [];
  let path = "";
  const draft = (target: string, bytes: Uint8Array): Draft => {
    path = target;
    makeFolder(on, dirname(target), undo);
    const made = writeDraft(on, target, bytes, { isFlushed: target === list.path });
    undo.push(() => on.unlink(made.path));
    return made;
  };
  for (const target of [list.path, ...files.keys()]) sweepDrafts(on, target);
  try {
    const meanwhile = [list.path, draft(list.path, list.meanwhile)] as const;
    const drafts = [...files].map(([target, bytes]) => [target, draft(target, bytes)] as const);
    const afterwards = draft(list.path, list.afterwards);
    for (const [target, { path: from }] of [meanwhile, ...drafts]) {
      path = target;
      undo.push(keepOld(on, target, kept));
      on.rename(from, target);
    }
    for (const one of gone) quietly(() => on.unlink(one));
    for (const one of gone) quietly(() => removeEmpty(on, dirname(one)));
    // If this fails, the list names some files too many, which does no harm.
    quietly(() => on.rename(afterwards.path, list.path));
    discard(on, afterwards.path);
  } catch (error) {
    const reason = reasonOf(errnoOf(error));
    for (const back of undo.reverse()) quietly(back);
    return { kind: "failed", path, reason };
  } finally {
    for (const one of kept) discard(on, one);
  }
  quietly(() => flushFolder(on, dirname(list.path)));
  return { kind: "written" };
}

/** Gives the old file a second name, and answers how to put it back. On a disk without links it cannot be. */
function keepOld(on: Disk, target: string, kept: string[]): Undo {
  const second = nameDraft(target);
  try {
    on.link(target, second);
  } catch (error) {
    return errnoOf(error) === "ENOENT" ? () => on.unlink(target) : () => {};
  }
  kept.push(second);
  return () => on.rename(second, target);
}

function makeFolder(on: Disk, folder: string, undo: Undo[]): void {
  try {
    on.mkdir(folder, 0o777);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(on, dirname(folder), undo);
    on.mkdir(folder, 0o777);
  }
  undo.push(() => on.rmdir(folder));
}

/** Ends, by a failed call, at the first folder that has something in it. */
function removeEmpty(on: Disk, folder: string): void {
  on.rmdir(folder);
  removeEmpty(on, dirname(folder));
}
