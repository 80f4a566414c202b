/** Reads revisions and files from real repositories: which commit a name means, what the file was called, nothing written. */
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findCommit, findMergeBase } from "../../src/edge/git/history.ts";
import { git, newFolder } from "../e2e/folder.ts";
import { commitAll, OLD, put, TEXT, was, withRoster } from "./remembered.ts";

describe("a revision", () => {
  test("can be a branch, a tag, a short id, or an ancestor", () => {
    const folder = withRoster();
    const id = git(folder, "rev-parse", "HEAD");
    git(folder, "tag", "-a", "v1", "-m", "v1");
    for (const name of ["main", "v1", "HEAD", "@", id, id.slice(0, 8), "main@{0}"]) {
      expect(findCommit(folder, name)).toMatchObject({ kind: "commit", id });
    }
    expect(findCommit(folder, "main~1")).toMatchObject({ id: git(folder, "rev-parse", "main~1") });
  });

  test.each([
    ["--output=x", "bad revision '--output=x'"],
    ["-n1", "bad revision '-n1'"],
    ["nowhere", "bad revision 'nowhere'"],
    ["main..HEAD", "main..HEAD is a range of revisions, not one"],
    ["main...HEAD", "main...HEAD is a range of revisions, not one"],
    ["^main", "that names no commit"],
    ["", "that names no commit"],
    ["main:roster.yaml", "bad revision 'main:roster.yaml'"],
    ["main^@", "bad revision 'main^@'"],
  ])("%s names no commit", (name, reason) => {
    const folder = withRoster();
    expect(findCommit(folder, name)).toEqual({ kind: "unknown", revision: name, reason, isShallow: false });
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("is ambiguous where a tag and a branch share the name, unless it is given in full", () => {
    const folder = withRoster();
    const id = git(folder, "rev-parse", "HEAD");
    git(folder, "config", "core.warnAmbiguousRefs", "false");
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD");
    put(folder, "roster.yaml", "another past");
    for (const name of ["origin/main", "HEAD", "refs/remotes/origin/main", id]) {
      git(folder, "update-ref", `refs/tags/${name}`, "HEAD");
    }
    for (const name of ["origin/main", "origin/main~0"]) {
      const unknown = {
        kind: "unknown",
        revision: name,
        reason: "refname 'origin/main' is ambiguous",
        isShallow: false,
      };
      expect(findCommit(folder, name)).toEqual(unknown);
      expect(findMergeBase(folder, name)).toEqual(unknown);
    }
    for (const name of ["refs/remotes/origin/main", id]) {
      expect(findCommit(folder, name)).toMatchObject({ id });
      expect(findMergeBase(folder, name)).toMatchObject({ id });
    }
    expect(findCommit(folder, "HEAD~1")).toMatchObject({ id });
  });

  test("cannot be a time before the clone's log begins", () => {
    const folder = withRoster();
    const { reason } = { reason: "", ...findCommit(folder, "main@{2020-01-01}") };
    expect(reason).toMatch(/^log for '.*main' only goes back to .*\d$/);
  });

  test("is unknown without a repository", () => {
    const reason = "not a git repository (or any of the parent directories): .git";
    expect(findCommit(newFolder(), "main")).toEqual({
      kind: "unknown",
      revision: "main",
      reason,
      isShallow: false,
    });
  });

  test("is unknown in a repository without a commit", () => {
    const folder = newFolder();
    git(folder, "init", "--quiet");
    expect(findMergeBase(folder, "HEAD")).toMatchObject({ kind: "unknown" });
  });

  test("may be missing from a shallow clone", () => {
    const folder = withRoster();
    const clone = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", "--depth", "1", `file://${folder}`, clone);
    expect(findCommit(clone, "HEAD~1")).toMatchObject({ kind: "unknown", isShallow: true });
  });
});

describe("the merge base", () => {
  test("is where the branch forked", () => {
    const folder = withRoster();
    const id = git(folder, "rev-parse", "HEAD");
    git(folder, "switch", "--quiet", "-c", "topic");
    put(folder, "roster.yaml", "topic");
    git(folder, "switch", "--quiet", "main");
    put(folder, "roster.yaml", "main");
    git(folder, "switch", "--quiet", "topic");
    expect(findMergeBase(folder, "main")).toMatchObject({ kind: "commit", id });
    expect(findMergeBase(folder, "HEAD~1")).toMatchObject({ kind: "commit", id });
  });

  test("does not exist without a commit in common", () => {
    const folder = withRoster();
    git(folder, "switch", "--quiet", "--orphan", "other");
    put(folder, "roster.yaml", "other");
    const reason = "main and HEAD have no commit in common";
    expect(findMergeBase(folder, "main")).toEqual({
      kind: "unknown",
      revision: "main",
      reason,
      isShallow: false,
    });
  });

  test("is not chosen among several", () => {
    const folder = withRoster();
    git(folder, "switch", "--quiet", "-c", "one");
    put(folder, "one", "one");
    git(folder, "switch", "--quiet", "-c", "other", "main");
    put(folder, "other", "other");
    git(folder, "switch", "--quiet", "main");
    git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "one", "other");
    git(folder, "switch", "--quiet", "-c", "topic", "one");
    git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "other");
    const { reason } = { reason: "", ...findMergeBase(folder, "main") };
    expect(reason).toMatch(
      /^it and HEAD have several newest commits in common: [0-9a-f]{7} and [0-9a-f]{7}$/,
    );
  });
});

