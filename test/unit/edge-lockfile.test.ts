/** One try at a lock, with another process or a death between any two of its calls: no two have it, and it never stays with the dead. */
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

/** The path of a lock in a new folder, with a dead process's in its place. */
function newLock(holder: ProcessName | undefined = dead): { readonly git: string; readonly path: string } {
  const folder = newFolder();
  const path = join(folder, "oncall-0.lock");
  if (holder !== undefined) writeFileSync(path, encodeName(holder));
  return { git: folder, path };
}

test("a dead holder's lock is taken over, and nothing of it is left", () => {
  const { git: folder, path } = newLock();
  writeFileSync(`${path}.${dead.token}`, encodeName(deadHolder()));
  const me = nameSelf();
  expect(takeLock(disk, path, me)).toBeUndefined();
  expect(namesIn(folder)).toEqual(["oncall-0.lock"]);
  dropLock(disk, path, me);
  expect(namesIn(folder)).toEqual([]);
});

test("between any two calls of one that takes a dead holder's lock, another takes it: only one of them has it", () => {
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

test("a taker may die before any of its calls while another has died before any of its own: the next one gets the lock", () => {
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
});

/** A guard is taken by this process, which lives on; what it died for in the test is made to have died. */
function buryGuards(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!/^oncall-0\.lock\./.test(name)) continue;
    const path = join(folder, name);
    const holder = decodeName(disk.read(disk.open(path, 0)));
    if (holder !== undefined) writeFileSync(path, encodeName({ ...holder, pid: dead.pid, start: "1" }));
  }
}

test("a lock that somebody has removed by hand and another has taken is not removed by its first holder", () => {
  const { path } = newLock();
  const other = nameSelf();
  writeFileSync(path, encodeName(other));
  dropLock(disk, path, nameSelf());
  expect(existsSync(path)).toBe(true);
  dropLock(disk, path, other);
  expect(existsSync(path)).toBe(false);
});
