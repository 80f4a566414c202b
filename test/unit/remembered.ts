/** Makes repositories with a history, and reads files from it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { history } from "../../src/edge/git/history.ts";
import { git, newRepository } from "../e2e/folder.ts";

export const TEXT = Array.from({ length: 30 }, (_, index) => `line: ${index}\n`).join("");
export const OLD = `rotation:\n${TEXT}`;

/** A repository whose main has the text under that name. */
export function withRoster(name = "roster.yaml", text = OLD): string {
  const folder = newRepository();
  git(folder, "branch", "-M", "main");
  put(folder, name, text);
  return folder;
}

export function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  commitAll(folder);
}

export function commitAll(folder: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", "next");
  return git(folder, "rev-parse", "HEAD");
}

/** The name and the text that a file had at a revision. */
export function was(path: string, revision: string): readonly [string, string] | undefined {
  const past = history.read(path, revision);
  if (past.kind !== "past") throw new Error(past.reason);
  return past.file && [past.file.name, new TextDecoder().decode(past.file.bytes)];
}
