/** Builds `writer.ts` into one file that starts fast, and runs it as a process. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** The absolute path of the script, in its own folder that any user may read and that the caller removes. */
export async function buildWriter(): Promise<{ readonly folder: string; readonly script: string }> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "oncall-writer-"));
  chmodSync(folder, 0o755);
  const script = join(folder, "writer.cjs");
  const input = fileURLToPath(new URL("writer.ts", import.meta.url));
  const build = await rolldown({ input, platform: "node", tsconfig: false });
  await build.write({ file: script, format: "cjs" });
  await build.close();
  return { folder, script };
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Writer {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves at the first output or the end. */
  readonly began: Promise<unknown>;
  readonly ended: Promise<Ended>;
}

export interface Who {
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export function start(script: string, args: readonly string[], who: Who = {}): Writer {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"], ...who });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const closed = once(child, "close");
  const ended = closed.then(() => ({ code: child.exitCode, signal: child.signalCode, stdout, stderr }));
  return { child, began: Promise.race([once(child.stdout, "data"), closed]), ended };
}
