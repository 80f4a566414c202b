/** One try at a lock, with another process or a death between any two of its calls: no two have it, and it never stays with the dead. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { disk } from "../../src/edge/disk.ts";
import { decodeHolder, encodeHolder, type Holder, newHolder } from "../../src/edge/holder.ts";
import { dropLock, sweepLocks, takeLock } from "../../src/edge/lockfile.ts";
import { callsOf, Died, disturbed, mortal } from "../e2e/faulty.ts";
import { deadHolder, namesIn, newFolder } from "../e2e/folder.ts";

const dead = deadHolder();

/** The path of a lock in a new folder, with a dead process's in its place. */
function newLock(holder: Holder | undefined = dead): { readonly git: string; readonly path: string } {
  const folder = newFolder();
  const path = join(folder, "oncall-0.lock");
  if (holder !== undefined) writeFileSync(path, encodeHolder(holder));
  return { git: folder, path };
}

test("a dead holder's lock is taken over, and nothing of it is left", () => {
  const { git: folder, path } = newLock();
  writeFileSync(`${path}.${dead.token}`, encodeHolder(deadHolder()));
  const me = newHolder();
  expect(takeLock(disk, path, me)).toEqual({ kind: "taken" });
  sweepLocks(disk, path);
  expect(namesIn(folder)).toEqual(["oncall-0.lock"]);
  dropLock(disk, path, me);
  expect(namesIn(folder)).toEqual([]);
});

test("between any two calls of one that takes a dead holder's lock, another takes it: only one of them has it", () => {
  for (const holder of [dead, undefined]) {
    const { length } = callsOf((on) => takeLock(on, newLock(holder).path, newHolder()));
    for (let at = 0; at < length; at++) {
      for (const letsGo of [false, true]) {
        const { path } = newLock(holder);
        const [one, other] = [newHolder(), newHolder()];
        let rival: string | undefined;
        const on = disturbed(at, (call) => {
          rival = takeLock(disk, path, other).kind;
          if (letsGo) dropLock(disk, path, other);
          return call();
        });
        const taking = takeLock(on, path, one).kind;
        const has = rival === "taken" && !letsGo ? other : one;
        const where = `call ${at}: ${taking}, ${rival}, ${letsGo}`;
        // Neither may have it when the first one holds the guard or has it already; then both are told to come back.
        if (rival === "taken" && !letsGo) expect(taking, where).toBe("busy");
        if (rival === "busy") expect(taking, where).toBe("taken");
        if (taking === "taken" || !letsGo)
          expect(decodeHolder(disk.read(disk.open(path, 0))), where).toEqual(has);
      }
    }
  }
});

test("a taker may die before any of its calls while another has died before any of its own: the next one gets the lock", () => {
  const { length } = callsOf((on) => takeLock(on, newLock().path, newHolder()));
  const mortalHolder = () => ({ ...dead, token: newHolder().token });
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
      const me = newHolder();
      const where = `${first}, ${second}: ${namesIn(folder)}`;
      expect(takeLock(disk, path, me), where).toEqual({ kind: "taken" });
      sweepLocks(disk, path);
      expect(namesIn(folder), where).toEqual(["oncall-0.lock"]);
    }
  }
});

/** A guard is taken by this process, which lives on; what it died for in the test is made to have died. */
function buryGuards(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!/^oncall-0\.lock\./.test(name)) continue;
    const path = join(folder, name);
    const holder = decodeHolder(disk.read(disk.open(path, 0)));
    if (holder !== undefined) writeFileSync(path, encodeHolder({ ...holder, pid: dead.pid, start: "1" }));
  }
}

test("a lock that somebody has removed by hand and another has taken is not removed by its first holder", () => {
  const { path } = newLock();
  const other = newHolder();
  writeFileSync(path, encodeHolder(other));
  dropLock(disk, path, newHolder());
  expect(existsSync(path)).toBe(true);
  dropLock(disk, path, other);
  expect(existsSync(path)).toBe(false);
});
