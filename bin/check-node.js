// Says in one line if Node is too old, and exports whether it is new enough. Old syntax only, so that an old Node can read it.
"use strict";

const version = process.versions.node;
const parts = version.split(".").map(Number);
const isNewEnough = parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);

if (!isNewEnough) {
  process.stderr.write(`oncall needs Node 20.19 or later; this is ${version}.\n`);
  process.exitCode = 70;
}
module.exports = isNewEnough;
