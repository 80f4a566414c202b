/** The commands that edit, built, in real git repositories: what is committed, what is not, and many at once. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const BIN = resolve("bin/oncall.js");
const EXAMPLE = resolve("roster.example.yaml");
const NOW = "2026-11-24T15:00:00Z";
const SWAP = ["swap", "alice", "bob", "--approved-by", "manager"];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const env = (folder: string) => ({
  PATH: process.env["PATH"],
  HOME: folder,
  ONCALL_NOW: NOW,
  GIT_AUTHOR_NAME: "Mia Rossi",
  GIT_AUTHOR_EMAIL: "mia@example.com",
  GIT_COMMITTER_NAME: "Mia Rossi",
  GIT_COMMITTER_EMAIL: "mia@example.com",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "protocol.file.allow",
  GIT_CONFIG_VALUE_0: "always",
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oncall-change-"));
  folders.push(folder);
  return folder;
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd,
    env: env(cwd),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A repository whose one commit holds the example as roster.yaml. */
function newRepository(): string {
  const folder = newFolder();
  git(folder, "init", "--quiet", "-b", "main");
  copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "Begin");
  return folder;
}

function oncall(cwd: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env: env(cwd),
    encoding: "utf8",
  });
  return { exit: status, stdout, stderr };
}

function logOf(folder: string): readonly Record<string, unknown>[] {
  return parse(readFileSync(join(folder, "roster.yaml"), "utf8")).changes;
}

