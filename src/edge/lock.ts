/**
 * A file and something to do with it in, what came of it out: between reading a file and replacing it nobody else who
 * asks for the lock does the same, on this machine or on another that shares the disk.
 */
import { type Disk, errnoOf, quietly, disk as realDisk, reasonOf } from "./disk.ts";
import { fateOf, type Holder, newHolder } from "./holder.ts";
import { dropLock, sweepLocks, type Taking, takeLock } from "./lockfile.ts";
import { type LockPlace, lockPlaces, NO_TEMPORARY, UNSAFE } from "./lockplace.ts";

/** Texts are one line in lower case without the file's name, which is "it". */
export type Locked<T> =
  | { readonly kind: "done"; readonly value: T }
  /** Somebody else had it all the time. */
  | { readonly kind: "busy"; readonly reason: string; readonly help: string }
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

export interface Patience {
  /** How long to wait for another holder, in milliseconds. */
  readonly limit: number;
  sleep(milliseconds: number): Promise<void>;
}

const PATIENCE: Patience = {
  limit: 10_000,
  sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
};
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

/** Where no lock can be made, but the file may be writable all the same. */
const TRY_ELSEWHERE = new Set(["EACCES", "EPERM", "EROFS", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs `work` while holding the file's lock; what `work` throws is thrown on, with the lock released. */
export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  patience: Patience = PATIENCE,
  on: Disk = realDisk,
): Promise<Locked<T>> {
  const me = newHolder();
  let held: string;
  try {
    const places = lockPlaces(on, path, process.getBuiltinModule("node:os").tmpdir());
    const waited = await waitFor(on, places, me, patience);
    if (waited.kind === "busy") return { kind: "busy", ...wordsOf(waited, patience.limit) };
    held = waited.path;
  } catch (error) {
    const code = errnoOf(error);
    return { kind: "failed", code, reason: `it cannot be locked: ${lockReasonOf(code)}` };
  }
  const letGo = () => quietly(() => dropLock(on, held, me));
  const forget = atTheEnd(letGo);
  try {
    sweepLocks(on, held);
    return { kind: "done", value: await work() };
  } finally {
    letGo();
    await signalsSeen();
    forget();
  }
}

type Waited =
  | { readonly kind: "held"; readonly path: string }
  | { readonly kind: "busy"; readonly path: string; readonly last: Exclude<Taking, { kind: "taken" }> };

/** Pauses grow, and differ from process to process, so that those who wait do not all come back at once. */
async function waitFor(
  on: Disk,
  places: readonly LockPlace[],
  me: Holder,
  { limit, sleep }: Patience,
): Promise<Waited> {
  let pause = FIRST_PAUSE_MS;
  for (let waited = 0; ; ) {
    const { path, taking } = takeFirst(on, places, me);
    if (taking.kind === "taken") return { kind: "held", path };
    if (waited >= limit) return { kind: "busy", path, last: taking };
    const milliseconds = Math.min(pause * (0.5 + Math.random() / 2), limit - waited);
    await sleep(milliseconds);
    waited += milliseconds;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

function takeFirst(
  on: Disk,
  places: readonly LockPlace[],
  me: Holder,
): { readonly path: string; readonly taking: Taking } {
  let refusal: unknown;
  for (const { path, prepare } of places) {
    try {
      prepare();
      return { path, taking: takeLock(on, path, me) };
    } catch (error) {
      if (!TRY_ELSEWHERE.has(errnoOf(error))) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function lockReasonOf(code: string): string {
  switch (code) {
    case UNSAFE:
      return "the folder for locks among the temporary files is not this user's alone (remove it, or set TMPDIR)";
    case NO_TEMPORARY:
      return "there is no folder for temporary files (set TMPDIR)";
    default:
      return reasonOf(code);
  }
}

function wordsOf(
  { path, last }: Extract<Waited, { kind: "busy" }>,
  limit: number,
): { readonly reason: string; readonly help: string } {
  const waited = `(waited ${limit / 1000} s)`;
  const remove = `remove the lock, ${path}`;
  if (last.kind === "foreign") {
    return {
      reason: `its lock cannot be read, or was not written by oncall ${waited}`,
      help: `if no oncall is running, ${remove}`,
    };
  }
  const { holder } = last;
  if (holder === undefined) {
    return { reason: `many are changing it at once ${waited}`, help: "try again" };
  }
  const who = `process ${holder.pid} on ${holder.host}`;
  return fateOf(holder) === "elsewhere"
    ? {
        reason: `it is locked by ${who}, which cannot be asked from here ${waited}`,
        help: `try again when it is done; if it runs no more, ${remove}`,
      }
    : {
        reason: `it is being changed by ${who} ${waited}`,
        help: `try again when it is done; if it hangs, end it: kill ${holder.pid}`,
      };
}

/** Calls `act` when the process ends before its time, be it by a signal or by an error that nobody caught; returns what calls that off. */
function atTheEnd(act: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    act();
    forget();
    // Who else listens is called next and decides what the signal means; else it does what it would do without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    process.removeListener("exit", act);
    for (const signal of ENDINGS) process.removeListener(signal, end);
  };
  process.on("exit", act);
  for (const signal of ENDINGS) process.prependListener(signal, end);
  return forget;
}

/** A signal that came during synchronous work is told when the loop turns; not to listen by then would be to swallow it. */
async function signalsSeen(): Promise<void> {
  for (let turns = 0; turns < 2; turns++) await new Promise((next) => setImmediate(next));
}
