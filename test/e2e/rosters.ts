/** Makes rosters in real git repositories, removed after the file of tests, and runs the built program on them. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { parse } from "yaml";

export const BIN = resolve("bin/oncall.js");
export const EXAMPLE = resolve("roster.example.yaml");
const NOW = "2026-11-24T15:00:00Z";
export const SWAP = ["swap", "alice", "bob", "--approved-by", "manager"];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const env = (folder: string) => ({
  PATH: process.env["PATH"],
  HOME: folder,
  ONCALL_NOW: NOW,
  GIT_AUTHOR_NAME: "Mia Rossi",
  GIT_AUTHOR_EMAIL: "mia@example.com",
  GIT_COMMITTER_NAME: "Mia Rossi",
  GIT_COMMITTER_EMAIL: "mia@example.com",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "protocol.file.allow",
  GIT_CONFIG_VALUE_0: "always",
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oncall-change-"));
  folders.push(folder);
  return folder;
}

export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd,
    env: env(cwd),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A repository with the example as roster.yaml in one commit. */
export function newRepository(): string {
  const folder = newFolder();
  git(folder, "init", "--quiet", "-b", "main");
  copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "Begin");
  return folder;
}

export function oncall(cwd: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...env(cwd), ...more },
    encoding: "utf8",
  });
  return { exit: status, stdout, stderr };
}

export function logOf(folder: string): readonly Record<string, unknown>[] {
  return parse(readFileSync(join(folder, "roster.yaml"), "utf8")).changes;
}
