/**
 * Makes a real history for the tests that look back: a roster in a folder, two merged branches, a rename and an uncommitted
 * edit. Output shows tags instead of commit ids, which change with the example.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { EXAMPLE, env, git, newFolder, oncall } from "./rosters.ts";

/** The repository and the roster's folder in it. */
export let folder = "";
export let ops = "";

/** Commits everything on a day in November, and tags it. */
function commit(day: number, tag: string, author = "Mia Rossi"): void {
  const date = `2026-11-${String(day).padStart(2, "0")}T15:00:00Z`;
  const dated = { ...env(folder), GIT_AUTHOR_NAME: author, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const say = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, env: dated });
  say("add", "--all");
  say("commit", "--quiet", "--allow-empty", "-m", tag);
  say("tag", tag);
}

function edit(...args: readonly string[]): void {
  const { exit, stderr } = oncall(ops, args);
  expect(exit, stderr).toBe(0);
}

/** Makes the history; each file of tests does so. */
export function tellStory(): void {
  folder = newFolder();
  ops = join(folder, "ops");
  mkdirSync(ops);
  git(folder, "init", "--quiet", "-b", "main");
  commit(1, "empty");
  copyFileSync(EXAMPLE, join(ops, "roster.yaml"));
  commit(2, "v1");
  git(folder, "switch", "--quiet", "-c", "side");
  edit("swap", "alice", "bob", "--once", "--approved-by", "manager");
  commit(3, "swap", "Eve \u001b[31m::error::");
  git(folder, "switch", "--quiet", "main");
  edit("leave", "grace", "--from", "2027-03-01");
  commit(4, "leave");
  git(folder, "merge", "--quiet", "--no-commit", "--no-ff", "side");
  commit(5, "merge");
  git(folder, "mv", "ops/roster.yaml", "ops/rota.yaml");
  commit(6, "rename");
  const covers = ["cover", "alice", "--by", "erin", "--shift", "2026-11-23", "--unapproved"];
  edit(...covers, "--allow", "double-cover,past-changed", "-r", "rota.yaml");
}

/** The output of a command in the roster's folder, with tags instead of commit ids. */
export function answer(...args: readonly string[]) {
  const { exit, stdout, stderr } = oncall(ops, [...args, "-r", "rota.yaml"]);
  const tags = git(folder, "for-each-ref", "--format=%(objectname) %(refname:short)", "refs/tags");
  const named = tags
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .reduce((text, [id = "", tag = ""]) => text.replaceAll(id.slice(0, 7), `<${tag}>`), stdout + stderr);
  return `${named.replace(/^using ONCALL_NOW=.*\n/m, "")}[exit ${exit}]\n`;
}
