/** Asks git about rosters in real repositories where it cannot answer: that is exit 4 with git's words, never "there was none". */
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { git, newFolder } from "./folder.ts";
import { oncallIn } from "./inside.ts";

const EXAMPLE = readFileSync("roster.example.yaml", "utf8");
/** Rewrites the past: Alice, not Bob, served in January. */
const REWRITTEN = EXAMPLE.replace("start: 2026-01-05", "start: 2026-01-12");
const NOW = "2026-11-24T15:00:00Z";

/** What asks for the base, and the exit code of its answer where git gives one. */
const QUESTIONS = [
  ["lint", "--base", "origin/main"],
  ["diff", "origin/main"],
  ["who", "--as-of", "origin/main"],
] as const;

/** A repository whose `pr` rewrites what its `main` has; without `main`, the roster is new in it. */
function newOrigin(main: string | null = EXAMPLE): string {
  const folder = newFolder();
  git(folder, "init", "--quiet", "-b", "main");
  git(folder, "config", "uploadpack.allowFilter", "true");
  git(folder, "config", "uploadpack.allowAnySHA1InWant", "true");
  writeFileSync(join(folder, "README"), "The rotation.\n");
  if (main !== null) writeFileSync(join(folder, "roster.yaml"), main);
  commitAll(folder);
  git(folder, "switch", "--quiet", "-c", "pr");
  writeFileSync(join(folder, "roster.yaml"), REWRITTEN);
  commitAll(folder);
  return folder;
}

function commitAll(folder: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "next");
  return git(folder, "rev-parse", "HEAD");
}

function clone(origin: string, ...options: readonly string[]): string {
  const folder = join(newFolder(), "clone");
  git(origin, "clone", "--quiet", ...options, `file://${origin}`, folder);
  return folder;
}

const ask = (folder: string, args: readonly string[]) => oncallIn(folder, args, NOW);

test("a full clone finds the past rewritten", async () => {
  const { exit, stdout } = await ask(clone(newOrigin(), "-b", "pr"), QUESTIONS[0]);
  expect(exit).toBe(1);
  expect(stdout).toContain("past-changed");
});

describe.each(["blob:none", "tree:0"])("in a clone with --filter=%s", (filter) => {
  test.each(QUESTIONS.map((args) => [args.join(" "), args] as const))(
    "whose remote is away, %s gives git's words",
    async (_, args) => {
      const origin = newOrigin();
      const folder = clone(origin, `--filter=${filter}`, "-b", "pr");
      renameSync(origin, `${origin}-away`);
      onTestFinished(() => rmSync(`${origin}-away`, { recursive: true }));
      const { exit, stdout, stderr } = await ask(folder, args);
      expect({ exit, stdout }).toEqual({ exit: 4, stdout: "" });
      expect(stderr.replaceAll(origin, "ORIGIN").replace(/[0-9a-f]{40}/, "ID")).toBe(
        `oncall: git cannot read roster.yaml at origin/main: 'ORIGIN' does not appear to be a git repository
git: fatal: 'ORIGIN' does not appear to be a git repository
git: fatal: Could not read from remote repository.
git: Please make sure you have the correct access rights
git: and the repository exists.
git: fatal: could not fetch ID from promisor remote
help: this is a partial clone, which fetches files when they are needed: make git fetch work, or use a full clone
`,
      );
    },
  );

  test("whose remote is there, it is fetched", async () => {
    const folder = clone(newOrigin(), `--filter=${filter}`, "-b", "pr");
    expect((await ask(folder, QUESTIONS[0])).stdout).toContain("past-changed");
  });
});

describe.each<[string, (path: string) => void]>([
  ["missing", (path) => rmSync(path)],
  ["empty", (path) => writeFileSync(path, "")],
  ["damaged", (path) => writeFileSync(path, "garbage")],
])("where the base has an object that is %s", (_, spoil) => {
  test.each(["origin/main", "origin/main^{tree}", "origin/main:roster.yaml"])("%s", async (object) => {
    const folder = clone(newOrigin(), "-b", "pr");
    spoil(looseObject(folder, git(folder, "rev-parse", object)));
    for (const args of QUESTIONS) {
      const { exit, stdout, stderr } = await ask(folder, args);
      // Of a missing commit git says that there is no such revision.
      const isUnknown = stderr.includes("bad revision");
      expect({ exit, stdout }, stderr).toEqual({ exit: isUnknown ? 3 : 4, stdout: "" });
      expect(stderr).toMatch(
        /^oncall: (git cannot read roster\.yaml at origin\/main|git finds no revision origin\/main)/,
      );
    }
  });

  test("what is committed is not taken for new", async () => {
    const folder = clone(newOrigin(), "-b", "pr");
    spoil(looseObject(folder, git(folder, "rev-parse", "HEAD:roster.yaml")));
    const { exit, stderr } = await ask(folder, ["undo"]);
    expect({ exit, first: stderr.split(":").slice(0, 2).join(":") }).toEqual({
      exit: 4,
      first: "oncall: git cannot say which entries of roster.yaml are committed",
    });
  });
});