describe("--commit", () => {
  test("commits the roster alone, with other changes staged and not", () => {
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

  test("says so where other changes of the roster go with it", () => {
    const folder = newRepository();
    const mixed =
      "warning: roster.yaml had other changes that were not committed: --commit takes them along, and its message names this entry alone\n";
    expect(oncall(folder, [...SWAP, "--commit"]).stderr).not.toContain(mixed);
    expect(oncall(folder, ["undo", "92"]).exit).toBe(0);
    expect(oncall(folder, [...SWAP, "--once", "--commit"]).stderr).toContain(mixed);
    expect(git(folder, "show", "--stat", "--format=%s", "HEAD")).toBe(
      "Swap alice and bob from 2026-11-30\n\n roster.yaml | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n",
    );
  });

  test("of a file whose name is a pattern to git", () => {
    const folder = newRepository();
    copyFileSync(EXAMPLE, join(folder, "*.yaml"));
    writeFileSync(join(folder, "roster.yaml"), "# somebody else's work\n");
    expect(oncall(folder, [...SWAP, "-r", "*.yaml", "--commit"]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe(" M roster.yaml\n");
  });

  test("in a work tree beside the first", () => {
    const folder = newRepository();
    const tree = join(newFolder(), "tree");
    git(folder, "worktree", "add", "--quiet", "-b", "other", tree);
    expect(oncall(tree, [...SWAP, "--commit"]).exit).toBe(0);
    expect(git(folder, "log", "--format=%s", "other")).toBe("Swap alice and bob from 2026-11-30\nBegin\n");
    expect(git(folder, "log", "--format=%s", "main")).toBe("Begin\n");
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("in a submodule", () => {
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

  test("without a repository the roster is written all the same, and that is said", () => {
    const folder = newFolder();
    copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
    const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
    expect(exit).toBe(4);
    expect(stderr).toContain(
      "oncall: roster.yaml is written, and git did not commit it: not a git repository",
    );
    expect(logOf(folder).length).toBe(logOf(newRepository()).length + 1);
  });
});

test("with --json too it is said that the roster is written, where git does not commit it", () => {
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

  test("undo takes back what is not committed yet, and the next command names the file", () => {
    const folder = newLinked();
    const { exit, stderr } = oncall(folder, SWAP);
    expect({ exit, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
      exit: 0,
      last: "next: git add real/r.yaml && git commit -m 'Swap alice and bob from 2026-11-30'",
    });
    expect(oncall(folder, ["undo"]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("--commit commits what it leads to", () => {
    const folder = newLinked();
    expect(oncall(folder, [...SWAP, "--commit"]).exit).toBe(0);
    expect(git(folder, "show", "--stat", "--format=%s", "HEAD")).toBe(
      "Swap alice and bob from 2026-11-30\n\n real/r.yaml | 1 +\n 1 file changed, 1 insertion(+)\n",
    );
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("that leads out of every repository is not committed, and that is said", () => {
    const folder = newRepository();
    const outside = realpathSync(newFolder());
    copyFileSync(EXAMPLE, join(outside, "r.yaml"));
    rmSync(join(folder, "roster.yaml"));
    symlinkSync(join(outside, "r.yaml"), join(folder, "roster.yaml"));
    const { exit, stderr } = oncall(folder, [...SWAP, "--commit"]);
    expect(exit).toBe(4);
    expect(stderr).toContain(
      `git did not commit it: it leads to ${outside}/r.yaml, which is in no git repository\n`,
    );
  });
});

describe("the next command", () => {
  /** Typed into a shell where the command was, it makes the commit; the line itself, with `at` for the folder. */
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

  test("is short in the same work tree", () => {
    const folder = newRepository();
    mkdirSync(join(folder, "below"));
    expect(followed(join(folder, "below"), folder, [])).toBe(
      `git add ../roster.yaml && git commit ${MESSAGE}`,
    );
  });

  test("from above a submodule", () => {
    const outer = newRepository();
    git(outer, "submodule", "--quiet", "add", newRepository(), "teams");
    git(outer, "commit", "--quiet", "-m", "Add the teams");
    expect(followed(outer, join(outer, "teams"), ["-r", "teams/roster.yaml"])).toBe(
      `git -C AT add -- roster.yaml && git -C AT commit ${MESSAGE}`,
    );
  });

  test("from another repository, and from none", () => {
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
  ])("of a file named %s", (name, file) => {
    const folder = renamed(name);
    expect(followed(folder, folder, [`--roster=./${name}`])).toBe(
      file === undefined
        ? `git add 'my roster.yaml' && git commit ${MESSAGE}`
        : `git -C AT add -- ${file} && git -C AT commit ${MESSAGE}`,
    );
  });

  test("is none where there is no repository", () => {
    const folder = newFolder();
    copyFileSync(EXAMPLE, join(folder, "roster.yaml"));
    expect(followed(folder, folder, [])).toBeUndefined();
  });
});

describe("the file", () => {
  test("a link stays a link, and the mode stays", () => {
    const folder = newFolder();
    copyFileSync(EXAMPLE, join(folder, "real.yaml"));
    chmodSync(join(folder, "real.yaml"), 0o640);
    symlinkSync("real.yaml", join(folder, "roster.yaml"));
    expect(oncall(folder, SWAP).exit).toBe(0);
    expect(lstatSync(join(folder, "roster.yaml")).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, "real.yaml")).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(folder, "real.yaml"), "utf8")).toContain(
      "- { swap: [alice, bob], from: 2026-11-30, approved_by: mia }\n",
    );
  });

  test("undo gives back every byte", () => {
    const folder = newRepository();
    expect(oncall(folder, SWAP).exit).toBe(0);
    const line =
      readFileSync(join(folder, "roster.yaml"), "utf8")
        .split("\n")
        .findIndex((text) => text.includes("2026-11-30")) + 1;
    expect(oncall(folder, ["undo", String(line)]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("twenty at once lose no entry", async () => {
    const folder = newRepository();
    const before = logOf(folder).length;
    const hours = Array.from({ length: 20 }, (_, hour) => String(hour).padStart(2, "0"));
    const exits = await Promise.all(
      hours.map((hour) => {
        const span = ["--from", `2026-12-01 ${hour}:00`, "--until", `2026-12-01 ${hour}:30`];
        const args = ["cover", "carol", "--by", "mia", ...span, "--approved-by", "manager"];
        const child = spawn(process.execPath, [BIN, ...args], {
          cwd: folder,
          env: env(folder),
          stdio: "ignore",
        });
        return new Promise((done) => child.on("exit", done));
      }),
    );
    expect(exits).toEqual(hours.map(() => 0));
    const covers = logOf(folder)
      .slice()
      .filter(({ by, from }) => by === "mia" && String(from).startsWith("2026-12-01"));
    expect(logOf(folder).length).toBe(before + 20);
    expect(new Set(covers.map(({ from }) => from)).size).toBe(20);
    expect(oncall(folder, ["lint"])).toMatchObject({ exit: 0 });
  });
});
