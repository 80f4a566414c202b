#!/usr/bin/env node
// The installed command. CommonJS, and nothing but the bundle behind it: as an ES module each start would cost 5 ms more.
"use strict";

try {
  require("../dist/main.cjs");
} catch (error) {
  if (require("node:fs").existsSync(`${__dirname}/../dist/main.cjs`)) throw error;
  process.stderr.write("oncall: not built yet: run npm run build in the folder of oncall\n");
  process.exitCode = 70;
}
