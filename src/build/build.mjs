/** Builds `dist/` from the sources: first the validator, then the bundle with it inside, and the licences. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { collectLicenses } from "./licenses.mjs";
import { writeValidator } from "./validator.mjs";
import { writeWhole } from "./write.mjs";

/** Not part of the bundle: the validator, and what another build is writing at the same time. */
const KEPT = /^(validator|\.)/;

/** @param {string} root absolute path of the folder that holds package.json */
export async function build(root) {
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  await writeValidator(root);
  const { files, modules } = await bundle(root);
  const all = new Map([...files, ["licenses.txt", collectLicenses(modules)]]);
  for (const [name, text] of all) writeWhole(dist, name, text);
  for (const name of readdirSync(dist)) {
    if (!all.has(name) && !KEPT.test(name)) rmSync(join(dist, name), { recursive: true, force: true });
  }
}
