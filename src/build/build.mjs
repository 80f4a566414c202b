/** The tree of sources in, `dist/` out: the validator that the schema compiles to, then the bundle with it inside. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { licenseTexts } from "./licenses.mjs";
import { writeValidator } from "./validator.mjs";

/** What is not the bundle's: the validator, and what another build has in hand. */
const KEPT = /^(validator|\.)/;

/** @param {string} root absolute path of the folder that holds package.json */
export async function build(root) {
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  await writeValidator(root);
  const { files, modules } = await bundle(root);
  const all = new Map([...files, ["licenses.txt", licenseTexts(modules)]]);
  for (const [name, text] of all) writeWhole(dist, name, text);
  for (const name of readdirSync(dist)) {
    if (!all.has(name) && !KEPT.test(name)) rmSync(join(dist, name), { recursive: true, force: true });
  }
}

/**
 * A program that starts while this one builds finds the old file or the new one, never half of it.
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
function writeWhole(folder, name, text) {
  const part = join(folder, `.${process.pid}.part`);
  writeFileSync(part, text);
  renameSync(part, join(folder, name));
}
