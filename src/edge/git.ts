/** What git knows: asked by running it, once for each question, and only by the commands that need it. */
import { basename, dirname } from "node:path";
import type { Git } from "./edges.ts";

/** Standard output of git without the last newline; undefined where git fails or is not there. */
function ask(directory: string, args: readonly string[]): string | undefined {
  // Loaded here because most commands never ask, and loading it costs each start.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, stdout } = spawnSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 10_000,
  });
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
}

export const git: Git = {
  userEmail: (directory) => ask(directory, ["config", "user.email"]) || undefined,
  tracks: (path) => ask(dirname(path), ["ls-files", "--error-unmatch", "--", basename(path)]) !== undefined,
};
