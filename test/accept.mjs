/**
 * Accepts what the program says now as what it should say: runs the tests that hold whole texts, and lets them write
 * their files. `npm run accept` accepts everything; `npm run accept -- lint` what test/cases/lint expects;
 * `npm run accept -- test/cases/cli/swap.txt` one file or folder; `npm run accept -- docs README.md` the guide. Read
 * the diff before you commit it.
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

/** What to accept for one word of the command line, and the tests to run for it. */
function readWord(/** @type {string} */ word) {
  const path = /[./]/.test(word) || existsSync(join(ROOT, word)) ? word : `test/cases/${word}`;
  const [, folder = "docs"] = /^test\/cases\/([^/]+)/.exec(path) ?? [];
  // test/cases/push.test.ts, else test/unit/render-*.test.ts, else test/docs/*.test.ts
  const choices = [".test.", "-", "/"].map((end) =>
    tests.filter((test) => test.includes(`/${folder}${end}`)),
  );
  const run = choices.find((found) => found.length > 0) ?? [];
  if (run.length === 0 || (folder === "docs" && !existsSync(join(ROOT, path)))) {
    const folders = readdirSync(join(ROOT, "test/cases")).filter((name) => !name.includes("."));
    process.stderr.write(`no test expects ${path}; the folders of test/cases are ${folders.join(", ")}\n`);
    process.exit(2);
  }
  return { path, run };
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
