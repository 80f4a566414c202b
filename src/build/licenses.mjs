/** The modules inside the bundle in, one text out with the licence of each package they come from, as those licences ask. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

/**
 * @param {readonly string[]} modules absolute paths; what is not a file of a package is our own
 * @returns {string}
 */
export function licenseTexts(modules) {
  const folders = new Set(modules.flatMap((module) => PACKAGE.exec(module.split("/").join(sep))?.[1] ?? []));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => LICENSE_FILE.test(entry));
    if (file === undefined) throw new Error(`${name} ${version} has no licence file to hand on`);
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return ["oncall has the following packages inside. Their licences:\n", ...texts.toSorted()].join(rule);
}
