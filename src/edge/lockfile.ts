/**
 * A path and a process in, whether that process holds the lock at this path out: one try, without waiting.
 *
 * Why no two can hold it at once:
 * 1. A lock is a file that names its holder under a token that is never used twice. It appears by link(2), which fails
 *    where a file is, with its content already in it. So of several that try at a free path one wins, and what lies
 *    there is never half written.
 * 2. A lock leaves its path in two ways only. Its holder removes it. Or, when the holder is dead, an heir does.
 * 3. To look at a dead holder's lock and then to remove it would be two steps, and between them another could have
 *    removed it and put a new, living lock there, which then would go. So an heir first takes a second lock, the guard,
 *    whose name is the dead lock's token; then it looks again, and removes the lock only if it still has that token.
 *    The dead holder removes nothing any more, and no other heir is there while the guard is held: what was seen is what
 *    is removed.
 * 4. A guard is a lock like any other, taken and inherited in the same way, so an heir that dies hinders nobody. Each
 *    step down this chain takes one more process that died between two calls, so it ends.
 * 5. A latecomer that still believes in a lock long removed gets the guard, looks again, finds another token or nothing,
 *    and leaves. So whoever holds the lock may sweep away all that is left of guards: they guard tokens that are gone.
 */
import { basename, dirname, join } from "node:path";
import { type Disk, errnoOf, quietly, readWhole } from "./disk.ts";
import { discard, sweepDrafts, writeDraft } from "./draft.ts";
import { decodeHolder, encodeHolder, fateOf, type Holder, newHolder } from "./holder.ts";
import { linkDraft } from "./replace.ts";

export type Taking =
  | { readonly kind: "taken" }
  /** `holder` undefined: it came and went while we looked. */
  | { readonly kind: "busy"; readonly holder: Holder | undefined }
  /** What lies there was written by no oncall. */
  | { readonly kind: "foreign" };

/** What reading answers for a folder, a link and the like, and for a file of somebody who lets nobody read. */
const FOREIGN = new Set(["EISDIR", "EINVAL", "ELOOP", "ENXIO", "EACCES", "EPERM"]);

/** Others may come between so often before a waiting one is told to come back. */
const TRIES = 8;

/** Takes the lock at `path` for `me`, from a dead holder too; throws as the calls of the disk do. */
export function takeLock(on: Disk, path: string, me: Holder): Taking {
  return take(on, path, path, me);
}

/** Guards stand beside the lock that all began with, whatever they guard: a name must not grow with each death. */
function take(on: Disk, base: string, path: string, me: Holder): Taking {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = lockAt(on, path);
    if (found === "foreign") return { kind: "foreign" };
    if (found === undefined) {
      if (put(on, base, path, me)) return { kind: "taken" };
      continue;
    }
    if (fateOf(found) !== "dead") return { kind: "busy", holder: found };
    const blocked = inherit(on, base, path, found);
    if (blocked !== undefined) return blocked;
  }
  return { kind: "busy", holder: undefined };
}

/** Removes a dead holder's lock; what stands in the way of that, if something does. */
function inherit(on: Disk, base: string, path: string, dead: Holder): Taking | undefined {
  const guard = `${base}.${dead.token}`;
  const heir = newHolder();
  const taking = take(on, base, guard, heir);
  if (taking.kind !== "taken") return taking;
  try {
    dropLock(on, path, dead);
    return undefined;
  } finally {
    quietly(() => dropLock(on, guard, heir));
  }
}

/** Removes the lock at `path` if it is this holder's; throws as the calls of the disk do. */
export function dropLock(on: Disk, path: string, holder: Holder): void {
  const found = lockAt(on, path);
  if (typeof found !== "object" || found.token !== holder.token) return;
  try {
    on.unlink(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
  }
}

/** Removes what dead processes have left around a lock that the caller holds. */
export function sweepLocks(on: Disk, path: string): void {
  const folder = dirname(path);
  const stem = `${basename(path)}.`;
  sweepDrafts(on, path);
  quietly(() => {
    for (const name of on.readdir(folder)) {
      if (!name.startsWith(stem)) continue;
      quietly(() => {
        const guard = lockAt(on, join(folder, name));
        if (typeof guard === "object" && fateOf(guard) === "dead") on.unlink(join(folder, name));
      });
    }
  });
}

/** Drafts are named after the first lock, so that one sweep finds them all. */
function put(on: Disk, base: string, path: string, me: Holder): boolean {
  const draft = writeDraft(on, base, encodeHolder(me));
  try {
    return linkDraft(on, draft.path, path);
  } finally {
    discard(on, draft.path);
  }
}

function lockAt(on: Disk, path: string): Holder | "foreign" | undefined {
  try {
    return decodeHolder(readWhole(on, path).bytes) ?? "foreign";
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT") return undefined;
    if (FOREIGN.has(code)) return "foreign";
    throw error;
  }
}
