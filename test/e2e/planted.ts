/** Commits as values in, a repository that has them out; only what git needs to be asked about them is made. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Commit } from "./life.ts";

/** Writes the commits into a repository; the ids, in their order. */
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

/** The work tree and HEAD as they are at a commit; nothing else of git is needed for that. */
export function standAt(folder: string, id: string, text: string): void {
  writeFileSync(join(folder, ".git", "HEAD"), `${id}\n`);
  writeFileSync(join(folder, "roster.yaml"), text);
}
