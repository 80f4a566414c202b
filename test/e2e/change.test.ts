/** Tests the file that the built command edits: links and modes stay, undo restores every byte, and many can edit at once. */
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BIN, EXAMPLE, env, git, logOf, newFolder, newRepository, oncall, SWAP } from "./rosters.ts";

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

  test("undo restores every byte", () => {
    const folder = newRepository();
    expect(oncall(folder, SWAP).exit).toBe(0);
    const line =
      readFileSync(join(folder, "roster.yaml"), "utf8")
        .split("\n")
        .findIndex((text) => text.includes("2026-11-30")) + 1;
    expect(oncall(folder, ["undo", String(line)]).exit).toBe(0);
    expect(git(folder, "status", "--short")).toBe("");
  });

  test("twenty edits at once lose no entry", async () => {
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
