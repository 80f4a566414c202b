/** The composition root: the real clock, disk, git and streams, handed to `run`. */
import { dirname } from "node:path";
import { ask } from "./edge/ask.ts";
import { now } from "./edge/clock.ts";
import { files } from "./edge/files.ts";
import { git } from "./edge/git.ts";
import { withLock } from "./edge/lock.ts";
import { outputOf, viewerZone } from "./edge/terminal.ts";
import { zoneOf } from "./edge/zones.ts";
import { run } from "./run.ts";

// The exit code is set, never forced: a forced exit cuts what is still on its way through a pipe.
run(process.argv.slice(2), {
  cwd: process.cwd(),
  home: dirname(import.meta.dirname),
  env: process.env,
  now,
  zoneOf,
  viewerZone,
  files,
  git,
  lock: { hold: (path, work) => withLock(path, work) },
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  ask,
  // Asked when it is needed: to open stdin costs every start a millisecond.
  get interactive() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
}).then((code) => {
  process.exitCode = code;
});
