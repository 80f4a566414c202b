/**
 * Lets one process at a time change a file, on this machine and on others that share its disk.
 *
 * The lock is a file that names its holder. It appears by link(2), complete, and only if there is none. A dead holder's
 * lock is removed by an heir. Seeing that it is dead and removing it are two steps, and in between another heir may put
 * a living lock in its place; so an heir first locks the dead holder's token, which is never used twice, and looks
 * again. An heir that dies on the way leaves a lock like any other.
 */
import { basename, dirname, join } from "node:path";
import { type Disk, errnoOf, quietly, readWhole, disk as realDisk, reasonOf } from "./disk.ts";
import { discard, sweepDrafts, writeDraft } from "./draft.ts";
import type { Locked } from "./edges.ts";
import { files } from "./files.ts";
import { run } from "./git/run.ts";
import { callAtExit } from "./interrupt.ts";
import { decodeName, encodeName, findFate, nameSelf, type ProcessName } from "./process.ts";
import { digest } from "./random.ts";
import { linkDraft } from "./replace.ts";

/** How many milliseconds to wait for another holder, and how. */
export interface Patience {
  readonly limit: number;
  sleep(ms: number): Promise<void>;
}

const PATIENCE: Patience = { limit: 10_000, sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)) };
/** How often a lock may change hands under a process that looks at it, before that process waits. */
const MAX_TRIES = 8;
/** No lock can be made there, but the file may be writable all the same. */
const ELSEWHERE = new Set(["EACCES", "EPERM", "EROFS", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Runs `work` while holding the file's lock; what `work` throws is rethrown, with the lock released. */
export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  { limit, sleep }: Patience = PATIENCE,
  on: Disk = realDisk,
): Promise<Locked<T>> {
  const me = nameSelf();
  let lock: string;
  try {
    const paths = findLockPaths(on, path);
    for (let waited = 0, pause = 5; ; pause = Math.min(2 * pause, 100)) {
      const [path, other] = takeFirst(on, paths, me);
      lock = path;
      if (other === undefined) break;
      if (waited >= limit) return { kind: "busy", ...describe(other, lock, limit / 1000) };
      // Pauses differ from process to process, so that those who wait do not all come back at once.
      const ms = Math.min(pause * (0.5 + Math.random() / 2), limit - waited);
      await sleep(ms);
      waited += ms;
    }
  } catch (error) {
    const code = errnoOf(error);
    return { kind: "failed", code, reason: `it cannot be locked: ${reasonOf(code)}` };
  }
  const release = () => quietly(() => dropLock(on, lock, me));
  const forget = callAtExit(release);
  try {
    sweepDrafts(on, lock);
    return { kind: "done", value: await work() };
  } finally {
    release();
    // A signal that came during synchronous work arrives only when the loop turns.
    for (let turns = 0; turns < 2; turns++) await new Promise((next) => setImmediate(next));
    forget();
  }
}

/** In git's folder of this work tree, where git does not show it; failing that, among the temporary files. */
export function findLockPaths(on: Disk, path: string): readonly string[] {
  const file = files.real(path);
  const folder = on.realpath(dirname(file));
  const lockName = (text: string) => `oncall-${digest(text).slice(0, 16)}.lock`;
  const { tmpdir, userInfo } = process.getBuiltinModule("node:os");
  const temporary = join(tmpdir(), `${userInfo().uid}-${lockName(join(folder, basename(file)))}`);
  const { status, stdout } = run(folder, ["rev-parse", "--absolute-git-dir", "--show-prefix"]);
  const [gitFolder = "", prefix = ""] = stdout.split("\n");
  // Named after the path in the work tree, because two machines may have one disk under different names.
  return status === 0 ? [join(gitFolder, lockName(prefix + basename(file))), temporary] : [temporary];
}

type Other = ProcessName | "unreadable" | "changing";

type Taking = readonly [lock: string, other: Other | undefined];

function takeFirst(on: Disk, [path = "", ...others]: readonly string[], me: ProcessName): Taking {
  try {
    return [path, takeLock(on, path, me)];
  } catch (error) {
    if (others.length === 0 || !ELSEWHERE.has(errnoOf(error))) throw error;
    return takeFirst(on, others, me);
  }
}

/** Tries once; who has the lock, or undefined if `me` has it now. Locks on dead holders' tokens are beside `base`. */
export function takeLock(on: Disk, path: string, me: ProcessName, base = path): Other | undefined {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const found = readLock(on, path);
    if (found === "unreadable" || (found !== undefined && findFate(found) !== "dead")) return found;
    if (found === undefined) {
      const draft = writeDraft(on, base, encodeName(me));
      try {
        if (linkDraft(on, draft.path, path)) return undefined;
      } finally {
        discard(on, draft.path);
      }
    } else {
      const [guard, heir] = [`${base}.${found.token}`, nameSelf()];
      const other = takeLock(on, guard, heir, base);
      if (other !== undefined) return other;
      try {
        dropLock(on, path, found);
      } finally {
        quietly(() => dropLock(on, guard, heir));
      }
    }
  }
  return "changing";
}

/** Removes the lock if it is still this holder's: somebody may have removed that by hand, and another have taken it. */
export function dropLock(on: Disk, path: string, { token }: ProcessName): void {
  const found = readLock(on, path);
  if (typeof found === "object" && found.token === token) on.unlink(path);
}

function readLock(on: Disk, path: string): ProcessName | "unreadable" | undefined {
  try {
    return decodeName(readWhole(on, path).bytes) ?? "unreadable";
  } catch (error) {
    return errnoOf(error) === "ENOENT" ? undefined : "unreadable";
  }
}

function describe(other: Other, path: string, seconds: number): { reason: string; help: string } {
  const waited = `(waited ${seconds} s)`;
  if (other === "changing") return { reason: `many are changing it at once ${waited}`, help: "try again" };
  if (other === "unreadable") {
    const help = `if no oncall is running, remove ${path}`;
    return { reason: `its lock cannot be read, or was not written by oncall ${waited}`, help };
  }
  if (findFate(other) === "elsewhere") {
    const reason = `process ${other.pid} on ${other.host} has locked it and cannot be reached from here ${waited}`;
    return { reason, help: `try again later; if that process no longer runs, remove ${path}` };
  }
  const help = `try again later; if that process hangs, end it: kill ${other.pid}`;
  return { reason: `process ${other.pid} is changing it ${waited}`, help };
}
