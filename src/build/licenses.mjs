/** Collects the licences of the packages inside the bundle, as those licences ask. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

/**
 * @param {readonly string[]} modules absolute paths; those outside of packages are our own
 * @returns {string}
 */
export function collectLicenses(modules) {
  const folders = new Set(modules.flatMap((module) => PACKAGE.exec(module.split("/").join(sep))?.[1] ?? []));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => LICENSE_FILE.test(entry));
    if (file === undefined) throw new Error(`${name} ${version} has no licence file`);
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return ["oncall contains the following packages, under these licences:\n", ...texts.toSorted()].join(rule);
}
