/**
 * Writes files that belong together. All new texts are on the disk, as drafts, before the first gets its name: a full disk
 * or a right that is missing leaves every old file as it was.
 */
import { dirname } from "node:path";
import { type Disk, errnoOf, quietly, disk as realDisk, reasonOf } from "./disk.ts";
import { type Draft, discard, flushFolder, writeDraft } from "./draft.ts";

export type WrittenAll =
  | { readonly kind: "written" }
  /** `path`: which file could not be written. The reason is in lower case, and the file is "it". */
  | { readonly kind: "failed"; readonly path: string; readonly reason: string };

/** Writes new texts by path, makes their folders, then deletes `gone`, as far as it is there. */
export function writeAll(
  files: ReadonlyMap<string, Uint8Array>,
  gone: readonly string[],
  on: Disk = realDisk,
): WrittenAll {
  const drafts: { readonly draft: Draft; readonly target: string }[] = [];
  let path = "";
  try {
    for (const [target, bytes] of files) {
      path = target;
      makeFolder(on, dirname(target));
      drafts.push({ draft: writeDraft(on, target, bytes), target });
    }
    for (const { draft, target } of drafts.splice(0)) {
      path = target;
      on.rename(draft.path, target);
    }
  } catch (error) {
    for (const { draft } of drafts) discard(on, draft.path);
    return { kind: "failed", path, reason: reasonOf(errnoOf(error)) };
  }
  for (const one of gone) quietly(() => on.unlink(one));
  for (const folder of new Set([...files.keys()].map(dirname))) quietly(() => flushFolder(on, folder));
  return { kind: "written" };
}

function makeFolder(on: Disk, folder: string): void {
  try {
    on.mkdir(folder, 0o777);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(on, dirname(folder));
    on.mkdir(folder, 0o777);
  }
}
