/** Starts the program: hands the real clock, disk, git and streams to `run`. */
import { dirname } from "node:path";
import { ask } from "./edge/ask.ts";
import { now } from "./edge/clock.ts";
import { disk } from "./edge/disk.ts";
import { files } from "./edge/files.ts";
import { git } from "./edge/git/git.ts";
import { createHttp } from "./edge/http.ts";
import { onInterrupt } from "./edge/interrupt.ts";
import { withLock } from "./edge/lock.ts";
import { createProxies } from "./edge/proxy.ts";
import { randomCode } from "./edge/random.ts";
import { createRecently } from "./edge/recently.ts";
import { createOutput, findViewerZone } from "./edge/terminal.ts";
import { shortName, zoneData, zoneOf } from "./edge/zones.ts";
import { EXIT } from "./fault.ts";
import { run } from "./run.ts";

/**
 * An answer that could not be written was not given. Codes 0 to 5 would be an answer, about the command, the roster, a
 * service or a guard: so this is 70, for what oncall itself failed to do.
 */
let failed = false;

function fail(message: string): void {
  if (!failed) process.stderr.write(`oncall: ${message}\n`);
  failed = true;
  process.exitCode = EXIT.bug;
}

/** Undefined if it has been deleted: not every command needs it. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

// The exit code is set, never forced: a forced exit cuts what is still on its way through a pipe.
run(process.argv.slice(2), {
  cwd: workingDirectory(),
  home: dirname(import.meta.dirname),
  env: process.env,
  now,
  zoneOf,
  zoneData,
  shortName,
  viewerZone: findViewerZone,
  files,
  git,
  lock: { hold: (path, work) => withLock(path, work) },
  http: createHttp(process.env),
  proxies: createProxies(process.env),
  stdout: createOutput(process.stdout, (reason) => fail(`the answer cannot be written: ${reason}`)),
  // It does not carry the answer, and there is nowhere else to report that it failed.
  stderr: createOutput(process.stderr, () => undefined),
  ask,
  recently: createRecently(disk, () => process.getBuiltinModule("node:os").tmpdir()),
  code: randomCode,
  onInterrupt,
  // Only on demand: opening stdin would cost every start a millisecond.
  get interactive() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
}).then(
  (code) => {
    // A failed write is reported late, before this or after it.
    if (!failed) process.exitCode = code;
  },
  (error: unknown) => fail(`this is a bug in oncall, please report it: ${String(error)}`),
);
