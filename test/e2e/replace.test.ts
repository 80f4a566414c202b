/** Runs real processes that write one file at once, are killed, or run under strace: no entry is lost, no file is torn, and nobody waits for the dead. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { disk } from "../../src/edge/disk.ts";
import { findLockPaths } from "../../src/edge/lock.ts";
import { encodeName } from "../../src/edge/process.ts";
import { deadHolder, git, locksIn, namesIn, newFolder, newRepository } from "./folder.ts";
import { buildWriter, start, type Who } from "./process.ts";

let folder = "";
let script = "";
beforeAll(async () => {
  ({ folder, script } = await buildWriter());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DONE = { code: 0, signal: null, stdout: "done\n", stderr: "" };

function newRoster(text: string): {
  readonly repository: string;
  readonly path: string;
  readonly lock: string;
} {
  const repository = newRepository();
  const path = join(repository, "roster.yaml");
  writeFileSync(path, text);
  const [lock = ""] = findLockPaths(disk, path);
  return { repository, path, lock };
}

test("20 processes at once lose no entry, even with the lock of a dead one in the way", async () => {
  const { repository, path, lock } = newRoster("start\n");
  writeFileSync(lock, encodeName(deadHolder()));
  const entries = Array.from({ length: 20 }, (_, index) => `entry ${index}`);
  const ends = await Promise.all(entries.map((entry) => start(script, ["append", path, entry]).ended));
  expect(ends).toEqual(entries.map(() => DONE));
  const lines = readFileSync(path, "utf8").split("\n");
  expect(lines[0]).toBe("start");
  expect(lines.slice(1).toSorted()).toEqual(["", ...entries].toSorted());
  expect(namesIn(repository)).toEqual([".git", "roster.yaml"]);
  expect(locksIn(join(repository, ".git"))).toEqual([]);
}, 60_000);

test("after 100 × kill -9, all that was reported as written is there, nothing is half written, and the next process goes on", async () => {
  const { repository, path } = newRoster("start\n");
  const whole = (number: number) => `${number} ${"x".repeat(20_000)}`;
  let kills = 0;
  let written = 0;
  while (kills < 100) {
    // The file grows with each number; a new one keeps writes short.
    if (written > 40) {
      writeFileSync(path, "start\n");
      written = 0;
    }
    const writer = start(script, ["count", path]);
    await writer.began;
    await pause(Math.random() * 15);
    writer.child.kill("SIGKILL");
    const { signal, stdout, stderr } = await writer.ended;
    expect({ signal, stderr }).toEqual({ signal: "SIGKILL", stderr: "" });
    kills++;
    const said = Number(stdout.trimEnd().split("\n").at(-1));
    expect(said).toBeGreaterThan(written);
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines.at(-1)).toBe("");
    written = lines.length - 2;
    expect(lines.slice(1, -1).every((line, index) => line === whole(index + 1))).toBe(true);
    // It may have been killed after the write and before the message.
    expect([said, said + 1]).toContain(written);
  }
  expect(await start(script, ["append", path, "end"]).ended).toEqual(DONE);
  expect(namesIn(repository)).toEqual([".git", "roster.yaml"]);
  expect(locksIn(join(repository, ".git"))).toEqual([]);
}, 120_000);

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the holder of the lock as usual and releases the lock",
  async (signal) => {
    const { repository, path } = newRoster("");
    for (const task of ["wait", "spin"]) {
      const writer = start(script, [task, path]);
      await writer.began;
      expect(locksIn(join(repository, ".git"))).toHaveLength(1);
      writer.child.kill(signal);
      expect(await writer.ended).toEqual({ code: null, signal, stdout: "held\n", stderr: "" });
      expect(locksIn(join(repository, ".git"))).toEqual([]);
    }
  },
);

test("an uncaught error releases it too", async () => {
  const { repository, path } = newRoster("");
  const { code, stderr } = await start(script, ["crash", path]).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: nobody catches this$/m);
  expect(locksIn(join(repository, ".git"))).toEqual([]);
});

test("work trees do not wait for each other", async () => {
  const { repository, path } = newRoster("main\n");
  const linked = join(newFolder(), "linked");
  git(repository, "worktree", "add", "--quiet", linked);
  writeFileSync(join(linked, "roster.yaml"), "linked\n");
  const holding = start(script, ["wait", path]);
  await holding.began;
  expect(await start(script, ["append", join(linked, "roster.yaml"), "entry"]).ended).toEqual(DONE);
  holding.child.kill("SIGTERM");
  await holding.ended;
  expect(readFileSync(join(linked, "roster.yaml"), "utf8")).toBe("linked\nentry\n");
});

/** Root may write anywhere, so the process becomes another user. */
const isRoot = process.getuid?.() === 0;
const USER: Who = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const userRuns = spawnSync(process.execPath, ["--version"], USER).status === 0;