/** The path of an object, unpacked and writable. */
function looseObject(folder: string, id: string): string {
  const unpack =
    "mkdir ../packs && mv pack/* ../packs && for p in ../packs/*.pack; do git unpack-objects -q <$p; done";
  execFileSync("sh", ["-c", unpack], { cwd: join(folder, ".git/objects") });
  const path = join(folder, ".git/objects", id.slice(0, 2), id.slice(2));
  chmodSync(path, 0o644);
  return path;
}

test("only git's word that the path is not in the tree makes a roster new", async () => {
  const { stdout } = await ask(clone(newOrigin(null), "-b", "pr"), QUESTIONS[0]);
  expect(stdout).toContain("new-roster");
});

/** The command that a help line offers, run. */
function follow(folder: string, stderr: string): void {
  const [, command = ""] = /(git fetch .+?)(?:, or |, and |$)/m.exec(stderr) ?? [];
  git(folder, ...command.split(" ").slice(1));
}

describe("a shallow clone", () => {
  test.each(["as it was", "rewritten since"])(
    "of the branch alone: the help fetches the base, %s",
    async (how) => {
      const origin = newOrigin();
      const folder = clone(origin, "--depth", "1", "--branch", "pr");
      if (how === "rewritten since") {
        git(folder, "fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main");
        git(origin, "switch", "--quiet", "main");
        git(origin, "commit", "--quiet", "--amend", "-m", "rewritten");
        git(origin, "switch", "--quiet", "pr");
        git(origin, "reset", "--quiet", "--hard", "main");
        writeFileSync(join(origin, "roster.yaml"), REWRITTEN);
        commitAll(origin);
        git(folder, "fetch", "--quiet", "--depth", "1", "origin", "pr");
        git(folder, "reset", "--quiet", "--hard", "FETCH_HEAD");
      }
      const { exit, stderr } = await ask(folder, QUESTIONS[0]);
      expect(exit).toBe(3);
      expect(stderr).toContain(
        "help: this clone lacks the older commits: git fetch --unshallow origin +main:refs/remotes/origin/main, or fetch-depth: 0 where a workflow checks out\n",
      );
      follow(folder, stderr);
      expect((await ask(folder, QUESTIONS[0])).stdout).toContain("past-changed");
    },
  );

  test("whose cut may hide a newer commit in common compares with none", async () => {
    const origin = newOrigin();
    git(origin, "switch", "--quiet", "main");
    for (const name of ["one", "two", "three"]) {
      writeFileSync(join(origin, name), name);
      commitAll(origin);
    }
    git(origin, "switch", "--quiet", "pr");
    git(origin, "merge", "--quiet", "--no-edit", "main~1");
    git(origin, "commit", "--quiet", "--allow-empty", "-m", "more");
    const folder = clone(origin, "--no-single-branch", "--depth", "3", "-b", "pr");
    const { exit, stderr } = await ask(folder, QUESTIONS[0]);
    expect(exit).toBe(3);
    expect(stderr).toContain("the newest commit that origin/main and HEAD have in common cannot be found");
    follow(folder, stderr);
    expect((await ask(folder, QUESTIONS[0])).stdout).toContain("past-changed");
  });
});

test("a full clone of one branch: the help fetches the base", async () => {
  const folder = clone(newOrigin(), "--single-branch", "-b", "pr");
  const { exit, stderr } = await ask(folder, QUESTIONS[0]);
  expect(exit).toBe(3);
  expect(stderr).toContain("help: fetch it first: git fetch origin +main:refs/remotes/origin/main\n");
  follow(folder, stderr);
  expect((await ask(folder, QUESTIONS[0])).stdout).toContain("past-changed");
});

