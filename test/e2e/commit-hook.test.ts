/** Tests that the words of git's commit hooks are shown whole, because no line of several is the reason. */
import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, newFolder } from "./folder.ts";
import { oncallIn } from "./inside.ts";

test("what a commit hook says is shown whole, whether it lets the commit pass or not", async () => {
  const folder = newFolder();
  git(folder, "init", "--quiet", "-b", "main");
  copyFileSync("roster.example.yaml", join(folder, "roster.yaml"));
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "first");
  git(folder, "config", "user.name", "Mia");
  git(folder, "config", "user.email", "mia@example.com");
  for (const [key, exit, end] of [
    ["reformatted", 0, "committed as "],
    ["refused", 4, "help: commit it by hand"],
  ] as const) {
    const hook = join(folder, ".git/hooks/pre-commit");
    writeFileSync(hook, `#!/bin/sh\necho one passed\necho two passed >&2\necho '${key}'\nexit ${exit}\n`);
    chmodSync(hook, 0o755);
    const args = ["skip", "bob", "--turns", "1", "--approved-by", "manager", "--commit"];
    const answer = await oncallIn(folder, args, "2026-11-24T15:00:00Z");
    expect({ exit: answer.exit, stderr: answer.stderr }).toEqual({
      exit,
      stderr: expect.stringContaining(`git: one passed\ngit: two passed\ngit: ${key}\n`),
    });
    expect(answer.stderr).toContain(end);
    if (exit !== 0)
      expect(answer.stderr).toContain("roster.yaml was written, but git did not commit it; git said:\ngit: ");
    git(folder, "checkout", "--quiet", "HEAD", "--", "roster.yaml");
  }
});
