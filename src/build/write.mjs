/** Writes a file of `dist/` so that a program that starts meanwhile finds the old file or the new one, never half of it. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
export function writeWhole(folder, name, text) {
  const part = join(folder, `.${process.pid}.part`);
  writeFileSync(part, text);
  renameSync(part, join(folder, name));
}
