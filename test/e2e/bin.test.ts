/** Runs the built command as users do: in a git repository, through pipes, in other time zones and languages. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const BIN = resolve("bin/oncall.js");
const repository = mkdtempSync(join(tmpdir(), "oncall-bin-"));
const below = join(repository, "docs", "runbooks");
const NOW = "2026-11-24T15:00:00Z";

beforeAll(() => {
  mkdirSync(below, { recursive: true });
  copyFileSync("roster.example.yaml", join(repository, "roster.yaml"));
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: repository, stdio: "ignore" });
  git("init");
  git("config", "user.email", "bob@example.com");
  git("add", "roster.yaml");
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

function oncall(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = below) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: repository, ONCALL_NOW: NOW, ...env },
    encoding: "utf8",
  });
  return { exit: status, stdout, stderr };
}

const SAID = `using ONCALL_NOW=${NOW}\n`;

const WHO = `Platform Engineering, on call now
Tue 24 Nov 2026 10:00 America/New_York

  primary  Alice Nguyen  until Thu 26 Nov 09:00 (in 47 h), then Mia Rossi

next, from Mon 30 Nov 12:00
  primary  Carol Diaz    until Mon 7 Dec 12:00
`;

describe("oncall", () => {
  test.each([
    {},
    { TZ: "Pacific/Apia" },
    { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    { TZ: "Not/AZone", LANG: "C" },
  ])("finds the roster in a parent folder, and prints the same with %j", (env) => {
    expect(oncall(["who", "primary"], env)).toEqual({ exit: 0, stdout: WHO, stderr: SAID });
  });

  test("the schedule of a year has the same bytes in every zone", () => {
    const [one, ...others] = ["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"].map((TZ) =>
      oncall(["schedule", "--from", "2026-01-05", "--weeks", "52", "--json"], { TZ }),
    );
    for (const other of others) expect(other).toEqual(one);
    expect(JSON.parse(one?.stdout ?? "").shifts.length).toBeGreaterThan(104);
  });

  test("`me` is the user of git", () => {
    const { exit, stdout } = oncall(["schedule", "--person", "me", "--json", "--weeks", "9"]);
    expect(exit).toBe(0);
    expect(new Set(JSON.parse(stdout).shifts.map(({ engineer }: { engineer: string }) => engineer))).toEqual(
      new Set(["bob"]),
    );
  });

  test("a closed pipe is not an error", () => {
    const script = `"$0" "$1" schedule --weeks 2000 --json | head -n 1`;
    const { stdout, stderr } = spawnSync(
      "bash",
      ["--norc", "-o", "pipefail", "-c", script, process.execPath, BIN],
      {
        cwd: below,
        env: { PATH: process.env["PATH"], ONCALL_NOW: NOW },
        encoding: "utf8",
      },
    );
    expect({ stdout, stderr }).toEqual({ stdout: "{\n", stderr: SAID });
  });

  test.skipIf(!existsSync("/dev/full"))("a failed write is an error", () => {
    const full = openSync("/dev/full", "w");
    const run = (out: number | "pipe", err: number | "pipe", ...args: readonly string[]) =>
      spawnSync(process.execPath, [BIN, ...args], {
        cwd: below,
        env: { PATH: process.env["PATH"], ONCALL_NOW: NOW },
        encoding: "utf8",
        stdio: ["ignore", out, err],
      });
    for (const args of [["who"], ["who", "--json"], ["--help"], ["schedule", "--weeks", "2000"]]) {
      const { status, stderr } = run(full, "pipe", ...args);
      const said = args[0] === "--help" ? "" : SAID;
      expect({ args, status, stderr }).toEqual({
        args,
        status: 70,
        stderr: `${said}oncall: the answer cannot be written: the disk is full\n`,
      });
    }
    const silenced = run("pipe", full, "who", "primary");
    expect({ status: silenced.status, stdout: silenced.stdout }).toEqual({ status: 0, stdout: WHO });
    expect(run(full, full, "who").status).toBe(70);
    closeSync(full);
  });

  test("in a folder that has been deleted", () => {
    const gone = (...args: readonly string[]) => {
      const folder = mkdtempSync(join(tmpdir(), "oncall-gone-"));
      const script = `cd "$0" && rmdir "$0" && exec "$@"`;
      const { status, stdout, stderr } = spawnSync(
        "sh",
        ["-c", script, folder, process.execPath, BIN, ...args],
        { env: { PATH: process.env["PATH"], ONCALL_NOW: NOW }, encoding: "utf8" },
      );
      // The shell prints a message of its own.
      return { exit: status, stdout, stderr: stderr.slice(Math.max(0, stderr.indexOf(SAID))) };
    };
    expect(gone("who")).toEqual({
      exit: 3,
      stdout: "",
      stderr: `${SAID}oncall: the working directory no longer exists
help: change to another folder, or give the full path of the roster with --roster or ONCALL_ROSTER
`,
    });
    const roster = join(repository, "roster.yaml");
    expect(gone("who", "primary", "-r", roster)).toEqual({ exit: 0, stdout: WHO, stderr: SAID });
    expect(gone("lint", "-r", roster)).toMatchObject({ exit: 0 });
    expect(gone("leave", "grace", "--from", "2027-03-01", "--dry-run", "-r", roster)).toMatchObject({
      exit: 0,
    });
  });

  test("a dangling link named roster.yaml is an error, even if a parent folder has a roster", () => {
    symlinkSync("gone.yaml", join(below, "roster.yaml"));
    expect(oncall(["who"])).toEqual({
      exit: 3,
      stdout: "",
      stderr: `${SAID}oncall: roster.yaml cannot be read: it is a link that leads nowhere\n`,
    });
    rmSync(join(below, "roster.yaml"));
  });

  test("long output arrives complete through a pipe", () => {
    const { exit, stdout } = oncall(["schedule", "--weeks", "1000", "--json"]);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).shifts.length).toBeGreaterThan(2000);
  });

  test("`who` loads no service, no network module and no prompt", () => {
    const script = `
      require(${JSON.stringify(BIN)});
      process.on("exit", () => {
        const loaded = Object.keys(require.cache).filter((path) => /node_modules/.test(path));
        process.stderr.write(JSON.stringify(loaded.concat(process.moduleLoadList.filter((name) => / (https?|tls|dns)$/.test(name)))));
      });`;
    writeFileSync(join(repository, "spy.cjs"), script);
    const { stderr } = spawnSync(process.execPath, [join(repository, "spy.cjs"), "who"], {
      cwd: below,
      env: { ONCALL_NOW: NOW },
      encoding: "utf8",
    });
    expect(stderr).toBe(`${SAID}[]`);
  });

  test("--version, and no command", () => {
    expect(oncall(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { exit, stdout } = oncall([]);
    expect({ exit, first: stdout.split("\n")[0] }).toEqual({
      exit: 0,
      first: "Usage: oncall <command> [options]",
    });
  });

  test("no roster anywhere", () => {
    const empty = mkdtempSync(join(tmpdir(), "oncall-none-"));
    expect(oncall(["who"], {}, empty)).toEqual({
      exit: 3,
      stdout: "",
      stderr: `${SAID}oncall: there is no roster.yaml here or in a parent folder\nhelp: name the file with --roster FILE or ONCALL_ROSTER, or start one with oncall init\n`,
    });
    rmSync(empty, { recursive: true });
  });
});
