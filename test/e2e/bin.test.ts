/** The built command as users run it: in a git repository, through pipes, in other zones and languages. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

const SAID = `now is taken to be ${NOW} (ONCALL_NOW)\n`;

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
  ])("finds the roster above, and says the same under %j", (env) => {
    expect(oncall(["who", "primary"], env)).toEqual({ exit: 0, stdout: WHO, stderr: SAID });
  });

  test("the schedule of a year is the same bytes in every zone", () => {
    const [one, ...others] = ["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"].map((TZ) =>
      oncall(["schedule", "--from", "2026-01-05", "--weeks", "52", "--json"], { TZ }),
    );
    for (const other of others) expect(other).toEqual(one);
    expect(JSON.parse(one?.stdout ?? "").shifts.length).toBeGreaterThan(104);
  });

  test("me is whoever git says", () => {
    const { exit, stdout } = oncall(["schedule", "--person", "me", "--json", "--weeks", "9"]);
    expect(exit).toBe(0);
    expect(new Set(JSON.parse(stdout).shifts.map(({ engineer }: { engineer: string }) => engineer))).toEqual(
      new Set(["bob"]),
    );
  });

  test("a reader that goes away is no failure", () => {
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

  test("a long answer through a pipe arrives whole", () => {
    const { exit, stdout } = oncall(["schedule", "--weeks", "1000", "--json"]);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).shifts.length).toBeGreaterThan(2000);
  });

  test("who loads neither services nor the network, and no prompt", () => {
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

  test("--version, and no command at all", () => {
    expect(oncall(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { exit, stdout } = oncall([]);
    expect({ exit, first: stdout.split("\n")[0] }).toEqual({
      exit: 0,
      first: "Usage: oncall [options] [command]",
    });
  });

  test("no roster anywhere", () => {
    const empty = mkdtempSync(join(tmpdir(), "oncall-none-"));
    expect(oncall(["who"], {}, empty)).toEqual({
      exit: 3,
      stdout: "",
      stderr: `${SAID}oncall: there is no roster.yaml here or in a folder above\nhelp: name the file with --roster FILE or ONCALL_ROSTER\n`,
    });
    rmSync(empty, { recursive: true });
  });
});
