/** Lets pre-commit install our hook from a commit and run it; skipped unless pre-commit is installed and the npm registry answers. */
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { committed, ROOT } from "../house/sources.ts";
import { git, newFolder, newRepository } from "./folder.ts";

const NOW = "2026-11-24T15:00:00Z";

/** A repository with the files of this one in a single commit. */
function published(): { readonly repo: string; readonly rev: string } {
  const repo = newRepository();
  for (const path of committed()) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    cpSync(join(ROOT, path), join(repo, path));
  }
  git(repo, "add", ".");
  git(repo, "commit", "-qm", "oncall");
  return { repo, rev: git(repo, "rev-parse", "HEAD") };
}

test("npm pack prints only the name of the tarball, which pre-commit reads", () => {
  const { stdout } = spawnSync("npm", ["config", "get", "foreground-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stdout).toBe("false\n");
});

test("pre-commit checks a committed roster and no other file", { timeout: 300_000 }, (context) => {
  const { error } = spawnSync("pre-commit", ["--version"]);
  context.skip(error !== undefined, "pre-commit is not installed");
  const { status } = spawnSync("npm", ["ping"], { encoding: "utf8", timeout: 30_000 });
  context.skip(status !== 0, "no registry answers");
  const home = newFolder();
  const folder = newRepository();
  const { repo, rev } = published();
  const hooks = [{ id: "oncall-lint" }];
  writeFileSync(
    join(folder, ".pre-commit-config.yaml"),
    JSON.stringify({ repos: [{ repo: `file://${repo}`, rev, hooks }] }),
  );
  const roster = join(folder, "roster.yaml");
  copyFileSync(join(ROOT, "roster.example.yaml"), roster);
  const run = () => {
    git(folder, "add", ".");
    const answer = spawnSync("pre-commit", ["run", "--color=never"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PRE_COMMIT_HOME: home, ONCALL_NOW: NOW },
    });
    return {
      exit: answer.status,
      said: answer.stdout.replace(/^\[INFO\].*\n/gm, "").replace(/\.{5,}/g, " … "),
    };
  };
  expect(run()).toEqual({ exit: 0, said: `oncall lint … Passed\n` });
  writeFileSync(roster, readFileSync(roster, "utf8").replace("email: mia@", "emial: mia@"));
  const { exit, said } = run();
  expect(exit).toBe(1);
  expect(said).toContain("error: unknown key `emial` [unknown-key]");
  git(folder, "commit", "-qm", "A typo");
  writeFileSync(join(folder, "other.txt"), "");
  expect(run()).toEqual({ exit: 0, said: `oncall lint … (no files to check)Skipped\n` });
});
