/** The composition root: the real clock, disk, git and streams, handed to `run`. */
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
 * What could not be written is an answer that was not given. 0 and 1 would be one, and so would 2 to 5, which tell of the
 * command, the roster, a service and a guard: what is left is 70, for what oncall itself has failed to do.
 */
let failed = false;

function fail(message: string): void {
  if (!failed) process.stderr.write(`oncall: ${message}\n`);
  failed = true;
  process.exitCode = EXIT.bug;
}

/** Whoever started us may have deleted it since; not every command needs it. */
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
  // What stands there is not the answer, and there is nowhere to complain.
  stderr: createOutput(process.stderr, () => undefined),
  ask,
  recently: createRecently(disk, () => process.getBuiltinModule("node:os").tmpdir()),
  code: randomCode,
  onInterrupt,
  // Asked when it is needed: to open stdin costs every start a millisecond.
  get interactive() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
}).then(
  (code) => {
    // A failed write is told later than it is made, and before that as well as after it.
    if (!failed) process.exitCode = code;
  },
  (error: unknown) => fail(`this is a bug in oncall, please report it: ${String(error)}`),
);
