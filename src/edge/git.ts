/**
 * What git knows: asked by running it, once for each question, and only by the commands that need it. Of a link git keeps
 * the link alone, so each question about a file is put about the one that it leads to.
 */
import { basename, dirname } from "node:path";
import type { Committed, Git } from "./edges.ts";
import { files } from "./files.ts";

interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function run(directory: string, args: readonly string[]): Answer {
  // Loaded here because most commands never ask, and loading it costs each start.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  // A file may be called `*.yaml`, and it alone is meant.
  const { status, stdout, stderr } = spawnSync("git", ["--literal-pathspecs", ...args], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { ok: status === 0, stdout: stdout ?? "", stderr: stderr ?? "" };
}

/** Standard output of git without the last newline; undefined where git fails or is not there. */
function ask(directory: string, args: readonly string[]): string | undefined {
  const { ok, stdout } = run(directory, args);
  return ok ? stdout.replace(/\n$/, "") : undefined;
}

function tracks(path: string): boolean {
  const real = files.real(path);
  return ask(dirname(real), ["ls-files", "--error-unmatch", "--", basename(real)]) !== undefined;
}

function committed(path: string): Uint8Array | undefined {
  const real = files.real(path);
  const { ok, stdout } = run(dirname(real), ["show", `HEAD:./${basename(real)}`]);
  return ok ? new TextEncoder().encode(stdout) : undefined;
}

function commit(path: string, message: string): Committed {
  const real = files.real(path);
  const folder = dirname(real);
  const file = `./${basename(real)}`;
  // A file that git does not know yet cannot be committed by its name alone.
  const steps = [
    ["add", "--", file],
    ["commit", "--quiet", "--only", "-m", message, "--", file],
  ];
  for (const step of steps) {
    const { ok, stdout, stderr } = run(folder, step);
    if (ok) continue;
    const [said = "git is not there"] = `${stderr}\n${stdout}`
      .split("\n")
      .filter((line) => line.trim() !== "");
    return { kind: "failed", reason: said.trim().replace(/^(fatal|error): /, "") };
  }
  return { kind: "committed", id: ask(folder, ["rev-parse", "--short", "HEAD"]) ?? "HEAD" };
}

export const git: Git = {
  userEmail: (directory) => ask(directory, ["config", "user.email"]) || undefined,
  workTree: (directory) => ask(directory, ["rev-parse", "--show-toplevel"]) || undefined,
  tracks,
  committed,
  commit,
};
