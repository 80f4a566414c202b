/** Runs the compiler, the linter and knip as tests, so that one number counts every check. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./sources.ts";

/** What a tool in node_modules prints, after its exit code; empty if that is 0. */
function answerOf(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules", script), ...args],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    },
  );
  return status === 0 ? "" : `exit ${status}\n${stdout}${stderr}`;
}

test("the types are right", () => {
  expect(answerOf("typescript/bin/tsc", "-p", ".")).toBe("");
});

test("biome finds nothing to format or fix", () => {
  expect(
    answerOf("@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=50"),
  ).toBe("");
});

test("knip finds no unused file, export or dependency", () => {
  expect(answerOf("knip/bin/knip.js", "--no-progress")).toBe("");
});
