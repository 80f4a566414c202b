/** Runs the command and the build script as on a Node that is too old: both say so in one line. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, textOf } from "../house/sources.ts";

const folder = mkdtempSync(join(tmpdir(), "oncall-old-node-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOn(version: string, script: string, ...args: readonly string[]) {
  const preload = join(folder, "version.cjs");
  writeFileSync(
    preload,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-r", preload, join(ROOT, "bin", script), ...args],
    { cwd: ROOT, encoding: "utf8" },
  );
  return { exit: status, stdout, stderr };
}

test.each(["8.17.0", "18.20.8", "20.18.3"])("Node %s is too old", (version) => {
  const refused = { exit: 70, stdout: "", stderr: `oncall needs Node 20.19 or later; this is ${version}.\n` };
  expect(runOn(version, "oncall.js", "who")).toEqual(refused);
  expect(runOn(version, "check-node.js")).toEqual(refused);
});

test.each(["20.19.0", "22.13.0", "26.10.0"])("Node %s is not", (version) => {
  expect(runOn(version, "oncall.js", "--version")).toMatchObject({ exit: 0, stderr: "" });
  expect(runOn(version, "check-node.js")).toEqual({ exit: 0, stdout: "", stderr: "" });
});

test("npm checks Node before it reads anything that an old one cannot", () => {
  expect(JSON.parse(textOf("package.json")).scripts.prepare).toMatch(/^node bin\/check-node\.js && /);
});
