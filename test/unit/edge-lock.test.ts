/** Checks where the lock is, who waits for whom, and that no two processes hold it. */
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { disk } from "../../src/edge/disk.ts";
import { findLockPaths, type Patience, withLock } from "../../src/edge/lock.ts";
import { decodeName, encodeName, findFate, nameSelf, type ProcessName } from "../../src/edge/process.ts";
import { disturbed, failing } from "../e2e/faulty.ts";
import { deadHolder, git, locksIn, namesIn, newFolder, newRepository } from "../e2e/folder.ts";

const dead = deadHolder();
const BUSY = "busy";
const isLinux = process.platform === "linux";

/** Does not wait, but notes how long it would have. */
function hasty(naps: number[] = [], meanwhile: (nap: number) => void = () => {}): Patience {
  return {
    limit: 10_000,
    sleep: async (milliseconds) => {
      naps.push(milliseconds);
      meanwhile(naps.length);
    },
  };
}

/** Puts temporary files into a folder of the test's own. */
function temporaryIn(folder: string): void {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
}

const firstPlace = (path: string) => findLockPaths(disk, path)[0] ?? "";

test("the lock is in git's folder of this work tree: plain, linked, or a submodule's", () => {
  const main = newRepository();
  const linked = join(newFolder(), "linked");
  git(main, "worktree", "add", "--quiet", linked);
  git(main, "submodule", "--quiet", "add", newRepository(), "team");
  mkdirSync(join(main, "deep", "er"), { recursive: true });
  for (const folder of [main, join(main, "deep", "er"), linked, join(main, "team")]) {
    const gitFolder = realpathSync(git(folder, "rev-parse", "--absolute-git-dir"));
    expect(firstPlace(join(folder, "roster.yaml"))).toMatch(/\/oncall-[0-9a-f]{16}\.lock$/);
    expect(join(firstPlace(join(folder, "roster.yaml")), "..")).toBe(gitFolder);
  }
});

test("one file has one lock by every path; other files and work trees have their own", () => {
  const main = newRepository();
  const linked = join(newFolder(), "linked");
  git(main, "worktree", "add", "--quiet", linked);
  writeFileSync(join(main, "roster.yaml"), "");
  symlinkSync("roster.yaml", join(main, "link.yaml"));
  symlinkSync(main, join(linked, "main"));
  const lock = firstPlace(join(main, "roster.yaml"));
  expect(firstPlace(join(main, "link.yaml"))).toBe(lock);
  expect(firstPlace(join(linked, "main", "roster.yaml"))).toBe(lock);
  expect(firstPlace(join(main, "other.yaml"))).not.toBe(lock);
  expect(firstPlace(join(linked, "roster.yaml"))).not.toBe(lock);
  rmSync(join(main, "roster.yaml"));
  expect(firstPlace(join(main, "roster.yaml"))).toBe(lock);
});

test("outside any repository it is among the temporary files", async () => {
  const [folder, temporary] = [newFolder(), newFolder()];
  temporaryIn(temporary);
  const path = join(folder, "roster.yaml");
  const inside = await withLock(path, () => namesIn(temporary));
  expect(inside).toEqual({
    kind: "done",
    value: [expect.stringMatching(/^\d+-oncall-[0-9a-f]{16}\.lock$/)],
  });
  expect(namesIn(temporary)).toEqual([]);
  // What looks like a repository and is none is passed by.
  writeFileSync(join(folder, ".git"), "gitdir: nowhere\n");
  expect(findLockPaths(disk, path)).toHaveLength(1);
});

test("without a folder for temporary files, or without the file's own", async () => {
  const folder = newFolder();
  temporaryIn(join(folder, "none"));
  for (const path of [join(folder, "roster.yaml"), join(folder, "none", "roster.yaml")]) {
    expect(await withLock(path, () => 0)).toEqual({
      kind: "failed",
      code: "ENOENT",
      reason: "it cannot be locked: its folder is not there",
    });
  }
});

test("falls back to the temporary folder where git's takes no lock, but not on a full disk", async () => {
  const folder = newRepository();
  temporaryIn(newFolder());
  const path = join(folder, "roster.yaml");
  for (const [code, kind] of [
    ["EROFS", "done"],
    ["EPERM", "done"],
    ["ENOSPC", "failed"],
  ] as const) {
    let links = 0;
    const link = (from: string, to: string) => (links++ === 0 ? failing(code)() : disk.link(from, to));
    const locked = await withLock(path, () => locksIn(join(folder, ".git")), hasty(), { ...disk, link });
    expect(locked.kind).toBe(kind);
    expect(locksIn(join(folder, ".git"))).toEqual([]);
  }
});

test("git does not show the lock, and nothing is left of it, even if the work throws", async () => {
  const folder = newRepository();
  const path = join(folder, "roster.yaml");
  const work = async () => {
    expect(locksIn(join(folder, ".git"))).toHaveLength(1);
    expect(git(folder, "status", "--porcelain")).toBe("");
    throw new RangeError("the work has failed");
  };
  await expect(withLock(path, work)).rejects.toThrow("the work has failed");
  expect(locksIn(join(folder, ".git"))).toEqual([]);
});

