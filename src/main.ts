/** The composition root: the real clock, disk, git and streams, handed to `run`. */
import { now } from "./edge/clock.ts";
import { files } from "./edge/files.ts";
import { git } from "./edge/git.ts";
import { outputOf, viewerZone } from "./edge/terminal.ts";
import { zoneOf } from "./edge/zones.ts";
import { run } from "./run.ts";

// The exit code is set, never forced: a forced exit cuts what is still on its way through a pipe.
run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  now,
  zoneOf,
  viewerZone,
  files,
  git,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
}).then((code) => {
  process.exitCode = code;
});
