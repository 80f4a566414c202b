/** Makes folders and repositories on the real disk, for tests of what happens there. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { nameSelf, type ProcessName } from "../../src/edge/process.ts";

/** The absolute path, without links, of a folder that is removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "oncall-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).toSorted();
}

/** The locks in git's folder, and leftovers of locks. */
export function locksIn(gitFolder: string): readonly string[] {
  return namesIn(gitFolder).filter((name) => name.includes("oncall-"));
}

/** Runs git without the user's settings, and answers its stdout without the last newline. */
export function git(folder: string, ...args: readonly string[]): string {
  const set = ["-c", "user.name=Mia", "-c", "user.email=mia@example.com", "-c", "protocol.file.allow=always"];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  const answer = execFileSync("git", [...set, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return answer.replace(/\n$/, "");
}

/** A repository with one commit. */
export function newRepository(): string {
  const folder = newFolder();
  git(folder, "init", "--quiet");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "start");
  return folder;
}

/** The pid of a process that has ended and been reaped. */
export function deadPid(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

export function deadHolder(): ProcessName {
  return { ...nameSelf(), pid: String(deadPid()), start: "1" };
}