/** Asks for a lock that somebody else holds. */
async function behind(content: Uint8Array, patience: Patience) {
  const folder = newRepository();
  const path = join(folder, "roster.yaml");
  const lock = firstPlace(path);
  writeFileSync(lock, content);
  return { lock, locked: await withLock(path, () => "done", patience) };
}

test("waits for a running holder with growing pauses, then names it", async () => {
  const naps: number[] = [];
  const me = nameSelf();
  const { lock, locked } = await behind(encodeName(me), hasty(naps));
  expect(locked).toEqual({
    kind: BUSY,
    reason: `process ${process.pid} is changing it (waited 10 s)`,
    help: `try again later; if that process hangs, end it: kill ${process.pid}`,
  });
  expect(existsSync(lock)).toBe(true);
  expect(Math.round(naps.reduce((sum, nap) => sum + nap, 0))).toBe(10_000);
  expect(Math.max(...naps.slice(0, 2))).toBeLessThanOrEqual(10);
  expect(Math.max(...naps)).toBeLessThanOrEqual(100);
});

test("takes the lock when its holder releases it in time", async () => {
  const folder = newRepository();
  const path = join(folder, "roster.yaml");
  const lock = firstPlace(path);
  writeFileSync(lock, encodeName(nameSelf()));
  const patience = hasty([], (nap) => nap === 3 && rmSync(lock));
  expect(await withLock(path, () => "done", patience)).toEqual({ kind: "done", value: "done" });
});

test("names a holder on another machine, and says how to remove its lock", async () => {
  const { lock, locked } = await behind(
    encodeName({ ...dead, host: "far.example.com", place: "far", pid: "7" }),
    hasty(),
  );
  expect(locked).toEqual({
    kind: BUSY,
    reason: "process 7 on far.example.com has locked it and cannot be reached from here (waited 10 s)",
    help: `try again later; if that process no longer runs, remove ${lock}`,
  });
});

const line = (change: Partial<ProcessName>) => new TextDecoder().decode(encodeName({ ...dead, ...change }));

test.each([
  ["nothing", ""],
  ["a number", "4711\n"],
  ["half a name", line({}).slice(0, 40)],
  ["a process that is a group", line({ pid: "-1" })],
  ["a host that would colour the terminal", line({ host: "\u001b[31mred" })],
  ["a token that leads to another folder", line({ token: "../../../../../../x" })],
])("a lock file that holds %s was not written by oncall", async (_, content) => {
  const { lock, locked } = await behind(new TextEncoder().encode(content), hasty());
  expect(locked).toEqual({
    kind: BUSY,
    reason: "its lock cannot be read, or was not written by oncall (waited 10 s)",
    help: `if no oncall is running, remove ${lock}`,
  });
});

test("tells running, dead and remote holders apart", () => {
  const me = nameSelf();
  const fateWith = (change: Partial<ProcessName>) => findFate({ ...me, ...change });
  expect(fateWith({})).toBe("running");
  expect(fateWith({ pid: String(process.ppid), start: "" })).toBe("running");
  expect(fateWith({ pid: dead.pid })).toBe("dead");
  expect(fateWith({ place: "another machine" })).toBe("elsewhere");
  expect(decodeName(encodeName(me))).toEqual(me);
  expect(nameSelf().token).not.toBe(me.token);
});

test.runIf(isLinux)(
  "a number that has gone to another process since, and a start of the machine since",
  () => {
    const me = nameSelf();
    expect(findFate({ ...me, start: "1" })).toBe("dead");
    expect(findFate({ ...me, boot: "another" })).toBe("dead");
  },
);

test("takes over a dead holder's lock without waiting", async () => {
  const naps: number[] = [];
  const { locked } = await behind(encodeName(dead), hasty(naps));
  expect(locked).toEqual({ kind: "done", value: "done" });
  expect(naps).toEqual([]);
});

test.each(["EIO", "ENOSPC", "EACCES", "EMFILE"])(
  "whichever call fails with %s, the work is done under the lock or not at all",
  async (code) => {
    temporaryIn(newFolder());
    const calls: string[] = [];
    const repository = newRepository();
    const path = join(repository, "roster.yaml");
    await withLock(
      path,
      () => {},
      hasty(),
      disturbed(-1, () => {}, calls),
    );
    for (let at = 0; at < calls.length; at++) {
      let done = 0;
      const work = () => {
        done++;
      };
      const locked = await withLock(path, work, hasty(), disturbed(at, failing(code)));
      expect(done, `call ${at}, ${calls[at]}: ${JSON.stringify(locked)}`).toBe(
        locked.kind === "done" ? 1 : 0,
      );
      rmSync(firstPlace(path), { force: true });
    }
  },
);
