/** Lets pre-commit install our hook from a commit and run it; skipped unless pre-commit is installed and the npm registry answers. */
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { committed, ROOT, textOf } from "../house/sources.ts";
import { git, newFolder, newRepository } from "./folder.ts";
import { bash } from "./runner.ts";

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
  const hook = { id: "oncall-lint" };
  const configure = (source: unknown) =>
    writeFileSync(join(folder, ".pre-commit-config.yaml"), JSON.stringify({ repos: [source] }));
  configure({ repo: `file://${repo}`, rev, hooks: [hook] });
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
  configure({ repo: `file://${repo}`, rev, hooks: [{ ...hook, args: ["-r", "rosters"] }] });
  const europe = addRosters(folder);
  expect(run()).toEqual({ exit: 0, said: `oncall lint … Passed\n` });
  writeFileSync(europe, "team: Platform\n");
  expect(run().said).toContain("rosters/europe.roster.yaml:1:1: error: `version` is missing [missing-key]");
});

/** The rosters of the guide, in a folder that has other files too; answers the path of one. */
function addRosters(folder: string): string {
  mkdirSync(join(folder, "rosters"));
  writeFileSync(join(folder, "rosters/values.yaml"), "not: a roster\n");
  for (const name of ["americas", "asia", "europe"]) {
    const file = `${name}.roster.yaml`;
    copyFileSync(join(ROOT, "docs/examples/follow-the-sun", file), join(folder, "rosters", file));
  }
  return join(folder, "rosters/europe.roster.yaml");
}

/** What pre-commit does with our hook, where it is not installed: files that are staged, and what the hook asks of them. */
async function commitIn(folder: string, args: readonly string[]) {
  const [{ entry, files, pass_filenames }] = parse(textOf(".pre-commit-hooks.yaml"));
  git(folder, "add", "--all");
  const staged = git(folder, "diff", "--staged", "--name-only", "--diff-filter=ACMRTUXB").split("\n");
  if (!staged.some((name) => new RegExp(files).test(name))) return { exit: 0, log: "skipped", errors: "" };
  expect(pass_filenames).toBe(false);
  const bin = newFolder();
  symlinkSync(join(ROOT, "bin/oncall.js"), join(bin, "oncall"));
  const PATH = `${bin}${delimiter}${process.env["PATH"]}`;
  return bash([entry, ...args].join(" "), folder, { PATH, ONCALL_NOW: NOW });
}

test("with a folder, the hook checks all rosters if one of them is in the commit", async () => {
  const folder = newRepository();
  const europe = addRosters(folder);
  const commit = () => commitIn(folder, ["-r", "rosters"]);
  expect(await commit()).toMatchObject({ exit: 0, log: "" });
  git(folder, "commit", "-qm", "Rosters");
  writeFileSync(join(folder, "rosters/values.yaml"), "still: none\n");
  expect(await commit()).toMatchObject({ log: "skipped" });
  writeFileSync(
    europe,
    readFileSync(europe, "utf8").replace("08:00-16:00", () => "08:00-15:00"),
  );
  const gap = await commit();
  expect({ exit: gap.exit, said: gap.log.split("\n")[0] }).toEqual({
    exit: 0,
    said: "rosters/americas.roster.yaml:10:3: warning: nobody is primary of Platform Mon–Sun 15:00–16:00, first from Tue 2026-11-24 15:00 until Tue 2026-11-24 16:00 [uncovered-hours]",
  });
  writeFileSync(europe, "team: Platform\n");
  const broken = await commit();
  expect({ exit: broken.exit, said: broken.log.split("\n")[0] }).toEqual({
    exit: 1,
    said: "rosters/europe.roster.yaml:1:1: error: `version` is missing [missing-key]",
  });
});