test.each([
  ["a full clone", []],
  ["a shallow clone", ["--depth", "1"]],
])(
  "%s of one branch, where the base is named without its remote: the help fetches it and says its name",
  async (_, options) => {
    const folder = clone(newOrigin(), "--single-branch", ...options, "-b", "pr");
    const { exit, stderr } = await ask(folder, ["lint", "--base", "main"]);
    expect(exit).toBe(3);
    expect(stderr).toContain("origin +main:refs/remotes/origin/main, and then name origin/main");
    follow(folder, stderr);
    expect((await ask(folder, QUESTIONS[0])).stdout).toContain("past-changed");
  },
);

describe("a roster that git converts", () => {
  test.each([
    ["an encoding", "roster.yaml working-tree-encoding=UTF-16LE-BOM\n"],
    ["a filter", "roster.yaml filter=upper\n"],
  ])("by %s is read as a checkout has it", async (kind, attributes) => {
    const folder = newOrigin();
    git(folder, "config", "filter.upper.smudge", "sed s/Platform/Plattform/");
    git(folder, "config", "filter.upper.clean", "sed s/Plattform/Platform/");
    writeFileSync(join(folder, ".gitattributes"), attributes);
    if (kind === "an encoding") {
      const bytes = Buffer.from(`\ufeff${EXAMPLE}`, "utf16le");
      writeFileSync(join(folder, "roster.yaml"), bytes);
    }
    commitAll(folder);
    const { exit, stdout, stderr } = await ask(folder, ["who", "primary", "--as-of", "HEAD"]);
    if (kind === "a filter")
      expect({ exit, title: stdout.split("\n")[0] }).toEqual({
        exit: 0,
        title: "Plattform Engineering, on call now",
      });
    // The product reads UTF-8 alone, and says so, as it does of the file in the work tree.
    else expect({ exit, stderr }).toEqual({ exit: 3, stderr: expect.stringContaining("UTF-16") });
  });

  test("by a filter that fails is not read unfiltered", async () => {
    const folder = newOrigin();
    git(folder, "config", "filter.broken.smudge", "false");
    writeFileSync(join(folder, ".gitattributes"), "roster.yaml filter=broken\n");
    const { exit, stderr } = await ask(folder, ["who", "--as-of", "HEAD"]);
    const lines = stderr.trimEnd().split("\n");
    expect({ exit, first: lines[0], last: lines.at(-1) }).toEqual({
      exit: 4,
      first: "oncall: git cannot read roster.yaml at HEAD: external filter 'false' failed 1",
      last: "help: a filter that .gitattributes or the git configuration names has failed: mend it, or git lfs install if it is git-lfs",
    });
  });
});

describe("why --blame", () => {
  test("in a shallow clone does not name the last committer for older lines", async () => {
    const origin = newOrigin();
    git(origin, "switch", "--quiet", "main");
    const folder = clone(origin, "--depth", "1", "-b", "main");
    const id = git(folder, "rev-parse", "--short=7", "HEAD");
    const shallow = await ask(folder, ["why", "--role", "primary", "--blame"]);
    expect(shallow.stdout).toContain(`unknown: ${id} or older, where this shallow clone ends`);
    expect(shallow.stdout).not.toContain("Mia,");
    const full = await ask(clone(origin, "-b", "main"), ["why", "--role", "primary", "--blame"]);
    expect(full.stdout).toContain(`${id}, Mia, `);
  });

  test("shows git's reason where blame.ignoreRevsFile is missing", async () => {
    const folder = newOrigin();
    git(folder, "config", "blame.ignoreRevsFile", ".git-blame-ignore-revs");
    expect(await ask(folder, ["why", "--blame"])).toEqual({
      exit: 4,
      stdout: "",
      stderr: `oncall: git does not say who wrote the lines of roster.yaml: could not open object name list: .git-blame-ignore-revs
help: make \`git blame\` work in its folder, or leave --blame out
`,
    });
  });
});

test("a work tree that only GIT_DIR and GIT_WORK_TREE connect with its repository is found", async () => {
  const origin = newOrigin();
  const [tree, other] = [newFolder(), newFolder()];
  writeFileSync(join(tree, "roster.yaml"), REWRITTEN);
  const before = { GIT_DIR: process.env["GIT_DIR"], GIT_WORK_TREE: process.env["GIT_WORK_TREE"] };
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  Object.assign(process.env, { GIT_DIR: join(origin, ".git"), GIT_WORK_TREE: tree });
  expect((await ask(tree, ["lint", "--base", "main"])).stdout).toContain("past-changed");
  // They say nothing about a folder elsewhere, which is in no repository.
  writeFileSync(join(other, "roster.yaml"), REWRITTEN);
  expect((await ask(other, ["lint", "--base", "main"])).exit).toBe(3);
});
