/** Tests reading and git on the real disk, with every awkward kind of file. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { files } from "../../src/edge/files.ts";
import { git } from "../../src/edge/git/git.ts";

const folder = mkdtempSync(join(tmpdir(), "oncall-files-"));
const at = (name: string) => join(folder, name);
writeFileSync(at("file"), "text");
mkdirSync(at("folder"));
symlinkSync("file", at("link"));
symlinkSync("circle", at("circle"));
symlinkSync("nowhere", at("dangling"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reading", () => {
  test("a file, and a link to it", () => {
    const bytes = { kind: "bytes", bytes: Buffer.from("text") };
    expect(files.read(at("file"), 4)).toEqual(bytes);
    expect(files.read(at("link"), 4)).toEqual(bytes);
  });

  test.each([
    ["nothing", { kind: "missing" }],
    ["file/below", { kind: "missing" }],
    ["folder", { kind: "directory" }],
    ["dangling", { kind: "unreadable", reason: "it is a link that leads nowhere" }],
    ["circle", { kind: "unreadable", reason: "its links go in a circle" }],
    ["n".repeat(300), { kind: "unreadable", reason: "the name is too long" }],
  ])("%s", (name, answer) => {
    expect(files.read(at(name), 4)).toEqual(answer);
  });

  test("a file larger than the limit", () => {
    expect(files.read(at("file"), 3)).toEqual({ kind: "too-large", size: 4 });
  });

  test("a link if links are not followed", () => {
    expect(files.read(at("link"), 4, { followLinks: false })).toEqual({ kind: "link" });
  });

  test("a pipe without a writer does not hang", () => {
    execFileSync("mkfifo", [at("pipe")]);
    expect(files.read(at("pipe"), 4)).toEqual({ kind: "unreadable", reason: "it is not a regular file" });
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission (root may read everything)", () => {
    writeFileSync(at("closed"), "");
    chmodSync(at("closed"), 0);
    expect(files.read(at("closed"), 4)).toEqual({ kind: "unreadable", reason: "permission denied" });
  });

  test("whether a file exists", () => {
    const there = ["file", "folder", "link", "dangling", "circle", "nothing", "file/below", "n".repeat(300)];
    expect(there.filter((name) => files.exists(at(name)))).toEqual(there.slice(0, 5));
  });
});

describe("git", () => {
  const run = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });

  test("outside a repository nothing is tracked", () => {
    expect(git.tracks(at("file"))).toEqual({ kind: "untracked" });
  });

  test("in a repository it knows what is tracked, and the user's email", () => {
    run("init");
    run("config", "user.email", "alice@example.com");
    run("add", "file");
    expect([git.tracks(at("file")), git.tracks(at("link"))]).toEqual([
      { kind: "tracked" },
      { kind: "untracked" },
    ]);
    expect(git.userEmail(folder)).toBe("alice@example.com");
    run("config", "user.email", "");
    expect(git.userEmail(folder)).toBeUndefined();
  });

  test.each([":x.yaml", ":(exclude)x", "*", "-x", "[f]ile"])(
    "%s is the name of a file, not a pattern or an option",
    (name) => {
      writeFileSync(at(name), "");
      expect(git.tracks(at(name))).toEqual({ kind: "untracked" });
      run("--literal-pathspecs", "add", "--", name);
      expect(git.tracks(at(name))).toEqual({ kind: "tracked" });
    },
  );

  test.each([
    { GIT_DIR: "/nonexistent" },
    { GIT_INDEX_FILE: "/nonexistent" },
    { GIT_WORK_TREE: "/", GIT_DIR: "/nonexistent" },
    { GIT_CEILING_DIRECTORIES: tmpdir() },
    { GIT_LITERAL_PATHSPECS: "0", GIT_GLOB_PATHSPECS: "1" },
    { LC_ALL: "de_DE.UTF-8", LANGUAGE: "de" },
  ])("a file belongs to the repository it is in, whatever %j says", (env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect([git.tracks(at("file")), git.tracks(at("link"))]).toEqual([
      { kind: "tracked" },
      { kind: "untracked" },
    ]);
    vi.unstubAllEnvs();
  });

  test("if git fails, nothing is called untracked", () => {
    const index = join(folder, ".git", "index");
    const whole = readFileSync(index);
    writeFileSync(index, "no index");
    expect(git.tracks(at("file"))).toEqual({
      kind: "unknown",
      reason: expect.stringMatching(/index file/),
    });
    writeFileSync(index, whole);
  });

  test("without git nothing is tracked", () => {
    vi.stubEnv("PATH", folder);
    expect(git.tracks(at("file"))).toEqual({ kind: "untracked" });
    vi.unstubAllEnvs();
  });

  test("in a folder that does not exist it knows nothing", () => {
    expect(git.userEmail(at("nowhere"))).toBeUndefined();
  });
});
