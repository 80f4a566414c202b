/**
 * Accepts what the program says now as what it should say: runs the tests that hold whole texts, and lets them write
 * their files. `npm run accept` accepts everything; `npm run accept -- lint` what test/cases/lint expects;
 * `npm run accept -- test/cases/cli/swap.txt` one file or folder. Read the diff before you commit it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/** The test files that hold whole texts. */
const tests = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .map((path) => `test/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts"))
  .filter((path) => readFileSync(join(ROOT, path), "utf8").includes('/expected.ts"'));

/** What to run, and what to accept of it, for one word of the command line. */
function readWord(/** @type {string} */ word) {
  const path = existsSync(join(ROOT, "test/cases", word)) ? `test/cases/${word}` : word;
  if (!existsSync(join(ROOT, path))) {
    const folders = readdirSync(join(ROOT, "test/cases")).filter((name) => !name.includes("."));
    process.stderr.write(`there is no ${path}; the folders of test/cases are ${folders.join(", ")}\n`);
    process.exit(2);
  }
  const [, folder] = /^test\/cases\/([^/]+)/.exec(path) ?? [];
  const named = (/** @type {string} */ start) => tests.filter((test) => test.includes(`/${folder}${start}`));
  return { path, run: [named(".test."), named("-"), tests].find((each) => each.length > 0) ?? [] };
}

const words = process.argv.slice(2);
const jobs = words.length === 0 ? [{ path: "1", run: tests }] : words.map(readWord);
let failed = 0;
for (const { path, run } of jobs) {
  const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...run], {
    cwd: ROOT,
    env: { ...process.env, ACCEPT: path },
    stdio: "inherit",
  });
  failed = failed || (status ?? 1);
}
spawnSync("git", ["--no-pager", "diff", "--stat"], { cwd: ROOT, stdio: "inherit" });
process.exitCode = failed;
