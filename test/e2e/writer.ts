/** Writes a file as `oncall` does, as a process: the arguments are what to do, the file and a text. */
import { readFileSync } from "node:fs";
import { withLock } from "../../src/edge/lock.ts";
import { replaceFile } from "../../src/edge/replace.ts";

const [task = "", path = "", text = ""] = process.argv.slice(2);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Reads, edits and replaces; again if the file has changed in between. */
function append(line: string): void {
  for (;;) {
    const before = readFileSync(path);
    const result = replaceFile(path, Buffer.concat([before, Buffer.from(`${line}\n`)]), before);
    if (result.kind === "replaced") return;
    if (result.kind === "failed") throw new Error(result.reason);
  }
}

/** Writes numbers until it is killed, each under its own lock, and prints each after it is written. */
async function count(): Promise<void> {
  const last = readFileSync(path, "utf8").trimEnd().split("\n").length - 1;
  for (let number = last + 1; ; number++) {
    const locked = await withLock(path, () => append(`${number} ${"x".repeat(20_000)}`));
    if (locked.kind !== "done") throw new Error(locked.reason);
    say(String(number));
  }
}

const TASKS: Readonly<Record<string, () => unknown>> = {
  append: () => append(text),
  replace: () => {
    const before = readFileSync(path);
    say(JSON.stringify(replaceFile(path, Buffer.from(text), before)));
  },
  wait: () => {
    say("held");
    return new Promise((wake) => setTimeout(wake, 60_000));
  },
  // Keeps the process from handling a signal until the work is done.
  spin: () => {
    say("held");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  },
  crash: () => {
    say("held");
    setTimeout(() => {
      throw new Error("nobody catches this");
    }, 20);
    return new Promise(() => {});
  },
};

async function once(): Promise<void> {
  const locked = await withLock(path, TASKS[task] ?? (() => say("no such task")));
  say(locked.kind === "done" ? "done" : locked.reason);
  if (locked.kind !== "done") process.exitCode = 1;
}

void (task === "count" ? count() : once());
