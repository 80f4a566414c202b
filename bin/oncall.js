#!/usr/bin/env node
// Starts the bundle. CommonJS, because a start as an ES module takes 5 ms longer.
"use strict";

if (require("./check-node.js")) {
  const { enableCompileCache } = require("node:module");
  if (enableCompileCache !== undefined) enableCompileCache(); // Node 22.8 and later
  try {
    require("../dist/main.cjs");
  } catch (error) {
    if (require("node:fs").existsSync(`${__dirname}/../dist/main.cjs`)) throw error;
    process.stderr.write("oncall: not built: run npm ci in the folder of oncall\n");
    process.exitCode = 70;
  }
}
