// Says in one line that Node is too old; true where it is not. Old syntax only, so that an old Node can read it.
"use strict";

const version = process.versions.node;
const parts = version.split(".").map(Number);
const isNewEnough = parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);

if (!isNewEnough) {
  process.stderr.write(`oncall needs Node 20.19 or later; this is ${version}.\n`);
  process.exitCode = 70;
}
module.exports = isNewEnough;
