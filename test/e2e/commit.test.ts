/** Tests what the built commands that edit do with git: what --commit commits, and the command they suggest next. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BIN, EXAMPLE, env, git, logOf, newFolder, newRepository, oncall, SWAP } from "./rosters.ts";

describe("--commit", () => {
  test("commits only the roster, whatever else is staged or changed", () => {
    const folder = newRepository();
    writeFileSync(join(folder, "staged.txt"), "staged\n");
    writeFileSync(join(folder, "loose.txt"), "loose\n");
    git(folder, "add", "staged.txt");
    const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
    expect({ exit, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
      exit: 0,
      last: `committed as ${git(folder, "rev-parse", "--short", "HEAD").trim()}`,
    });
    expect(git(folder, "show", "--stat", "--format=%s", "HEAD")).toBe(
      "Swap alice and bob from 2026-11-30\n\n roster.yaml | 1 +\n 1 file changed, 1 insertion(+)\n",
    );
    expect(git(folder, "status", "--short")).toBe("A  staged.txt\n?? loose.txt\n");
  });

  test("says so if other changes to the roster go with it", () => {
    const folder = newRepository();
    const mixed =
      "warning: roster.yaml had other uncommitted changes: they are part of this commit too, though its message does not mention them\n";
    expect(oncall(folder, [...SWAP, "--commit"]).stderr).not.toContain(mixed);
    expect(oncall(folder, ["undo", "92"]).exit).toBe(0);
    expect(oncall(folder, [...SWAP, "--once", "--commit"]).stderr).toContain(mixed);
    expect(git(folder, "show", "--stat", "--format=%s", "HEAD")).toBe(
      "Swap alice and bob from 2026-11-30\n\n roster.yaml | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n",
    );
  });

  test("commits a file whose name is a pattern to git", () => {
    const folder = newRepository();
    copyFileSync(EXAMPLE, join(folder, "*.yaml"));
    writeFileSync(join(folder, "roster.yaml"), "# somebody else's work\n");
    expect(oncall(folder, [...SWAP, "-r", "*.yaml", "--commit"]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe(" M roster.yaml\n");
  });

  test("commits in a linked work tree", () => {
    const folder = newRepository();
    const tree = join(newFolder(), "tree");
    git(folder, "worktree", "add", "--quiet", "-b", "other", tree);
    expect(oncall(tree, [...SWAP, "--commit"]).exit).toBe(0);
    expect(git(folder, "log", "--format=%s", "other")).toBe("Swap alice and bob from 2026-11-30\nBegin\n");
    expect(git(folder, "log", "--format=%s", "main")).toBe("Begin\n");
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("commits in a submodule", () => {
    const inner = newRepository();
    const outer = newRepository();
    git(outer, "submodule", "--quiet", "add", inner, "teams");
    git(outer, "commit", "--quiet", "-m", "Add the teams");
    expect(oncall(join(outer, "teams"), [...SWAP, "--commit"]).exit).toBe(0);
    expect(git(join(outer, "teams"), "log", "--format=%s")).toBe(
      "Swap alice and bob from 2026-11-30\nBegin\n",
    );
    expect(git(outer, "status", "--short")).toBe(" M teams\n");
  });

  test.each(["exit 1", "echo no such luck >&2; exit 1"])(
    "if a hook does `%s`, what was staged stays staged",
    (does) => {
      const folder = newRepository();
      writeFileSync(join(folder, "roster.yaml"), `${readFileSync(EXAMPLE, "utf8")}# staged\n`);
      writeFileSync(join(folder, "other.txt"), "staged\n");
      git(folder, "add", ".");
      const before = git(folder, "ls-files", "--stage");
      writeFileSync(join(folder, ".git", "hooks", "pre-commit"), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
      const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
      const said = does === "exit 1" ? "git commit ended with 1 and said nothing" : "no such luck";
      expect({ exit, last: stderr.split("\n").slice(-3) }).toEqual({
        exit: 4,
        last: [
          `oncall: roster.yaml was written, but git did not commit it: ${said}`,
          "help: commit it by hand",
          "",
        ],
      });
      expect(git(folder, "ls-files", "--stage")).toBe(before);
      expect(git(folder, "status", "--short")).toBe("A  other.txt\nMM roster.yaml\n");
      expect(git(folder, "log", "--format=%s")).toBe("Begin\n");
    },
  );

  test("if a hook refuses, a new roster is not staged", () => {
    const folder = newRepository();
    git(folder, "rm", "--quiet", "--cached", "roster.yaml");
    git(folder, "commit", "--quiet", "-m", "Forget it");
    writeFileSync(join(folder, ".git", "hooks", "pre-commit"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    expect(oncall(folder, [...SWAP, "--commit"]).exit).toBe(4);
    expect(git(folder, "status", "--short")).toBe("?? roster.yaml\n");
    rmSync(join(folder, ".git", "hooks", "pre-commit"));
    expect(oncall(folder, ["undo", "92", "--commit", "--yes"])).toMatchObject({ exit: 0 });
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("commits to the repository of the roster, even in a hook of another", () => {
    const [folder, other] = [newRepository(), newRepository()];
    const hooked = {
      ...env(folder),
      GIT_DIR: join(other, ".git"),
      GIT_INDEX_FILE: join(other, ".git", "index"),
    };
    const { status } = spawnSync(process.execPath, [BIN, ...SWAP, "--commit"], { cwd: folder, env: hooked });
    expect(status).toBe(0);
    expect(git(folder, "log", "--format=%s")).toBe("Swap alice and bob from 2026-11-30\nBegin\n");
    expect(git(other, "log", "--format=%s")).toBe("Begin\n");
  });

  test("without a repository the roster is still written, and the message says so", () => {
    const folder = newFolder();
    copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
    const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
    expect(exit).toBe(4);
    expect(stderr).toContain(
      "oncall: roster.yaml was written, but git did not commit it: not a git repository",
    );
    expect(logOf(folder).length).toBe(logOf(newRepository()).length + 1);
  });
});

test("with --json too, a failed commit says that the roster was written", () => {
  const folder = newFolder();
  copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
  const { exit, stdout } = oncall(folder, [...SWAP, "--commit", "--json"]);
  expect({ exit, ...JSON.parse(stdout) }).toMatchObject({ exit: 4, written: true, commit: null });
});

describe("a roster that is a link", () => {
  function newLinked(): string {
    const folder = newFolder();
    git(folder, "init", "--quiet", "-b", "main");
    mkdirSync(join(folder, "real"));
    copyFileSync(EXAMPLE, join(folder, "real", "r.yaml"));
    symlinkSync(join("real", "r.yaml"), join(folder, "roster.yaml"));
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "-m", "Begin");
    return folder;
  }

  test("undo removes an uncommitted entry, and the next command names the file", () => {
    const folder = newLinked();
    const { exit, stderr } = oncall(folder, SWAP);
    expect({ exit, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
      exit: 0,
      last: "next: git add real/r.yaml && git commit -m 'Swap alice and bob from 2026-11-30'",
    });
    expect(oncall(folder, ["undo"]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("--commit commits the file that it points to", () => {
    const folder = newLinked();
    expect(oncall(folder, [...SWAP, "--commit"]).exit).toBe(0);
    expect(git(folder, "show", "--stat", "--format=%s", "HEAD")).toBe(
      "Swap alice and bob from 2026-11-30\n\n real/r.yaml | 1 +\n 1 file changed, 1 insertion(+)\n",
    );
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("to a file outside every repository is not committed, and the message says so", () => {
    const folder = newRepository();
    const outside = realpathSync(newFolder());
    copyFileSync(EXAMPLE, join(outside, "r.yaml"));
    rmSync(join(folder, "roster.yaml"));
    symlinkSync(join(outside, "r.yaml"), join(folder, "roster.yaml"));
    const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
    expect(exit).toBe(4);
    expect(stderr).toContain(
      `git did not commit it: it links to ${outside}/r.yaml, which is not in a git repository\n`,
    );
  });
});

describe("the next command", () => {
  /** Runs the suggested line in a shell in the same folder, checks that it commits, and answers the line with `at` for the folder. */
  function followed(cwd: string, at: string, args: readonly string[]): string | undefined {
    const { exit, stderr } = oncall(cwd, [...SWAP, ...args]);
    expect(exit).toBe(0);
    const next = /^next: (.*)$/m.exec(stderr)?.[1];
    if (next !== undefined) {
      execFileSync("sh", ["-c", next], { cwd, env: env(cwd), stdio: "ignore" });
      expect(git(at, "log", "--format=%s")).toBe("Swap alice and bob from 2026-11-30\nBegin\n");
      expect(git(at, "status", "--short")).toBe("");
    }
    return next?.replaceAll(realpathSync(at), "AT");
  }
  const MESSAGE = "-m 'Swap alice and bob from 2026-11-30'";

  function renamed(name: string): string {
    const folder = newRepository();
    git(folder, "mv", "roster.yaml", `./${name}`);
    git(folder, "commit", "--quiet", "--amend", "-m", "Begin");
    return folder;
  }

  test("is short inside the same work tree", () => {
    const folder = newRepository();
    mkdirSync(join(folder, "below"));
    expect(followed(join(folder, "below"), folder, [])).toBe(
      `git add ../roster.yaml && git commit ${MESSAGE}`,
    );
  });

  test("works from above a submodule", () => {
    const outer = newRepository();
    git(outer, "submodule", "--quiet", "add", newRepository(), "teams");
    git(outer, "commit", "--quiet", "-m", "Add the teams");
    expect(followed(outer, join(outer, "teams"), ["-r", "teams/roster.yaml"])).toBe(
      `git -C AT add -- roster.yaml && git -C AT commit ${MESSAGE}`,
    );
  });

  test("works from another repository and from outside any", () => {
    for (const cwd of [newRepository(), newFolder()]) {
      const folder = newRepository();
      expect(followed(cwd, folder, ["-r", join(folder, "roster.yaml")])).toBe(
        `git -C AT add -- roster.yaml && git -C AT commit ${MESSAGE}`,
      );
    }
  });

  test.each([
    ["-f", "-f"],
    ["a[b].yaml", "':(literal)a[b].yaml'"],
    [":r.yaml", "':(literal):r.yaml'"],
    ["my roster.yaml", undefined],
  ])("works for a file named %s", (name, file) => {
    const folder = renamed(name);
    expect(followed(folder, folder, [`--roster=./${name}`])).toBe(
      file === undefined
        ? `git add 'my roster.yaml' && git commit ${MESSAGE}`
        : `git -C AT add -- ${file} && git -C AT commit ${MESSAGE}`,
    );
  });

  test("is missing if there is no repository", () => {
    const folder = newFolder();
    copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
    expect(followed(folder, folder, [])).toBeUndefined();
  });
});
