/** Asks git who wrote lines of a file. */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { files } from "../files.ts";
import type { Blamed, BlamedLine } from "./model.ts";
import { demandText, GitFailed } from "./run.ts";

/** Numbers are from 1. Git describes a commit once, at its first line. */
export function blame(path: string, numbers: readonly number[]): Blamed {
  const real = files.real(path);
  const folder = dirname(real);
  const authors = new Map<number, BlamedLine>();
  if (numbers.length === 0) return { kind: "blamed", authors };
  const ranges = numbers.flatMap((line) => ["-L", `${line},${line}`]);
  try {
    const text = demandText(folder, ["blame", "--line-porcelain", ...ranges, "--", `./${basename(real)}`]);
    const oldest = readShallowCommits(folder);
    let current: { id: string; line: number; author: string; time: number } | undefined;
    for (const line of text.split("\n")) {
      const [, id, number] = /^([0-9a-f]{40,}) \d+ (\d+)(?: \d+)?$/.exec(line) ?? [];
      if (id !== undefined) current = { id, line: Number(number), author: "", time: 0 };
      else if (current === undefined) continue;
      else if (line.startsWith("author ")) current.author = line.slice("author ".length);
      else if (line.startsWith("author-time "))
        current.time = Number(line.slice("author-time ".length)) * 1000;
      else if (line.startsWith("\t")) {
        const { author, time } = current;
        const commit = /^0+$/.test(current.id) ? undefined : current.id;
        authors.set(current.line, { commit, author, time, isBoundary: oldest.has(current.id) });
        current = undefined;
      }
    }
    return { kind: "blamed", authors };
  } catch (error) {
    if (error instanceof GitFailed) return error.failure;
    throw error;
  }
}

/** The commits at which a shallow clone's history is cut off: to git, they wrote all that is older. */
export function readShallowCommits(folder: string): ReadonlySet<string> {
  const args = ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"];
  const [isShallow, file = ""] = demandText(folder, args).split("\n");
  if (isShallow !== "true") return new Set();
  return new Set(
    readFileSync(resolve(folder, file), "utf8")
      .split("\n")
      .filter((id) => id !== ""),
  );
}