describe("a file in a commit", () => {
  test("has the committed bytes, whatever the work tree has", () => {
    const folder = withRoster("roster.yaml", OLD.replaceAll("\n", "\r\n"));
    writeFileSync(join(folder, "roster.yaml"), "changed");
    expect(was(join(folder, "roster.yaml"), "main")).toEqual(["roster.yaml", OLD.replaceAll("\n", "\r\n")]);
  });

  test("may be in a folder, in a linked work tree, or have a name like a pattern", () => {
    const folder = withRoster("teams/a b/[r]*.yaml");
    const tree = join(newFolder(), "tree");
    git(folder, "worktree", "add", "--quiet", tree, "-b", "other");
    for (const top of [folder, tree]) {
      expect(was(join(top, "teams/a b/[r]*.yaml"), "main")).toEqual(["teams/a b/[r]*.yaml", OLD]);
    }
  });

  test("may not exist", () => {
    const folder = withRoster();
    writeFileSync(join(folder, "other.yaml"), "rotation: other\n");
    expect(was(join(folder, "other.yaml"), "main")).toBeUndefined();
    expect(was(join(folder, "line\nbreak"), "main")).toBeUndefined();
  });

  test.each(["committed", "staged"])("is found under its former name when the move is %s", (how) => {
    const folder = withRoster("teams/roster.yaml");
    git(folder, "mv", "teams/roster.yaml", "oncall.yaml");
    writeFileSync(join(folder, "oncall.yaml"), `${OLD}more: 1\n`);
    if (how === "committed") commitAll(folder);
    expect(was(join(folder, "oncall.yaml"), how === "committed" ? "HEAD~1" : "HEAD")).toEqual([
      "teams/roster.yaml",
      OLD,
    ]);
  });

  test("is found under its former name when mostly rewritten", () => {
    const folder = withRoster();
    git(folder, "rm", "--quiet", "roster.yaml");
    put(
      folder,
      "oncall.yaml",
      `rotation:\n${TEXT.replaceAll("line: 1", "row: 7").replaceAll("line: 2", "row: 8")}`,
    );
    expect(was(join(folder, "oncall.yaml"), "HEAD~1")?.[0]).toBe("roster.yaml");
  });

  test("is not a slightly similar file that is no roster", () => {
    const folder = withRoster("list.yaml", TEXT);
    git(folder, "rm", "--quiet", "list.yaml");
    put(folder, "roster.yaml", `rotation:\n${TEXT.replaceAll(/line: [12]/g, "row: 7")}`);
    expect(was(join(folder, "roster.yaml"), "HEAD~1")).toBeUndefined();
  });
});

test("nothing is written: neither index nor work tree nor objects", () => {
  const folder = withRoster();
  git(folder, "mv", "roster.yaml", "oncall.yaml");
  // Of a file with a new time git would note in the index that it is the same.
  renameSync(join(folder, "oncall.yaml"), join(folder, "x"));
  writeFileSync(join(folder, "oncall.yaml"), readFileSync(join(folder, "x")));
  const seen = () => ({
    index: readFileSync(join(folder, ".git/index")).toString("base64"),
    time: statSync(join(folder, ".git/index")).mtimeMs,
    objects: git(folder, "count-objects"),
    status: git(folder, "--no-optional-locks", "status", "--short"),
  });
  const before = seen();
  expect(findMergeBase(folder, "main").kind).toBe("commit");
  expect(was(join(folder, "oncall.yaml"), "main")?.[0]).toBe("roster.yaml");
  expect(seen()).toEqual(before);
});
