/** Tests which entry `oncall undo` takes back when no line is given, in real repositories. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { git, newFolder, newRepository, oncall } from "./rosters.ts";

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

test("takes back a join with the person who came with it, and leaves who was there before", () => {
  const folder = newRepository();
  const before = textOf(folder);
  expect(edit(folder, ["join", "ivy", "--name", "Ivy Lund", "--manager", "max"]).exit).toBe(0);
  expect(edit(folder, ["undo"]).exit).toBe(0);
  expect(textOf(folder)).toBe(before);
  expect(edit(folder, ["join", "max", "--approved-by", "mia"]).exit).toBe(0);
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

test("takes back time away that was written down last, committed or not", () => {
  const folder = newRepository();
  const away = ["away", "bob", "--from", "2027-02-01", "--until", "2027-02-08"];
  expect(edit(folder, [...LATE, "--commit"]).exit).toBe(0);
  const before = textOf(folder);
  for (const words of [away, [...away, "--commit"]]) {
    expect(edit(folder, words).exit).toBe(0);
    expect(edit(folder, ["undo"]).exit).toBe(0);
    expect(textOf(folder).replace(/\naway:\n/, "")).toBe(before);
  }
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

describe("the entry made last is the one that a commit brought last", () => {
  /** Two covers in two commits, the later one with the earlier date; returns the text before the later one. */
  function commitTwo(folder: string): string {
    expect(edit(folder, [...LATE, "--commit"], "2031-01-01T15:00:00Z").exit).toBe(0);
    const before = textOf(folder);
    expect(edit(folder, [...EARLY, "--commit"], "2030-01-01T15:00:00Z").exit).toBe(0);
    return before;
  }

  test("whatever the dates of the commits", () => {
    const folder = newRepository();
    const before = commitTwo(folder);
    expect(edit(folder, ["undo"]).exit).toBe(0);
    expect(textOf(folder)).toBe(before);
  });

  test.each([
    ["a new reason", (text: string) => text.replace(/(2027-01-05.*approved_by: mia)/, '$1, reason: "late"')],
    [
      "another style",
      (text: string) => text.replace(/\{ cover: alice, (.*2027-01-05)/, "{  cover: alice,  $1"),
    ],
  ])("whatever was edited since: %s", (_, change) => {
    const folder = newRepository();
    const before = commitTwo(folder);
    const edited = change(textOf(folder));
    expect(edited).not.toBe(textOf(folder));
    writeFileSync(join(folder, "roster.yaml"), edited);
    git(folder, "commit", "--quiet", "-am", "Edit the older entry");
    expect(edit(folder, ["undo"]).exit).toBe(0);
    expect(textOf(folder)).toBe(change(before));
  });

  test("under a former name", () => {
    const folder = newRepository();
    const before = commitTwo(folder);
    git(folder, "mv", "roster.yaml", "other.yaml");
    git(folder, "commit", "--quiet", "-m", "Rename");
    expect(edit(folder, ["undo", "-r", "other.yaml"]).exit).toBe(0);
    expect(readFileSync(join(folder, "other.yaml"), "utf8")).toBe(before);
  });

  test("not where a shallow clone ends", () => {
    const folder = newRepository();
    commitTwo(folder);
    const clone = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", "--depth", "1", `file://${folder}`, clone);
    const { exit, stderr } = edit(clone, ["undo"]);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining("the clone is shallow and ends before the last entry was made"),
    });
  });
});
