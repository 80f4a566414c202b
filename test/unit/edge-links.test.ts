/** Reads files behind links as they were: by what the name was then, whatever it leads to now. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findHome, history } from "../../src/edge/git/history.ts";
import { git, newFolder, newRepository } from "../e2e/folder.ts";
import { commitAll, OLD, put, was, withRoster } from "./remembered.ts";

describe("a file in a commit", () => {
  test("is what a link led to", () => {
    const folder = withRoster("teams/platform.yaml");
    symlinkSync("teams/platform.yaml", join(folder, "roster.yaml"));
    commitAll(folder);
    writeFileSync(join(folder, "teams/platform.yaml"), "changed");
    expect(was(join(folder, "roster.yaml"), "HEAD")).toEqual(["roster.yaml", OLD]);
    // The link is new, the file is not.
    expect(was(join(folder, "roster.yaml"), "HEAD~1")).toEqual(["teams/platform.yaml", OLD]);
  });

  test("is what had the name, not what a new link leads to", () => {
    const folder = withRoster();
    put(folder, "decoy.yaml", "rotation: decoy\n");
    git(folder, "rm", "--quiet", "roster.yaml");
    symlinkSync("decoy.yaml", join(folder, "roster.yaml"));
    const id = commitAll(folder);
    expect(was(join(folder, "roster.yaml"), "HEAD~1")).toEqual(["roster.yaml", OLD]);
    expect(was(join(folder, "roster.yaml"), id)).toEqual(["roster.yaml", "rotation: decoy\n"]);
  });

  test.each<[string, (folder: string) => void, string]>([
    ["a link to another folder", (folder) => symlinkSync("other", join(folder, "cfg")), "cfg/roster.yaml"],
    [
      "a link out of the repository and back",
      (folder) => symlinkSync(join(folder, "other"), join(folder, "cfg")),
      "cfg/roster.yaml",
    ],
    [
      "a link to a folder whose file is a link",
      (folder) => {
        rmSync(join(folder, "other/roster.yaml"));
        symlinkSync("../decoy.yaml", join(folder, "other/roster.yaml"));
        symlinkSync("other", join(folder, "cfg"));
      },
      "cfg/roster.yaml",
    ],
    [
      "a folder whose file is a link",
      (folder) => {
        mkdirSync(join(folder, "cfg"));
        symlinkSync("../other/roster.yaml", join(folder, "cfg/roster.yaml"));
      },
      "cfg/roster.yaml",
    ],
    [
      "a folder within which a link leads elsewhere",
      (folder) => {
        put(folder, "cfg/keep", "");
        symlinkSync("../other", join(folder, "cfg/deep"));
      },
      "cfg/deep/roster.yaml",
    ],
  ])("is what had the name where its folder is now %s", (_, change, name) => {
    const folder = withRoster("cfg/roster.yaml");
    put(folder, "cfg/deep/roster.yaml", OLD);
    put(folder, "decoy.yaml", "rotation: decoy\n");
    const id = git(folder, "rev-parse", "HEAD");
    // The other file is new in the branch, or had another past.
    for (const isNew of [true, false]) {
      git(folder, "reset", "--quiet", "--hard", id);
      if (!isNew) put(folder, "other/roster.yaml", "rotation: another\n");
      const base = git(folder, "rev-parse", "HEAD");
      put(folder, "other/roster.yaml", "rotation: other\n");
      git(folder, "rm", "--quiet", "-r", "cfg");
      change(folder);
      commitAll(folder);
      expect(readFileSync(join(folder, name), "utf8")).toMatch(/^rotation: (other|decoy)\n$/);
      expect(was(join(folder, name), base)).toEqual([name, OLD]);
    }
  });

  test("is what a link led to before it leads elsewhere, and what it always led to", () => {
    const folder = withRoster("one/roster.yaml");
    put(folder, "two/roster.yaml", "rotation: two\n");
    symlinkSync("one", join(folder, "cfg"));
    const base = commitAll(folder);
    put(folder, "one/roster.yaml", "changed");
    expect(was(join(folder, "cfg/roster.yaml"), base)).toEqual(["cfg/roster.yaml", OLD]);
    rmSync(join(folder, "cfg"));
    symlinkSync("two", join(folder, "cfg"));
    const id = commitAll(folder);
    expect(was(join(folder, "cfg/roster.yaml"), base)).toEqual(["cfg/roster.yaml", OLD]);
    expect(was(join(folder, "cfg/roster.yaml"), id)).toEqual(["cfg/roster.yaml", "rotation: two\n"]);
  });

  test("is what the first of several new links leads to, where that was there", () => {
    const folder = withRoster("old.yaml");
    const base = git(folder, "rev-parse", "HEAD");
    git(folder, "rm", "--quiet", "old.yaml");
    put(folder, "new.yaml", "rotation: new\n");
    symlinkSync("new.yaml", join(folder, "old.yaml"));
    symlinkSync("old.yaml", join(folder, "roster.yaml"));
    commitAll(folder);
    expect(was(join(folder, "roster.yaml"), base)).toEqual(["old.yaml", OLD]);
  });

  test("is found through links from outside the repository", () => {
    const folder = withRoster("cfg/roster.yaml");
    const base = git(folder, "rev-parse", "HEAD");
    const outside = newFolder();
    symlinkSync(folder, join(outside, "repository"));
    symlinkSync("repository", join(outside, "again"));
    symlinkSync(join(folder, "cfg"), join(outside, "cfg"));
    const paths = ["repository/cfg/roster.yaml", "again/cfg/roster.yaml", "cfg/roster.yaml"];
    for (const path of paths) expect(was(join(outside, path), base)).toEqual(["cfg/roster.yaml", OLD]);
    put(folder, "other/roster.yaml", "rotation: other\n");
    git(folder, "rm", "--quiet", "-r", "cfg");
    symlinkSync("other", join(folder, "cfg"));
    commitAll(folder);
    for (const path of paths) expect(was(join(outside, path), base)).toEqual(["cfg/roster.yaml", OLD]);
    git(folder, "rm", "--quiet", "cfg");
    git(folder, "mv", "other", "moved");
    put(folder, "moved/roster.yaml", `${OLD}more: 1\n`);
    expect(was(join(outside, "repository/moved/roster.yaml"), base)).toEqual(["cfg/roster.yaml", OLD]);
  });

  test("does not exist behind circular or dangling links", () => {
    const folder = withRoster();
    symlinkSync("two.yaml", join(folder, "one.yaml"));
    symlinkSync("one.yaml", join(folder, "two.yaml"));
    symlinkSync("nothing.yaml", join(folder, "gone.yaml"));
    const id = commitAll(folder);
    for (const name of ["one.yaml", "gone.yaml"]) expect(was(join(folder, name), id)).toBeUndefined();
  });

  test("is read from the repository that a link leads into", () => {
    const folder = withRoster();
    for (const beside of [newFolder(), newRepository()]) {
      symlinkSync(join(folder, "roster.yaml"), join(beside, "mine.yaml"));
      const path = join(beside, "mine.yaml");
      expect(findHome(path, "main")).toBe(folder);
      expect(history.read(path, "main")).toMatchObject({ file: { name: "roster.yaml" } });
    }
  });

  test.each<[string, (folder: string) => void]>([
    ["a submodule", (folder) => git(folder, "mv", "sub", "cfg")],
    ["a link to a submodule", (folder) => symlinkSync("sub", join(folder, "cfg"))],
    ["a folder in a submodule of a submodule", (folder) => symlinkSync("sub/deep/team", join(folder, "cfg"))],
    ["a link to another repository", (folder) => symlinkSync(withDecoy(), join(folder, "cfg"))],
    ["a link out of every repository", (folder) => symlinkSync(decoyAlone(), join(folder, "cfg"))],
    [
      "a folder whose file is a link to a submodule",
      (folder) => {
        mkdirSync(join(folder, "cfg"));
        symlinkSync("../sub/roster.yaml", join(folder, "cfg/roster.yaml"));
      },
    ],
  ])("is what had the name where its folder is now %s", (_, change) => {
    const folder = withRoster("cfg/roster.yaml");
    const base = git(folder, "rev-parse", "HEAD");
    git(folder, "switch", "--quiet", "-c", "topic");
    git(folder, "rm", "--quiet", "-r", "cfg");
    git(folder, "submodule", "--quiet", "add", withDecoy(), "sub");
    git(folder, "-C", "sub", "submodule", "--quiet", "add", withDecoy("team/roster.yaml"), "deep");
    commitAll(join(folder, "sub"));
    change(folder);
    commitAll(folder);
    const path = join(folder, "cfg/roster.yaml");
    expect(readFileSync(path, "utf8")).toBe("rotation: decoy\n");
    for (const revision of ["main", base]) expect(was(path, revision)).toEqual(["cfg/roster.yaml", OLD]);
    expect(findHome(path, "topic")).not.toBe(folder);
    // Nor does a tag hide it that is called as the branch.
    git(folder, "tag", "main", "topic");
    expect(findHome(path, "main")).toBe(folder);
  });

  test("is read from the submodule that it was always in", () => {
    const folder = withRoster("other.yaml");
    git(folder, "submodule", "--quiet", "add", withRoster(), "teams");
    commitAll(folder);
    const path = join(folder, "teams/roster.yaml");
    expect(findHome(path, "main")).toBe(join(folder, "teams"));
    expect(was(path, "main")).toEqual(["roster.yaml", OLD]);
  });
});

/** A repository whose main has another past. */
function withDecoy(name = "roster.yaml"): string {
  return withRoster(name, "rotation: decoy\n");
}

/** The same files without a repository. */
function decoyAlone(): string {
  const folder = newFolder();
  writeFileSync(join(folder, "roster.yaml"), "rotation: decoy\n");
  return folder;
}
