/** Interrupts one attempt at the lock between any two system calls, by another process or by death: never two holders, never a dead one. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { disk } from "../../src/edge/disk.ts";
import { dropLock, takeLock } from "../../src/edge/lock.ts";
import { decodeName, encodeName, nameSelf, type ProcessName } from "../../src/edge/process.ts";
import { callsOf, Died, disturbed, mortal } from "../e2e/faulty.ts";
import { deadHolder, namesIn, newFolder } from "../e2e/folder.ts";

const dead = deadHolder();

const outcome = (other: unknown) => (other === undefined ? "taken" : "busy");

/** The path of a lock in a new folder, held by a dead process. */
function newLock(holder: ProcessName | undefined = dead): { readonly git: string; readonly path: string } {
  const folder = newFolder();
  const path = join(folder, "oncall-0.lock");
  if (holder !== undefined) writeFileSync(path, encodeName(holder));
  return { git: folder, path };
}

test("a dead holder's lock is taken over, and leaves nothing", () => {
  const { git: folder, path } = newLock();
  writeFileSync(`${path}.${dead.token}`, encodeName(deadHolder()));
  const me = nameSelf();
  expect(takeLock(disk, path, me)).toBeUndefined();
  expect(namesIn(folder)).toEqual(["oncall-0.lock"]);
  dropLock(disk, path, me);
  expect(namesIn(folder)).toEqual([]);
});

test("of two processes that take over a dead holder's lock at once, only one holds it", () => {
  for (const holder of [dead, undefined]) {
    const { length } = callsOf((on) => takeLock(on, newLock(holder).path, nameSelf()));
    for (let at = 0; at < length; at++) {
      for (const letsGo of [false, true]) {
        const { path } = newLock(holder);
        const [one, other] = [nameSelf(), nameSelf()];
        let rival = "";
        const on = disturbed(at, (call) => {
          rival = outcome(takeLock(disk, path, other));
          if (letsGo) dropLock(disk, path, other);
          return call();
        });
        const taking = outcome(takeLock(on, path, one));
        const has = rival === "taken" && !letsGo ? other : one;
        const where = `call ${at}: ${taking}, ${rival}, ${letsGo}`;
        // Neither may have it when the first one holds the guard or has it already; then both are told to come back.
        if (rival === "taken" && !letsGo) expect(taking, where).toBe("busy");
        if (rival === "busy") expect(taking, where).toBe("taken");
        if (taking === "taken" || !letsGo)
          expect(decodeName(disk.read(disk.open(path, 0))), where).toEqual(has);
      }
    }
  }
});

test("after two processes in a row died while taking it over, the next one gets the lock", () => {
  const { length } = callsOf((on) => takeLock(on, newLock().path, nameSelf()));
  const mortalHolder = () => ({ ...dead, token: nameSelf().token });
  for (let first = 0; first < length; first++) {
    for (let second = 0; second < length; second++) {
      const { git: folder, path } = newLock();
      for (const at of [first, second]) {
        try {
          takeLock(mortal(at), path, mortalHolder());
        } catch (error) {
          expect(error).toBeInstanceOf(Died);
        }
        buryGuards(folder);
      }
      const me = nameSelf();
      const where = `${first}, ${second}: ${namesIn(folder)}`;
      expect(takeLock(disk, path, me), where).toBeUndefined();
    }
  }
  // Some hundred locks on a real disk, synced each.
}, 120_000);

/** Makes the locks of this process, which plays the dead ones, look like a dead process's. */
function buryGuards(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!/^oncall-0\.lock\./.test(name)) continue;
    const path = join(folder, name);
    const holder = decodeName(disk.read(disk.open(path, 0)));
    if (holder !== undefined) writeFileSync(path, encodeName({ ...holder, pid: dead.pid, start: "1" }));
  }
}

test("a holder whose lock was removed by hand does not remove its successor's", () => {
  const { path } = newLock();
  const other = nameSelf();
  writeFileSync(path, encodeName(other));
  dropLock(disk, path, nameSelf());
  expect(existsSync(path)).toBe(true);
  dropLock(disk, path, other);
  expect(existsSync(path)).toBe(false);
});