test.runIf(userRuns)("a folder without write permission and a read-only file stay as they are", async () => {
  const top = newFolder();
  const closed = join(top, "closed");
  const open = join(top, "open");
  const temporary = join(top, "temporary");
  mkdirSync(temporary);
  chmodSync(temporary, 0o777);
  for (const folderOf of [closed, open]) {
    mkdirSync(folderOf);
    writeFileSync(join(folderOf, "roster.yaml"), "old");
  }
  chmodSync(top, 0o755);
  chmodSync(closed, 0o555);
  chmodSync(join(closed, "roster.yaml"), 0o666);
  chmodSync(open, 0o777);
  chmodSync(join(open, "roster.yaml"), 0o444);
  const refusals = [
    [closed, "permission denied to make a new file in its folder"],
    [open, "permission denied"],
  ] as const;
  for (const [folderOf, reason] of refusals) {
    const path = join(folderOf, "roster.yaml");
    const { code, stdout, stderr } = await start(script, ["replace", path, "new"], {
      ...USER,
      env: { ...process.env, TMPDIR: temporary },
    }).ended;
    const result = JSON.stringify({ kind: "failed", code: "EACCES", reason });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${result}\ndone\n`, stderr: "" });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(namesIn(folderOf)).toEqual(["roster.yaml"]);
  }
  chmodSync(closed, 0o755);
});

test.runIf(isRoot)("root keeps the owner and group of the file", async () => {
  const { path } = newRoster("old");
  spawnSync("chown", ["1234:5678", path]);
  chmodSync(path, 0o640);
  const answer = `${JSON.stringify({ kind: "replaced", notes: [] })}\ndone\n`;
  expect((await start(script, ["replace", path, "new"]).ended).stdout).toBe(answer);
  const { uid, gid, mode } = statSync(path);
  expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 1234, gid: 5678, mode: 0o640 });
});

/** Part of the system, not of npm, so it may be missing. */
const TRACER = "strace";

/** Why strace does not work here; undefined if it does. */
function whyNoTrace(): string | undefined {
  const { error, status } = spawnSync(TRACER, ["-o", "/dev/null", "true"]);
  if (error !== undefined) return "strace is not here";
  return status === 0 ? undefined : "this machine lets nobody trace";
}

const untraced = whyNoTrace();

test.skipIf(untraced !== undefined)(
  `as the system saw it: written, flushed, renamed, the folder flushed${untraced ? ` (skipped: ${untraced})` : ""}`,
  () => {
    const { path } = newRoster("old\n");
    const trace = join(newFolder(), "trace");
    const calls = "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2";
    const args = ["-f", "-y", "-e", calls, "-o", trace, process.execPath, script, "append", path, "new"];
    expect(spawnSync(TRACER, args, { encoding: "utf8" }).stdout).toBe("done\n");
    expect(stepsOf(readFileSync(trace, "utf8"), dirname(path))).toEqual([
      "open roster.yaml for reading", // by the edit
      "open roster.yaml for reading",
      "open DRAFT, new",
      "write DRAFT",
      "flush DRAFT",
      "open roster.yaml for reading",
      "rename DRAFT to roster.yaml",
      "flush the folder",
    ]);
  },
  60_000,
);

/** The calls in a trace about files in this folder, one per line. */
function stepsOf(trace: string, inFolder: string): readonly string[] {
  const draft = /\.roster\.yaml\.\d+-[0-9a-f]{8}-[0-9a-f]{16}\.tmp/g;
  const lines = trace.replaceAll(`${inFolder}/`, "./").replaceAll(inFolder, ".").replaceAll(draft, "DRAFT");
  const steps: readonly (readonly [RegExp, string])[] = [
    [/openat\([^"]*"\.\/(roster\.yaml)", O_RDONLY/, "open $1 for reading"],
    [/openat\([^"]*"\.\/([\w.]+)", O_WRONLY\|O_CREAT\|O_EXCL/, "open $1, new"],
    [/\bp?write(?:64)?\(\d+<\.\/([\w.]+)>/, "write $1"],
    [/\bf(?:data)?sync\(\d+<\.\/([\w.]+)>/, "flush $1"],
    [/\bf(?:data)?sync\(\d+<\.>/, "flush the folder"],
    [/\brename(?:at2?)?\([^"]*"\.\/([\w.]+)",[^"]*"\.\/([\w.]+)"/, "rename $1 to $2"],
  ];
  return lines.split("\n").flatMap((line) => {
    for (const [pattern, text] of steps) {
      const found = pattern.exec(line);
      if (found !== null) return [found[0].replace(pattern, text)];
    }
    return [];
  });
}
