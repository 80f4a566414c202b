// Loaded before a program (`node --require`): its clock goes on by as many milliseconds as the file that LATER names says,
// and its pauses between two looks, of one to five seconds, are short.
"use strict";
const { readFileSync } = require("node:fs");
const real = Date.now;
Date.now = () => {
  try {
    return real() + Number(readFileSync(process.env.LATER, "utf8"));
  } catch {
    return real();
  }
};
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, ms, ...rest) =>
  setTimeout(work, ms >= 1000 && ms <= 5000 ? ms / 10 : ms, ...rest);
