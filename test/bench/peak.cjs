// Loaded before a program (node -r): at its end writes the most memory it ever held, in KiB, to file descriptor 3.
// Not resourceUsage where /proc is there: what it says of a child begins with what its parent held at the fork.
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
