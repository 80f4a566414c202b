/** The compiler, the linter and the finder of unused code, each run as a test, so that one number counts all that was held. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./sources.ts";

/** What a tool of node_modules says; its exit code is the first line. */
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

test("the types hold", () => {
  expect(answerOf("typescript/bin/tsc", "-p", ".")).toBe("");
});

test("biome finds nothing to format and nothing to mend", () => {
  expect(
    answerOf("@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=50"),
  ).toBe("");
});

test("knip finds no file, export or dependency that nothing uses", () => {
  expect(answerOf("knip/bin/knip.js", "--no-progress")).toBe("");
});
