/** Makes a repository from commits as values, with only what git needs to answer about them. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Commit } from "./life.ts";

/** Writes commits into a repository and answers their ids in order. */
export function imported(folder: string, commits: readonly Commit[]): readonly string[] {
  const stream = commits.flatMap(({ text, now, parents, what }, index) => [
    `commit refs/heads/${index}\nmark :${index + 1}`,
    `committer Mia <mia@example.com> ${now / 1000} +0000\ndata ${what.length}\n${what}`,
    ...parents.map((parent, position) => `${position === 0 ? "from" : "merge"} :${parent + 1}`),
    `M 100644 inline roster.yaml\ndata ${Buffer.byteLength(text)}\n${text}`,
  ]);
  const marks = join(folder, ".git", "marks");
  execFileSync("git", ["fast-import", "--quiet", `--export-marks=${marks}`], {
    cwd: folder,
    input: `${stream.join("\n")}\ndone\n`,
  });
  const idOf = new Map(
    readFileSync(marks, "utf8")
      .trim()
      .split("\n")
      .map((line) => [line.split(" ")[0], line.split(" ")[1]]),
  );
  return commits.map((_, index) => idOf.get(`:${index + 1}`) ?? "");
}

/** Sets HEAD and the roster in the work tree to a commit, without an index. */
export function standAt(folder: string, id: string, text: string): void {
  writeFileSync(join(folder, ".git", "HEAD"), `${id}\n`);
  writeFileSync(join(folder, "roster.yaml"), text);
}
