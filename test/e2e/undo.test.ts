/** Tests which entry `oncall undo` takes back when no line is given, in real repositories. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, newRepository, oncall } from "./rosters.ts";

const COVER = ["cover", "alice", "--by", "bob", "--approved-by", "mia"];
const EARLY = [...COVER, "--from", "2026-11-25 18:00", "--until", "2026-11-25 23:00"];
const LATE = [...COVER, "--from", "2027-01-05 18:00", "--until", "2027-01-05 23:00"];

function edit(folder: string, words: readonly string[], at = "2031-01-01T15:00:00Z") {
  return oncall(folder, words, { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at });
}

function textOf(folder: string): string {
  return readFileSync(join(folder, "roster.yaml"), "utf8");
}

test("takes back what is not committed, whatever its date", () => {
  const folder = newRepository();
  expect(edit(folder, [...LATE, "--commit"]).exit).toBe(0);
  const before = textOf(folder);
  expect(edit(folder, EARLY).exit).toBe(0);
  expect(edit(folder, ["undo"]).exit).toBe(0);
  expect(textOf(folder)).toBe(before);
});

test("takes back the entry of the last commit, whatever its date", () => {
  const folder = newRepository();
  expect(edit(folder, [...LATE, "--commit"], "2031-01-01T15:00:00Z").exit).toBe(0);
  const before = textOf(folder);
  expect(edit(folder, [...EARLY, "--commit"], "2031-01-01T16:00:00Z").exit).toBe(0);
  expect(edit(folder, ["undo", "--commit"]).exit).toBe(0);
  expect(textOf(folder)).toBe(before);
  expect(git(folder, "status", "--short")).toBe("");
});

test("several entries that are not committed are for somebody to choose from", () => {
  const folder = newRepository();
  expect(edit(folder, LATE).exit).toBe(0);
  expect(edit(folder, EARLY).exit).toBe(0);
  const before = textOf(folder);
  const { exit, stderr } = edit(folder, ["undo"]);
  expect({ exit, stderr: stderr.split("\n").slice(-3) }).toEqual({
    exit: 2,
    stderr: [
      "oncall: 2 entries are not committed, so git cannot tell which entry was made last",
      "help: name its line: oncall undo 97 or oncall undo 89",
      "",
    ],
  });
  expect(textOf(folder)).toBe(before);
});
