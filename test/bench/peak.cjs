// Preloaded with `node -r`, writes the peak memory of the program, in KiB, to file descriptor 3 when it ends.
// resourceUsage counts what the parent held at the fork, so /proc is read where there is one.
"use strict";

const { readFileSync, writeSync } = require("node:fs");

process.once("exit", () => {
  let peak = process.resourceUsage().maxRSS;
  try {
    peak = Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? peak);
  } catch {
    // No /proc on this system.
  }
  writeSync(3, String(peak));
});
