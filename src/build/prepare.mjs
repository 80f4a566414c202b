/**
 * Builds `dist/` in a clone; npm runs it as `prepare`. After `npm ci` the tools are there, but `npx .`, `npm i -g .` and
 * `npm ci --omit=dev` run this without them, and npm says nothing where it fails and leaves a broken cache (measured).
 * So it then fetches the tools into a copy, builds there, and installs in the clone only what the command needs.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["src", "schema", "package.json", "package-lock.json", "tsconfig.json"];
const TOOLS = ["rolldown", "ajv", "commander", "yaml", "chalk", "string-width", "ical-generator"];
/** Tells the copy not to make a copy of its own. */
const HERE = "--here";

if (process.argv.includes(HERE) || areInstalled(TOOLS)) {
  const { build } = await import("./build.mjs");
  await build(ROOT);
} else {
  process.exitCode = buildInACopy();
}

/**
 * @param {readonly string[]} names
 * @returns {boolean} whether these packages can be loaded from here
 */
function areInstalled(names) {
  const packages = createRequire(join(ROOT, "package.json"));
  const isInstalled = (/** @type {string} */ name) =>
    packages.resolve.paths(name)?.some((folder) => existsSync(join(folder, name, "package.json")));
  return names.every(isInstalled);
}

/** @returns {number} the exit code */
function buildInACopy() {
  const dist = join(ROOT, "dist");
  mkdirSync(dist, { recursive: true });
  const copy = mkdtempSync(join(dist, ".copy-"));
  try {
    for (const source of SOURCES) cpSync(join(ROOT, source), join(copy, source), { recursive: true });
    if (!run("npm", ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], copy)) {
      return fail("npm could not fetch the build tools: see above, then run npm ci");
    }
    if (!run(process.execPath, [join("src", "build", "prepare.mjs"), HERE], copy)) return fail("see above");
    for (const name of readdirSync(join(copy, "dist")))
      renameSync(join(copy, "dist", name), join(dist, name));
    return installDependencies()
      ? 0
      : fail("npm could not fetch the dependencies: see above, then run npm ci");
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Where npm links to this folder it does not install the dependencies. */
function installDependencies() {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (areInstalled(Object.keys(dependencies))) return true;
  return run("npm", ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], ROOT);
}

/**
 * @param {string} why
 * @returns {number} the exit code
 */
function fail(why) {
  process.stderr.write(`oncall: not built: ${why}\n`);
  return 1;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {boolean} whether it succeeded
 */
function run(command, args, folder) {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    env: cleanEnvironment(),
    shell: process.platform === "win32", // npm is a .cmd there
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0;
}

/** The calling npm passes its flags down as variables; those that say what to install, and where, are not for the copy. */
function cleanEnvironment() {
  const where =
    /^npm_config_(global|location|(local_)?prefix|omit|include|only|also|production|dev|optional|dry_run|package|call|yes|workspaces?|include_workspace_root|install_.*|package_lock.*|save.*|ignore_scripts)$/i;
  const kept = Object.entries(process.env).filter(([name]) => name !== "NODE_ENV" && !where.test(name));
  return Object.fromEntries(kept);
}
